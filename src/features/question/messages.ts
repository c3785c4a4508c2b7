/** What the secretariat is told of questions. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { knownEntries } from '../knowledge/live/service.ts';
import { waitingCard } from './card.ts';
import { questionIfAny } from './record.ts';

const idOf = z.object({ id: z.string() });

export const waiting = defineMessage({
  name: 'question.waiting',
  parse: (params) => idOf.parse(params),
  async render({ db, t, locale }, { id }) {
    const question = await questionIfAny(db, id);
    if (!question) return undefined;
    const asker = question.personId === null ? null : await db.person.findUnique({ where: { id: question.personId } });
    return waitingCard(t, question, asker?.name ?? '', await knownEntries(db, question.tried, locale));
  },
});

export const questionMessages = [waiting];
