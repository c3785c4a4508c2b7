/** What Agora says on its own about calls. Parameters are ids; the card tells what is true when it is sent or shown again. */
import { z } from 'zod';
import { defineMessage } from '../../delivery/message.ts';
import { movedCard, openedCard, postedCard } from './letter.ts';
import { callIfAny } from './queries.ts';

const Params = z.object({ id: z.string() });
const parse = (params: unknown) => Params.parse(params);

/** Stands in the channels, and is drawn again when a date changes. */
export const card = defineMessage({
  name: 'call.card',
  parse,
  async render({ db, t, clock }, { id }) {
    const call = await callIfAny(db, id);
    return call && call.state !== 'draft' ? postedCard(t, call, clock.now()) : undefined;
  },
});

export const opened = defineMessage({
  name: 'call.opened',
  parse,
  shared: true,
  async render({ db, t, clock }, { id }) {
    const call = await callIfAny(db, id);
    return call?.state === 'open' ? openedCard(t, call, clock.now()) : undefined;
  },
});

const Moved = z.object({ id: z.string(), phase: z.string(), from: z.iso.datetime(), to: z.iso.datetime(), reason: z.string() });

export const moved = defineMessage({
  name: 'call.moved',
  parse: (params) => Moved.parse(params),
  async render({ db, t }, { id, phase: key, from, to, reason }) {
    const call = await callIfAny(db, id);
    const phase = call?.phases.find((one) => one.key === key);
    // Moved again since: the newer message says it all.
    if (call?.state !== 'open' || phase?.closesAt?.getTime() !== Date.parse(to)) return undefined;
    return movedCard(t, call, phase, { from: new Date(from), to: new Date(to), reason });
  },
});

export const callMessages = [card, opened, moved];
