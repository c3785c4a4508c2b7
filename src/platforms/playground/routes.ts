/** The playground's requests: each is guarded, parsed, and handed to the desk. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { moveSchema, rawSchema } from './form.ts';
import { createGuard } from './guard.ts';
import { requests } from './limits.ts';
import { openLive } from './live.ts';
import type { Desk } from './receive.ts';
import { Refusal } from './refusal.ts';
import type { Room } from './room.ts';
import { spans, type Time } from './time.ts';
import type { RoomState } from './wire.ts';

const short = z.string().max(200);
const person = z.string().max(64);
const locale = z
  .string()
  .max(35)
  .regex(/^[A-Za-z0-9-]+$/);
const who = z.object({
  as: person,
  locale: locale.exactOptional(),
  timeZone: z.string().max(64).exactOptional(),
  request: z.string().regex(/^[\w-]{8,64}$/),
});
const where = { place: z.templateLiteral([z.enum(['channel', 'direct']), ':', z.string().max(64)]), thread: person.exactOptional() };

const bodies = {
  say: z.object({ who, ...where, text: z.string().trim().min(1).max(requests.text) }),
  press: z.object({ who, message: person, ref: z.object({ name: short, id: short }), selected: z.array(short).max(100) }),
  complete: z.object({ who, ...where, name: short, option: short, typed: short }),
  lookup: z.object({ who, draft: short, field: short, typed: short }),
  form: z.object({
    who,
    ...where,
    move: moveSchema,
    draft: short,
    sheet: short.exactOptional(),
    raw: rawSchema,
    message: person.exactOptional(),
  }),
  home: z.object({ who }),
  time: z.union([z.object({ who, by: z.enum(spans) }), z.object({ who, to: z.iso.datetime({ local: true, offset: false }) })]),
  people: z.object({ who, name: z.string().trim().min(1).max(requests.personName) }),
} as const;

export interface RouteParts {
  readonly hosts: readonly string[];
  /** Undefined until the bot has started. */
  readonly desk: () => Desk | undefined;
  readonly room: () => Room | undefined;
  readonly state: (person: string, locale: string | undefined) => RoomState;
  readonly time: Time;
}

export async function playgroundRoutes(app: FastifyInstance, parts: RouteParts): Promise<void> {
  const guard = createGuard(parts.hosts);
  await app.register(
    async (scope) => {
      scope.setErrorHandler(answerError);
      scope.addHook('onSend', async (_request, reply) => {
        reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
      });

      scope.get('/session', async (request, reply) => {
        const refused = guard.foreign(request);
        return refused === undefined ? { token: guard.token } : reply.code(403).send({ error: refused });
      });

      await scope.register(async (guarded) => {
        guarded.addHook('onRequest', async (request, reply) => {
          const refused = guard.refusal(request, tokenOf(request));
          if (refused !== undefined) await reply.code(403).send({ error: refused });
        });
        reads(guarded, parts);
        acts(guarded, parts);
      });
    },
    { prefix: '/playground/api' },
  );
}

function reads(app: FastifyInstance, parts: RouteParts): void {
  const stateQuery = z.object({ as: person, locale: locale.exactOptional() });
  app.get('/state', async (request) => {
    const query = stateQuery.parse(request.query);
    return parts.state(query.as, query.locale);
  });

  // Windows of the room that is open now; a room that was opened anew has its own.
  const lives = new WeakMap<Room, ReturnType<typeof openLive>>();
  const open = new Set<ReturnType<typeof openLive>>();
  const liveQuery = z.object({ as: person, after: z.coerce.number().int().min(0), token: z.string() });
  app.get('/live', (request, reply) => {
    const query = liveQuery.parse(request.query);
    const room = present(parts.room());
    if (room.person(query.as) === undefined) throw new Refusal(404, 'unknown_person');
    const live = lives.get(room) ?? openLive(room, parts.time);
    lives.set(room, live);
    open.add(live);
    const last = Number(request.headers['last-event-id'] ?? Number.NaN);
    reply.hijack();
    live.open(reply.raw, query.as, Number.isInteger(last) ? last : query.after);
  });
  app.addHook('preClose', async () => {
    for (const live of open) live.close();
  });
}

function acts(app: FastifyInstance, parts: RouteParts): void {
  const on = <S extends z.ZodType>(path: string, schema: S, act: (desk: Desk, body: z.output<S>) => Promise<unknown>) =>
    app.post(path, { bodyLimit: requests.bodyBytes }, async (request) => act(present(parts.desk()), schema.parse(request.body)));

  on('/say', bodies.say, (desk, { who, text, ...at }) => desk.say(who, at, text));
  on('/press', bodies.press, (desk, { who, message, ref, selected }) => desk.press(who, message, ref, selected));
  on('/complete', bodies.complete, (desk, { who, name, option, typed, ...at }) => desk.complete(who, at, name, option, typed));
  on('/lookup', bodies.lookup, (desk, { who, draft, field, typed }) => desk.lookup(who, draft, field, typed));
  on('/form', bodies.form, (desk, { who, move, draft, sheet, raw, message, ...at }) =>
    desk.form(who, at, move, draft, sheet, raw, message),
  );
  app.post('/time', { bodyLimit: requests.bodyBytes }, async (request) => {
    const { who, ...leap } = bodies.time.parse(request.body);
    const person = present(parts.room()).person(who.as);
    if (person === undefined) throw new Refusal(404, 'unknown_person');
    const now = await parts.time.leap(leap, who.timeZone ?? person.timeZone ?? 'UTC');
    return { now: now.toISOString() };
  });
  on('/home', bodies.home, (desk, { who }) => desk.home(who));
  on('/people', bodies.people, (desk, { who, name }) => desk.join(who, name));
}

/** EventSource cannot set a header, so the live stream brings the token in its address. */
function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-playground-token'];
  if (typeof header === 'string') return header;
  const query = z.object({ token: z.string() }).safeParse(request.query);
  return request.method === 'GET' && query.success ? query.data.token : undefined;
}

function present<T>(part: T | undefined): T {
  if (part === undefined) throw new Refusal(503, 'not_started');
  return part;
}

function answerError(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) return reply.code(error.status).send({ error: error.message });
  if (error instanceof z.ZodError) return reply.code(400).send({ error: 'malformed' });
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status >= 500) request.log.error({ err: error }, 'playground request failed');
  return reply.code(status).send({ error: status >= 500 ? 'failed' : 'malformed' });
}
