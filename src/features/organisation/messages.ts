/** What Agora says on its own about organisations. Parameters are ids; the card tells what is true when it is sent or shown again. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import type { Database } from '../../store/store.ts';
import { findOrganisation } from './find/service.ts';
import { nameFor } from './names.ts';
import { answerCard, type Request, requestCard } from './request-card.ts';

/** To its owner, else to the secretariat's channel. */
export const asked = defineMessage({
  name: 'organisation.asked',
  parse: (params) => z.object({ organisation: z.string(), person: z.string() }).parse(params),
  render: async (ctx, { organisation, person }) => {
    const request = await requestOf(ctx.db, organisation, person, ctx.locale);
    return request && requestCard(ctx, request);
  },
});

export const answered = defineMessage({
  name: 'organisation.answered',
  parse: (params) => z.object({ organisation: z.string(), yes: z.boolean() }).parse(params),
  render: async (ctx, { organisation, yes }) => {
    const found = await findOrganisation(ctx.db, organisation);
    return found ? answerCard(ctx, nameFor(found, ctx.locale), yes) : undefined;
  },
});

export const organisationMessages = [asked, answered];

export async function requestOf(db: Database, organisation: string, person: string, locale: string): Promise<Request | undefined> {
  const row = await db.organisationPerson.findUnique({
    where: { organisationId_personId: { organisationId: organisation, personId: person } },
    include: { organisation: true, person: { select: { id: true, name: true } } },
  });
  return row
    ? {
        organisation: { id: organisation, name: nameFor(row.organisation, locale) },
        person: row.person,
        title: row.title,
        state: row.state,
      }
    : undefined;
}
