/** Somebody in front of the playground, without a browser: straight to the platform's desk. */
import { randomUUID } from 'node:crypto';
import type { Button, Card, Choice, Select } from '../../../src/chat/card.ts';
import type { Page, SheetField } from '../../../src/chat/sheet.ts';
import { controlsOf, lines } from '../../../src/platforms/playground/card.ts';
import type { Playground } from '../../../src/platforms/playground/index.ts';
import type { Acting, Where } from '../../../src/platforms/playground/receive.ts';
import type { Answer, PlaceId, RoomMessage } from '../../../src/platforms/playground/wire.ts';
import type { ContractPlayer } from '../../platforms/contract.ts';
import { linksOf, type Seen } from '../stage.ts';

export interface PlaygroundPlayer extends ContractPlayer {
  /** Opens the Home panel. */
  opensHome(): Promise<Seen>;
  /** Presses a button of the Home panel. */
  pressesAtHome(label: string): Promise<void>;
  /** Mentions the bot in the channel. */
  mentions(text: string): Promise<void>;
}

/** A form that is open before somebody, and what they have put into it. */
interface Open {
  readonly page: Page;
  readonly values: Map<string, readonly Choice[]>;
  readonly from: Where;
  readonly message?: string;
}

export const seenCard = (card: Card): Seen => ({
  text: lines(card).join('\n'),
  buttons: controlsOf(card).flatMap((control) => (control.type === 'select' ? [] : [control.label])),
  ...linksOf(controlsOf(card).flatMap((control) => (control.type === 'link' ? [[control.label, control.url] as const] : []))),
});
export const seenMessage = (message: RoomMessage): Seen =>
  message.card === undefined ? { text: message.text ?? '', buttons: [] } : seenCard(message.card);

export function playgroundPlayer(
  chat: Playground,
  id: string,
  about: { readonly name?: string; readonly locale?: string } = {},
  channel: PlaceId = 'channel:welcome',
): PlaygroundPlayer {
  const direct: PlaceId = `direct:${id}`;
  const answers = new Set<string>();
  let here: PlaceId = channel;
  let open: Open | undefined;
  let home: Card | undefined;
  let last: Answer = { type: 'none' };

  /** Somebody of the playground, or somebody new. */
  const arrive = async (): Promise<void> => {
    if (chat.room().person(id) !== undefined) return;
    await chat.room().welcome({ id, name: about.name ?? id, locale: about.locale ?? 'en', role: 'member' });
  };
  const acting = (): Acting => ({ as: id, request: randomUUID(), ...(about.locale === undefined ? {} : { locale: about.locale }) });
  const did = async (from: Where, act: () => Promise<Answer>, message?: string): Promise<void> => {
    await arrive();
    here = from.place;
    last = await act();
    if (last.type === 'page') {
      const values = new Map(Object.entries(last.page.filled));
      open = { page: last.page, values, from, ...(message === undefined ? {} : { message }) };
      return;
    }
    open = undefined;
    if (last.type === 'home') home = last.card;
    if (last.type === 'message') {
      answers.add(last.id);
      here = last.place;
    }
  };
  const visible = (): readonly RoomMessage[] => chat.room().visibleTo(id);
  /** The open conversation, and answers to them elsewhere. */
  const before = () => visible().filter((message) => message.place === here || answers.has(message.id));
  const nearestFirst = (): readonly RoomMessage[] => {
    const near = before();
    return [...visible().filter((message) => !near.includes(message)), ...near].toReversed();
  };

  const step = (move: 'next' | 'back' | 'close', form: Open): Promise<void> => {
    const raw = Object.fromEntries(form.page.sheet.fields.map(({ id: field }) => [field, valuesOf(form, field)]));
    const act = () => chat.desk().form(acting(), form.from, move, form.page.draft, form.page.sheet.id, raw, form.message);
    return did(form.from, act, form.message);
  };
  const search = async (form: Open, field: string, typed: string): Promise<readonly Choice[]> => {
    const answer = await chat.desk().lookup(acting(), form.page.draft, field, typed);
    return answer.type === 'choices' ? answer.choices : [];
  };
  const put = async (form: Open, field: SheetField, given: string | readonly string[]): Promise<void> => {
    const wanted = typeof given === 'string' ? [given] : given;
    const chosen = await Promise.all(
      wanted.map(async (label): Promise<Choice> => {
        if (field.kind !== 'choice' && field.kind !== 'lookup') return { value: label, label };
        const offered = field.kind === 'choice' ? field.options : await search(form, field.id, label);
        const found = offered.find((choice) => choice.label === label || choice.value === label);
        // What is searched for and not found goes along as typed, as in the page.
        const taken = found ?? (field.kind === 'lookup' ? (offered[0] ?? { value: label, label }) : undefined);
        if (taken === undefined) throw new Error(`${field.label} offers no "${label}", but ${offered.map((one) => one.label).join(', ')}`);
        return taken;
      }),
    );
    form.values.set(field.id, chosen);
  };
  const present = (): Open => {
    if (open === undefined)
      throw new Error(
        `no form is open; there is: ${before()
          .map((message) => seenMessage(message).text)
          .at(-1)}`,
      );
    return open;
  };
  const press = (message: RoomMessage, control: Button | Select, selected: readonly string[]): Promise<void> => {
    const from = { place: message.place, ...(message.thread === undefined ? {} : { thread: message.thread }) };
    return did(from, () => chat.desk().press(acting(), message.id, control.action, selected), message.id);
  };

  const player: PlaygroundPlayer = {
    id,
    types: (command) => did({ place: channel }, () => chat.desk().say(acting(), { place: channel }, command)),
    says: (text) => did({ place: direct }, () => chat.desk().say(acting(), { place: direct }, text)),
    talks: (purpose, text) => did({ place: `channel:${purpose}` }, () => chat.desk().say(acting(), { place: `channel:${purpose}` }, text)),
    async replies(words, text) {
      const found = visible().findLast((message) => message.for === undefined && seenMessage(message).text.includes(words));
      if (found === undefined) throw new Error(`nothing says "${words}"`);
      const where = { place: found.place, thread: found.thread ?? found.id };
      await did(where, () => chat.desk().say(acting(), where, text));
    },
    mentions: (text) => did({ place: channel }, () => chat.desk().say(acting(), { place: channel }, `@Agora ${text}`)),
    async presses(label) {
      if (open !== undefined) {
        const { text } = open.page;
        if (label === text.next) return step('next', open);
        if (label === text.back && open.page.back) return step('back', open);
        if (label === text.close) return player.leaves();
      }
      for (const message of nearestFirst()) {
        const found = controlsOf(message.card ?? { blocks: [] }).find((control) => control.type === 'button' && control.label === label);
        if (found?.type === 'button') return press(message, found, []);
      }
      throw new Error(`no button "${label}" in: ${(await player.sees()).text}`);
    },
    async selects(labels) {
      const wanted = typeof labels === 'string' ? [labels] : labels;
      for (const message of nearestFirst()) {
        for (const control of controlsOf(message.card ?? { blocks: [] })) {
          if (control.type !== 'select') continue;
          const chosen = control.options.filter((option) => wanted.includes(option.label));
          if (chosen.length === wanted.length)
            return press(
              message,
              control,
              chosen.map((option) => option.value),
            );
        }
      }
      throw new Error(`nothing offers ${wanted.join(', ')}`);
    },
    async fills(values) {
      const left = new Map(Object.entries(values));
      const seen = new Set<string>();
      do {
        const form = present();
        for (const field of form.page.sheet.fields) {
          const value = left.get(field.id);
          if (value === undefined) continue;
          await put(form, field, value);
          left.delete(field.id);
        }
        if (seen.has(form.page.sheet.id)) throw new Error(`no field ${[...left.keys()].join(', ')} in this form`);
        seen.add(form.page.sheet.id);
        await step('next', form);
        if (open !== undefined && open.page.problems.length > 0) return;
      } while (left.size > 0);
    },
    async submits(values) {
      const form = present();
      for (const [name, value] of Object.entries(values)) {
        const field = form.page.sheet.fields.find((one) => one.id === name);
        if (field === undefined) throw new Error(`no field ${name} in this form`);
        await put(form, field, value);
      }
      await step('next', form);
    },
    async leaves() {
      const form = present();
      await step('close', form);
      open = undefined;
    },
    async sees() {
      await arrive();
      if (open !== undefined) return seenPage(open.page);
      const message = before().at(-1);
      return message === undefined ? { text: '', buttons: [] } : seenMessage(message);
    },
    async inbox() {
      const direct = chat.room().messages(`direct:${id}`);
      return direct.filter((message) => message.by !== id && !answers.has(message.id)).map(seenMessage);
    },
    searches: async (field, typed) => (await search(present(), field, typed)).map((choice) => choice.label),
    async form() {
      if (open === undefined) return undefined;
      const form = open;
      return Object.fromEntries(
        form.page.sheet.fields.map((field) => [field.id, (form.values.get(field.id) ?? []).map((one) => one.label)]),
      );
    },
    lastAnswerIsPublic() {
      const message = last.type === 'message' ? chat.room().message(last.id) : undefined;
      return message !== undefined && message.for === undefined;
    },
    async opensHome() {
      await did({ place: direct }, () => chat.desk().home(acting()));
      return home === undefined ? { text: '', buttons: [] } : seenCard(home);
    },
    async pressesAtHome(label) {
      const found = controlsOf(home ?? { blocks: [] }).find((control) => control.type === 'button' && control.label === label);
      if (found?.type !== 'button') throw new Error(`no button "${label}" at home`);
      await did({ place: direct }, () => chat.desk().press(acting(), 'home', found.action, []), 'home');
    },
  };
  return player;
}

const valuesOf = (form: Open, field: string): readonly string[] => (form.values.get(field) ?? []).map((choice) => choice.value);

function seenPage(page: Page): Seen {
  const fields = page.sheet.fields.flatMap((field) => [field.label, ...(field.hint === undefined ? [] : [field.hint])]);
  const text = [page.text.form, page.sheet.title, ...fields, ...page.problems.map((problem) => problem.message)].join('\n');
  return { text, buttons: [page.text.next, ...(page.back ? [page.text.back] : []), page.text.close] };
}
