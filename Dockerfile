# Agora as an image: three stages, of which only the last one is kept. It runs as a user without rights, on a file system that may be
# read-only apart from /data and /backups, and holds no packages that only development needs. compose.yaml says how it is run.

# What set-up makes: Prisma's client, and one file of all that a start reads.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY . .
RUN node src/cli/setup.mjs --start

# What runs: the packages without those of development. Prisma's command line, 250 MB, is an optional one of its client.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund --loglevel=error

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production NODE_COMPILE_CACHE=/data/compiled DATA_DIR=/data BACKUP_FOLDER=/backups HOST=0.0.0.0 PORT=3000 PLAYGROUND=off
WORKDIR /app
RUN install -d -o node -g node -m 700 /data /backups
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/node_modules/.cache/agora-start ./node_modules/.cache/agora-start
COPY --from=build /app/package.json ./
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/locales ./locales
COPY --from=build /app/commands ./commands
COPY --from=build /app/src ./src
USER node
VOLUME ["/data", "/backups"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["node", "--disable-warning=ExperimentalWarning", "src/cli/health.ts"]
# Without npm or a shell between, so that SIGTERM reaches the bot, which then finishes what is under way.
CMD ["node", "--max-semi-space-size=4", "--disable-warning=ExperimentalWarning", "node_modules/.cache/agora-start/main.mjs"]
