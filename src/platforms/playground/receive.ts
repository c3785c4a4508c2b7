/** What people do in the playground becomes an envelope; what the bot says to it becomes a message, a form or suggestions. */
import type { ActionRef, Card } from '../../chat/card.ts';
import { type Address, type Door, type Inbound, type Outcome, PostError, type RawValues } from '../../chat/platform.ts';
import type { Clock } from '../../clock.ts';
import { offers, overLimits } from './card.ts';
import { workspace } from './channels.ts';
import { typedCommand } from './commands.ts';
import { formInbound, type Move } from './form.ts';
import { Refusal } from './refusal.ts';
import { agora, type Room } from './room.ts';
import type { Answer, PlaceId, RoomMessage, RoomPerson } from './wire.ts';

/** Who acts, in which language their window is, and the id under which a repeated request is the same act. */
export interface Acting {
  readonly as: string;
  readonly locale?: string;
  readonly timeZone?: string;
  readonly request: string;
}
export interface Where {
  readonly place: PlaceId;
  readonly thread?: string;
}

/** Everything that a person can do in the playground. @throws Refusal */
export interface Desk {
  say(who: Acting, where: Where, text: string): Promise<Answer>;
  /** `message` is a message's id, or `home`. */
  press(who: Acting, message: string, ref: ActionRef, selected: readonly string[]): Promise<Answer>;
  complete(who: Acting, where: Where, name: string, option: string, typed: string): Promise<Answer>;
  lookup(who: Acting, draft: string, field: string, typed: string): Promise<Answer>;
  /** `message` is where the form was opened from; an answer may replace it. */
  form(who: Acting, where: Where, move: Move, draft: string, sheet: string | undefined, raw: RawValues, message?: string): Promise<Answer>;
  home(who: Acting): Promise<Answer>;
  join(who: Acting, name: string): Promise<RoomPerson>;
}

export interface DeskParts {
  readonly room: Room;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly door: Door;
  readonly commandNames: () => readonly string[];
}

/** Where an answer goes: beside what was typed, or in place of what was pressed. */
interface Origin extends Where {
  readonly message?: string;
  readonly asked?: { readonly by: string; readonly text: string };
}

export function openDesk({ room, clock, newId, door, commandNames }: DeskParts): Desk {
  const homes = new Map<string, Card>();

  const deliver = (who: Acting, person: RoomPerson, where: Where, inbound: Inbound): Promise<Outcome> => {
    const timeZone = who.timeZone ?? person.timeZone;
    return door.deliver({
      id: `playground:${person.id}:${who.request}`,
      user: {
        externalId: person.id,
        name: person.name,
        locale: who.locale ?? person.locale,
        ...(timeZone === undefined ? {} : { timeZone }),
      },
      from: addressOf(where),
      inbound,
    });
  };

  const post = (where: Where, rest: Partial<RoomMessage> & { by: string }): Promise<RoomMessage> =>
    room.add({
      id: newId(),
      place: where.place,
      at: clock.now().toISOString(),
      ...(where.thread === undefined ? {} : { thread: where.thread }),
      ...rest,
    });

  const answer = async (who: Acting, origin: Origin, outcome: Outcome): Promise<Answer> => {
    if (outcome.type !== 'card') return outcome;
    if (outcome.replace && origin.message === 'home') {
      homes.set(who.as, outcome.card);
      return { type: 'home', card: outcome.card };
    }
    refuseOversized(outcome.card);
    const pressed = outcome.replace && origin.message !== undefined ? room.message(origin.message) : undefined;
    if (pressed !== undefined && room.mayRead(who.as, pressed)) {
      await room.edit(pressed.id, outcome.card, clock.now());
      return { type: 'message', id: pressed.id, place: pressed.place };
    }
    const privately = outcome.privately && origin.place.startsWith('channel:');
    const shown = await post(origin, {
      by: agora,
      card: outcome.card,
      ...(privately ? { for: who.as } : {}),
      ...(origin.asked === undefined ? {} : { asked: origin.asked }),
    });
    return { type: 'message', id: shown.id, place: shown.place };
  };

  const acting = (who: Acting, where?: Where): RoomPerson => {
    const person = room.person(who.as);
    if (person === undefined) throw new Refusal(404, 'unknown_person');
    if (where !== undefined && !room.mayEnter(person.id, where.place)) throw new Refusal(403, 'closed_place');
    if (where?.thread !== undefined && room.message(where.thread)?.place !== where.place) throw new Refusal(404, 'unknown_thread');
    return person;
  };

  const own = (who: Acting): Where => ({ place: `direct:${who.as}` });

  return {
    async say(who, where, text) {
      const person = acting(who, where);
      if (text.startsWith('/')) {
        const inbound = typedCommand(text, commandNames());
        const origin = { ...where, asked: { by: person.id, text } };
        return answer(who, origin, await deliver(who, person, where, inbound));
      }
      const said = await post(where, { by: person.id, text });
      const called = where.place.startsWith('direct:') || where.thread !== undefined || mentionsBot(text);
      if (!called) {
        const heard = (await door.listens?.(addressOf(where), text)) === true;
        const outcome = heard ? await deliver(who, person, where, { type: 'overheard', text }) : undefined;
        return outcome?.type === 'card' ? answer(who, where, outcome) : { type: 'message', id: said.id, place: said.place };
      }
      // In a channel the answer stands under the question, so that others can follow.
      const origin = where.place.startsWith('direct:') ? where : { ...where, thread: where.thread ?? said.id };
      return answer(who, origin, await deliver(who, person, origin, { type: 'message', text: text.replace(botName, '').trim() }));
    },

    async press(who, message, ref, selected) {
      const person = acting(who);
      const inbound: Inbound = { type: 'action', ref, ...(selected.length === 0 ? {} : { selected }) };
      if (message === 'home') {
        const card = homes.get(who.as);
        if (card === undefined || !offers(card, ref, selected)) throw new Refusal(404, 'unknown_control');
        return answer(who, { ...own(who), message }, await deliver(who, person, own(who), inbound));
      }
      const pressed = room.message(message);
      if (pressed?.card === undefined || !room.mayRead(who.as, pressed)) throw new Refusal(404, 'unknown_message');
      if (!offers(pressed.card, ref, selected)) throw new Refusal(404, 'unknown_control');
      const where = { place: pressed.place, ...(pressed.thread === undefined ? {} : { thread: pressed.thread }) };
      return answer(who, { ...where, message }, await deliver(who, person, where, inbound));
    },

    async complete(who, where, name, option, typed) {
      const person = acting(who, where);
      return onlyChoices(await deliver(who, person, where, { type: 'complete', name, option, typed }));
    },

    async lookup(who, draft, field, typed) {
      const person = acting(who);
      return onlyChoices(await deliver(who, person, own(who), { type: 'complete.field', draft, field, typed }));
    },

    async form(who, where, move, draft, sheet, raw, message) {
      const person = acting(who, where);
      const outcome = await deliver(who, person, where, formInbound(move, draft, sheet, raw));
      return answer(who, { ...where, ...(message === undefined ? {} : { message }) }, outcome);
    },

    async home(who) {
      const person = acting(who);
      const outcome = await deliver(who, person, own(who), { type: 'home' });
      if (outcome.type !== 'card') return { type: 'none' };
      homes.set(who.as, outcome.card);
      return { type: 'home', card: outcome.card };
    },

    async join(who, name) {
      const newcomer = { id: who.as, name, locale: who.locale ?? workspace.locale, role: 'member' };
      await room.welcome(newcomer);
      await answer(who, own(who), await deliver(who, newcomer, own(who), { type: 'joined' }));
      return newcomer;
    },
  };
}

/** @throws PostError for a card that is over the playground's limits: it is a bug of the bot, never cut silently. */
export function refuseOversized(card: Card): void {
  const over = overLimits(card);
  if (over.length > 0) throw new PostError(`card_too_large: ${over.join(', ')}`, true);
}

function addressOf(where: Where): Address {
  const thread = where.thread === undefined ? {} : { thread: where.thread };
  const base = { platform: 'playground', workspace: workspace.externalId, ...thread } as const;
  const [kind, id = ''] = where.place.split(':', 2);
  return kind === 'direct' ? { kind: 'direct', ...base, user: id } : { kind: 'channel', ...base, channel: id };
}

const onlyChoices = (outcome: Outcome): Answer => (outcome.type === 'choices' ? outcome : { type: 'choices', choices: [] });

const botName = /@agora\b[:,]?/i;
const mentionsBot = (text: string): boolean => botName.test(text);
