/** Calendars to subscribe to, for any calendar program: `/calendar/fr.ics`, and one record's dates: `/calendar/event/<id>.ics?lang=fr`. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Calendar, feed, recordFeed } from '../features/agenda/feed.ts';
import { kinds } from '../features/agenda/view.ts';
import type { Parts } from '../features/context.ts';
import type { Routes } from './server.ts';

/** Calendar programs ask every few hours, some every minute. */
const CACHED_SECONDS = 600;

const Feed = z.object({ locale: z.string().max(20) });
const Filters = z.object({
  kind: z.enum(kinds).optional(),
  theme: z.string().max(100).optional(),
  country: z.string().max(2).optional(),
});
const Record = z.object({ source: z.string().max(20), id: z.string().max(100) });
const Reader = z.object({ lang: z.string().max(20).optional() });

export const calendarRoutes = (parts: Parts): Routes => {
  const nothing = (reply: FastifyReply) => reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
  return async (app: FastifyInstance) => {
    app.get('/calendar/:locale.ics', async (request, reply) => {
      const asked = Feed.safeParse(request.params);
      const filters = Filters.safeParse(request.query);
      if (!asked.success || !filters.success) return nothing(reply);
      const calendar = await feed(parts, asked.data.locale, filters.data);
      return calendar === undefined ? nothing(reply) : send(calendar, `agora-${calendar.locale}`, request, reply);
    });
    app.get('/calendar/:source/:id.ics', async (request, reply) => {
      const asked = Record.safeParse(request.params);
      const reader = Reader.safeParse(request.query);
      if (!asked.success || !reader.success) return nothing(reply);
      const { source, id } = asked.data;
      const calendar = await recordFeed(parts, source, id, reader.data.lang);
      return calendar === undefined ? nothing(reply) : send(calendar, `agora-${source}`, request, reply);
    });
  };
};

/** The tag is weak: two files that say the same differ in when they were written. */
function send(calendar: Calendar, name: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { version, changedAt, locale } = calendar;
  reply.headers({
    'cache-control': `public, max-age=${CACHED_SECONDS}`,
    etag: `W/"${version}"`,
    ...(changedAt && { 'last-modified': changedAt.toUTCString() }),
    'content-language': locale,
    'x-content-type-options': 'nosniff',
  });
  if (isCurrent(request, version, changedAt)) return reply.code(304).send();
  return reply.type('text/calendar; charset=utf-8').header('content-disposition', `inline; filename="${name}.ics"`).send(calendar.write());
}

/** RFC 9110, 13.2.2: the tag decides where there is one. */
function isCurrent({ headers }: FastifyRequest, version: string, changedAt: Date | undefined): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === `"${version}"`);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return changedAt !== undefined && Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}
