/** For Prisma's command line, which is only asked to generate the client: it insists on an engine that it never starts. */
import { defineConfig } from 'prisma/config';

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
