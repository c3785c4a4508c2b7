/** The digest itself: put together when it is sent, of what is still true then, in the reader's language. */
import { z } from 'zod';
import { defineMessage, type MessageContext } from '../../delivery/message.ts';
import { digestCard } from './card.ts';

const Params = z.object({
  experiences: z.array(z.string()),
  dated: z.array(z.string()),
  /** Instants, ISO 8601. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
});
type Asked = z.infer<typeof Params>;

export const digest = defineMessage({
  name: 'digest',
  parse: (params) => Params.parse(params),
  render: async (ctx, asked) => {
    const content = {
      experiences: await experiences(ctx, asked),
      dated: await dated(ctx, asked),
      drafts: await drafts(ctx),
      asked: await toBeCompleted(ctx),
    };
    return content.experiences.length + content.dated.length === 0 ? undefined : digestCard(ctx, content);
  },
});

const experiences = ({ db }: MessageContext, { experiences: ids }: Asked) =>
  db.experience.findMany({
    where: { id: { in: ids }, state: 'published' },
    select: { id: true, title: true, country: true, city: true, publishedAt: true },
    orderBy: { publishedAt: 'desc' },
  });

/** What was called off meanwhile is not in the list any more. */
async function dated({ db, t, dated: sources }: MessageContext, { dated: uids, from, until }: Asked) {
  const lists = await Promise.all(sources.map((source) => source.list(db, t, { from: new Date(from), until: new Date(until) })));
  return lists.flat().filter((one) => uids.includes(one.uid) && !one.cancelled);
}

async function drafts({ db, personId, clock }: MessageContext) {
  if (personId === undefined) return [];
  return db.draft.findMany({
    where: { personId, state: 'open', version: { gt: 0 }, expiresAt: { gt: clock.now() }, NOT: { form: { startsWith: 'command/' } } },
    select: { id: true, title: true, form: true },
    orderBy: { updatedAt: 'desc' },
    take: 3,
  });
}

/** Candidacies that the secretariat asked to be completed. */
async function toBeCompleted({ db, personId }: MessageContext) {
  if (personId === undefined) return [];
  const rows = await db.candidacy.findMany({
    where: { ownerId: personId, state: 'changesRequested' },
    select: { experience: { select: { title: true } } },
    orderBy: { decidedAt: 'desc' },
    take: 3,
  });
  return rows.map(({ experience: { title } }) => title);
}
