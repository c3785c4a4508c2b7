/** What every platform must do, played by people against its fake, with a router that the test writes down. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card, Choice } from '../../src/chat/card.ts';
import type { Address, Door, Envelope, Inbound, Outcome, Platform } from '../../src/chat/platform.ts';
import type { Page, SheetField } from '../../src/chat/sheet.ts';
import type { Player, Seen } from '../support/stage.ts';

/** One platform with its fake and nothing of the house behind it but the door that it is given. */
export interface Harness {
  readonly platform: Platform;
  /** Somebody of the workspace, in a channel that the bot can write to. */
  person(id: string): ContractPlayer;
  /** A channel of the workspace, and what everybody reads in it, oldest first. */
  readonly channel: Address;
  posted(): Promise<readonly Seen[]>;
  /** Where a direct message to this person goes. */
  directTo(id: string): Address;
  /** Stops the platform, then its fake. Fails when anything that reached the fake broke the platform's rules. */
  close(): Promise<void>;
}

/** Beyond a player: what only the seam needs. */
export interface ContractPlayer extends Player {
  /** Types into a field of the open form that searches, and reads the labels offered. Undefined where the platform cannot search in a form. */
  searches(field: string, typed: string): Promise<readonly string[] | undefined>;
  /** Puts values in and submits once, whatever comes back. */
  submits(values: Readonly<Record<string, string | readonly string[]>>): Promise<void>;
  /** What stands in the open form now, by field id: typed text, or the labels chosen. Undefined when no form is open. */
  form(): Promise<Readonly<Record<string, readonly string[]>> | undefined>;
  /** Whether the last answer to something they did can be read by everybody. */
  lastAnswerIsPublic(): boolean;
}

export function platformContract(name: string, openHarness: (door: Door) => Promise<Harness>): void {
  describe(`the platform contract on ${name}`, () => {
    let harness: Harness;
    let script: Script;
    beforeEach(async () => {
      script = writtenDoor();
      harness = await openHarness(script.door);
    });
    afterEach(() => harness.close());

    it('hands over a command with its words, and answers privately', async () => {
      script.answers('command', () => card('Only for you', { privately: true }));
      const ana = harness.person('ana');
      await ana.types('/experience search budget');
      expect((await ana.sees()).text).toContain('Only for you');
      expect(ana.lastAnswerIsPublic()).toBe(false);
      const { envelope, inbound } = script.last('command');
      expect(`${inbound.name} ${inbound.text ?? Object.values(inbound.options ?? {}).join(' ')}`).toBe('experience search budget');
      expect(envelope.user).toMatchObject({ externalId: expect.stringMatching(/./), name: expect.stringMatching(/./) });
      expect(envelope.from).toMatchObject({ platform: harness.platform.name });
    });

    it('answers for everybody where the command says so', async () => {
      script.answers('command', () => card('For everybody', { privately: false }), 'public');
      const ana = harness.person('ana');
      await ana.types('/help');
      expect((await ana.sees()).text).toContain('For everybody');
      expect(ana.lastAnswerIsPublic()).toBe(true);
    });

    it('answers what it does not know', async () => {
      script.answers('command', () => card('There is no such command', { privately: true }));
      const ana = harness.person('ana');
      await ana.types('/help');
      expect((await ana.sees()).text).toContain('There is no such command');
    });

    it('replaces the card whose button was pressed', async () => {
      script.answers('command', () => card('Before', { blocks: [press('Go on', 'step.next', '7')] }));
      script.answers('action', () => card('After', { replace: true }), 'update');
      const ana = harness.person('ana');
      await ana.types('/help');
      await ana.presses('Go on');
      const seen = await ana.sees();
      expect(seen.text).toContain('After');
      expect(seen.text).not.toContain('Before');
      expect(script.last('action').inbound.ref).toEqual({ name: 'step.next', id: '7' });
    });

    it('leaves the card where it is when the answer is a word to the one who pressed', async () => {
      script.answers('command', () => card('The card', { blocks: [press('Try', 'step.try', '1')] }));
      script.answers('action', () => card('You may not', { privately: true }));
      const ana = harness.person('ana');
      await ana.types('/help');
      await ana.presses('Try');
      expect((await ana.sees()).text).toContain('You may not');
    });

    it('tells what was chosen in a select', async () => {
      const options = [
        { value: 'es', label: 'Español' },
        { value: 'fr', label: 'Français' },
      ];
      script.answers('command', () =>
        card('Language', {
          blocks: [
            {
              type: 'actions',
              controls: [{ type: 'select', placeholder: 'Choose', action: { name: 'language.choose', id: '' }, options }],
            },
          ],
        }),
      );
      script.answers('action', () => card('Chosen', { replace: true }), 'update');
      const ana = harness.person('ana');
      await ana.types('/help');
      await ana.selects('Français');
      expect((await ana.sees()).text).toContain('Chosen');
      expect(script.last('action').inbound).toMatchObject({ ref: { name: 'language.choose', id: '' }, selected: ['fr'] });
    });

    it('opens a form, and reads every field back, empty ones too', async () => {
      script.answers('command', () => ({ type: 'page', page: page('d1', [title, about]) }), 'form');
      script.answers('form.page', () => card('Thank you', { privately: true }));
      const ana = harness.person('ana');
      await ana.types('/experience submit');
      expect((await ana.form()) ?? {}).toMatchObject({ title: [], about: [] });
      await ana.submits({ title: 'Youth budget' });
      expect(script.last('form.page').inbound).toMatchObject({ draft: 'd1', sheet: 'what.1', raw: { title: ['Youth budget'], about: [] } });
      expect((await ana.sees()).text).toContain('Thank you');
    });

    it('shows in a form what was filled in before', async () => {
      const filled = { title: [{ value: 'Youth budget', label: 'Youth budget' }] };
      script.answers('command', () => ({ type: 'page', page: { ...page('d1', [title, about]), filled } }), 'form');
      const ana = harness.person('ana');
      await ana.types('/experience submit');
      expect(await ana.form()).toMatchObject({ title: ['Youth budget'], about: [] });
    });

    it('keeps what was typed when a page is refused, and takes it once corrected', async () => {
      script.answers('command', () => ({ type: 'page', page: page('d1', [title, about]) }), 'form');
      script.answers('form.page', ({ raw }) =>
        raw.title?.[0] === 'Yes'
          ? { type: 'page', page: refused(page('d1', [title, about]), raw, 'title', 'At least five characters') }
          : card('Thank you', { privately: true }),
      );
      const ana = harness.person('ana');
      // Where a message stands between a refused form and the form again, Fix asks for it again.
      script.answers(
        'form.resume',
        () => ({
          type: 'page',
          page: refused(page('d1', [title, about]), { title: ['Yes'], about: ['Much to say'] }, 'title', 'At least five characters'),
        }),
        'form',
      );
      await ana.types('/experience submit');
      await ana.submits({ title: 'Yes', about: 'Much to say' });
      expect((await ana.sees()).text).toContain('At least five characters');
      if ((await ana.form()) === undefined) await ana.presses('Fix');
      expect(await ana.form()).toMatchObject({ title: ['Yes'], about: ['Much to say'] });
      await ana.submits({ title: 'Yes we can' });
      expect(script.last('form.page').inbound.raw).toEqual({ title: ['Yes we can'], about: ['Much to say'] });
      expect((await ana.sees()).text).toContain('Thank you');
    });

    it('goes on to the next page', async () => {
      const second = { ...page('d1', [about], 'more.1'), part: { at: 2, of: 2 }, back: true };
      script.answers('command', () => ({ type: 'page', page: page('d1', [title]) }), 'form');
      script.answers('form.page', ({ sheet }) =>
        sheet === 'what.1' ? { type: 'page', page: second } : card('Thank you', { privately: true }),
      );
      script.answers('form.resume', () => ({ type: 'page', page: second }), 'form');
      const ana = harness.person('ana');
      await ana.types('/experience submit');
      await ana.fills({ title: 'Youth budget', about: 'Much to say' });
      expect(script.all('form.page').map(({ inbound }) => [inbound.sheet, inbound.raw])).toEqual([
        ['what.1', { title: ['Youth budget'] }],
        ['more.1', { about: ['Much to say'] }],
      ]);
      expect((await ana.sees()).text).toContain('Thank you');
    });

    it('finds what is searched for in a form, where it can', async () => {
      const city: SheetField = { id: 'city', label: 'City', required: false, kind: 'lookup', many: false, max: 1 };
      script.answers('command', () => ({ type: 'page', page: page('d1', [title, city]) }), 'form');
      script.answers('complete.field', ({ typed }) => ({ type: 'choices', choices: [{ value: 'pt-lisboa', label: `Lisboa (${typed})` }] }));
      script.answers('form.page', () => card('Thank you', { privately: true }));
      const ana = harness.person('ana');
      await ana.types('/experience submit');
      const offered = await ana.searches('city', 'lis');
      expect(offered === undefined).toBe(!harness.platform.limits.form.searchable);
      if (offered === undefined) return;
      expect(offered).toEqual(['Lisboa (lis)']);
      expect(script.last('complete.field').inbound).toMatchObject({ draft: 'd1', field: 'city', typed: 'lis' });
    });

    it('lets somebody put a form away and take nothing else from them', async () => {
      script.answers('command', () => ({ type: 'page', page: page('d1', [title]) }), 'form');
      script.answers('form.closed', () => ({ type: 'none' }));
      const ana = harness.person('ana');
      await ana.types('/experience submit');
      await ana.leaves();
      expect(await ana.form()).toBeUndefined();
      expect(script.all('form.page')).toEqual([]);
    });

    it('hears what somebody writes to the bot, and answers there', async () => {
      script.answers('message', () => card('An answer', { privately: false }), 'public');
      const ana = harness.person('ana');
      await ana.says('what is a <call> & who may apply?');
      expect(script.last('message').inbound.text).toBe('what is a <call> & who may apply?');
      expect((await ana.sees()).text).toContain('An answer');
    });

    it('posts to a channel once for a key, and edits what it posted', async () => {
      const ref = await harness.platform.post(harness.channel, { title: 'News', blocks: [] }, 'news:1');
      expect(
        await harness.platform.post(harness.channel, { title: 'News', blocks: [] }, 'news:1', { since: new Date('2026-03-01T00:00:00Z') }),
      ).toEqual(ref);
      expect((await harness.posted()).filter(({ text }) => text.includes('News'))).toHaveLength(1);
      await harness.platform.edit(ref, { title: 'Newer', blocks: [] });
      const [message] = await harness.posted();
      expect(message?.text).toContain('Newer');
    });

    it('writes to a person', async () => {
      const ben = harness.person('ben');
      await harness.platform.post(harness.directTo('ben'), { title: 'A reminder', blocks: [] }, 'reminder:1');
      expect((await ben.inbox()).map(({ text }) => text)).toEqual([expect.stringContaining('A reminder')]);
    });

    it('says in the same words when a place to post to is gone', async () => {
      const nowhere: Address = { ...harness.channel, kind: 'channel', channel: '1111111111111111111' };
      await expect(harness.platform.post(nowhere, { title: 'News', blocks: [] }, 'news:2')).rejects.toMatchObject({
        name: 'PostError',
        permanent: true,
      });
    });

    it('shows what people write as they wrote it', async () => {
      const hostile = '<!channel> @everyone <@U123> *bold* _it_ ~no~ `code` [x](https://a.example) &amp; <b>\n> quote :smile: # one';
      await harness.platform.post(harness.channel, { title: 'Said', blocks: [{ type: 'text', text: hostile }] }, 'said:1');
      const [message] = await harness.posted();
      expect(message?.text).toContain(hostile);
    });
  });
}

/** A router as a table: what is answered to which kind of thing. Everything that came in is kept. */
export interface Script {
  readonly door: Door;
  answers<T extends Inbound['type']>(
    type: T,
    outcome: (inbound: Of<T>, envelope: Envelope) => Outcome | Promise<Outcome>,
    answers?: ReturnType<Door['answers']>,
  ): void;
  all<T extends Inbound['type']>(type: T): readonly { readonly inbound: Of<T>; readonly envelope: Envelope }[];
  /** @throws when nothing of the kind came in. */
  last<T extends Inbound['type']>(type: T): { readonly inbound: Of<T>; readonly envelope: Envelope };
  /** Resolves when so many of the kind have come in. */
  heard(type: Inbound['type'], count?: number): Promise<void>;
}
type Of<T extends Inbound['type']> = Extract<Inbound, { type: T }>;

export function writtenDoor(): Script {
  const table = new Map<
    string,
    { readonly outcome: (inbound: never, envelope: Envelope) => Outcome | Promise<Outcome>; readonly answers: ReturnType<Door['answers']> }
  >();
  const came: Envelope[] = [];
  const isOf = <T extends Inbound['type']>(type: T, inbound: Inbound): inbound is Of<T> => inbound.type === type;
  const all: Script['all'] = (type) =>
    came.flatMap((envelope) => (isOf(type, envelope.inbound) ? [{ inbound: envelope.inbound, envelope }] : []));
  return {
    door: {
      answers: (inbound) => table.get(inbound.type)?.answers ?? 'private',
      async deliver(envelope) {
        came.push(envelope);
        const entry = table.get(envelope.inbound.type);
        return entry === undefined ? { type: 'none' } : entry.outcome(envelope.inbound as never, envelope);
      },
    },
    answers: (type, outcome, answers = 'private') => void table.set(type, { outcome, answers }),
    all,
    last(type) {
      const found = all(type).at(-1);
      if (found === undefined) throw new Error(`nothing came in as ${type}`);
      return found;
    },
    heard: (type, count = 1) => vi.waitFor(() => expect(all(type).length).toBeGreaterThanOrEqual(count), { timeout: 5000, interval: 5 }),
  };
}

export const title: SheetField = {
  id: 'title',
  label: 'Title',
  hint: 'A few words',
  required: true,
  kind: 'text',
  lines: 'one',
  min: 0,
  max: 80,
};
export const about: SheetField = { id: 'about', label: 'About', required: false, kind: 'text', lines: 'many', min: 0, max: 280 };

export function page(draft: string, fields: readonly SheetField[], sheet = 'what.1'): Page {
  return {
    draft,
    sheet: { id: sheet, title: 'What it is', fields },
    filled: {},
    problems: [],
    part: { at: 1, of: 2 },
    back: false,
    text: {
      form: 'An experience',
      next: 'Continue',
      back: 'Back',
      close: 'Close',
      saved: 'Saved, part 1 of 2.',
      resume: 'Continue',
      refused: 'One answer needs another look.',
      fix: 'Fix',
    },
  };
}

export function refused(given: Page, raw: Readonly<Record<string, readonly string[]>>, field: string, message: string): Page {
  const filled = Object.fromEntries(
    Object.entries(raw).map(([id, values]) => [id, values.map((value): Choice => ({ value, label: value }))]),
  );
  return { ...given, filled, problems: [{ field, message }] };
}

export function card(
  title: string,
  about: { readonly privately?: boolean; readonly replace?: boolean; readonly blocks?: Card['blocks'] } = {},
): Outcome {
  return { type: 'card', card: { title, blocks: about.blocks ?? [] }, privately: about.privately ?? true, replace: about.replace ?? false };
}

export const press = (label: string, name: string, id: string): Card['blocks'][number] => ({
  type: 'actions',
  controls: [{ type: 'button', label, action: { name, id } }],
});
