/** Somebody in front of Slack: types, presses, fills in, reads. */
import type { ContractPlayer } from '../../platforms/contract.ts';
import type { Seen } from '../stage.ts';
import type { FakeSlack } from './fake.ts';
import * as payloads from './payloads.ts';
import type { FakeElement } from './rules.ts';
import { optionsOf, seenMessage, seenView } from './shown.ts';
import { directChannel, type Interaction, type Message, type OpenView, type Person, personOf, visibleTo } from './world.ts';

export interface SlackPlayer extends ContractPlayer {
  /** Opens the bot's Home tab, and waits until it is there. */
  opensHome(): Promise<Seen>;
  /** Presses a button of the Home tab. */
  pressesAtHome(label: string): Promise<void>;
  /** Mentions the bot in the channel. */
  mentions(text: string): Promise<void>;
  /** The last thing they did. */
  last(): Interaction;
  /** Does something without waiting for the answer. */
  sends(command: string): Interaction;
}

export function slackPlayer(
  fake: FakeSlack,
  id: string,
  about: { readonly name?: string; readonly locale?: string } = {},
  channel = 'CGENERAL',
): SlackPlayer {
  const { world } = fake;
  const person: Person = personOf(world, id, about);
  let last: Interaction | undefined;
  /** The conversation that is open before them. */
  let here = channel;

  const done = async (interaction: Interaction): Promise<void> => {
    last = interaction;
    here = interaction.channel ?? here;
    await interaction.answered;
  };
  /** The open conversation, and answers to them that came another way. */
  const before = () =>
    visibleTo(world, id).filter(
      ({ channel: at, isAnswer, onlyFor }) => at === here || (isAnswer && (onlyFor === id || at === directChannel(world, id).id)),
    );
  const top = (): OpenView | undefined => person.stack.at(-1);
  const under = (): string | undefined => person.stack.at(-2)?.id;
  const say = (channelId: string, kind: 'message' | 'app_mention', text: string, thread?: string) =>
    fake.happen(
      'events_api',
      payloads.event(world, {
        type: kind,
        user: id,
        text,
        ts: `${Math.floor(world.clock.now().getTime() / 1000)}.${world.next()}`,
        channel: channelId,
        ...(kind === 'message' ? { channel_type: channelId.startsWith('D') ? 'im' : 'channel' } : {}),
        ...(thread === undefined ? {} : { thread_ts: thread }),
      }),
      { user: id, kind, channel: channelId },
    );

  async function submit(open: OpenView): Promise<void> {
    const missing = payloads.inputsOf(open).filter((block) => block.optional !== true && isEmpty(payloads.typedIn(open, block)));
    // Slack's client asks for what is required before it sends anything.
    if (missing.length > 0) throw new Error(`required, and empty: ${missing.map(({ label }) => label.text).join(', ')}`);
    await done(
      fake.happen('interactive', payloads.viewSubmission(world, person, open, under()), {
        user: id,
        kind: 'view_submission',
        viewId: open.id,
      }),
    );
  }

  async function put(
    open: OpenView,
    block: ReturnType<typeof payloads.inputsOf>[number],
    given: string | readonly string[],
  ): Promise<void> {
    const wanted = typeof given === 'string' ? [given] : given;
    const { element } = block;
    if (element.type === 'plain_text_input' || element.type === 'number_input') {
      open.typed.set(block.block_id ?? '', { value: wanted[0] ?? '' });
      return;
    }
    const chosen = [];
    for (const label of wanted) {
      const offered = element.type.includes('external') ? await search(open, block, label) : optionsOf(element);
      const found =
        offered.find(({ text, value }) => text.text === label || value === label) ??
        (element.type.includes('external') ? offered[0] : undefined);
      if (found === undefined)
        throw new Error(`${block.label.text} offers no "${label}", but ${offered.map(({ text }) => text.text).join(', ')}`);
      chosen.push(found);
    }
    open.typed.set(block.block_id ?? '', { chosen });
  }

  async function search(open: OpenView, block: ReturnType<typeof payloads.inputsOf>[number], typed: string) {
    const interaction = fake.happen('interactive', payloads.blockSuggestion(world, person, open, block, block.element, typed), {
      user: id,
      kind: 'block_suggestion',
      viewId: open.id,
    });
    const response = await interaction.acked;
    return (response as { readonly options: ReturnType<typeof optionsOf> }).options;
  }

  const fieldNamed = (open: OpenView, field: string) =>
    payloads.inputsOf(open).find(({ block_id }) => block_id?.endsWith(`|${field}`) === true);

  function press(
    element: FakeElement,
    chosen: Parameters<typeof payloads.blockActions>[4],
    place: { readonly message?: Message; readonly view?: OpenView },
    block: Parameters<typeof payloads.blockActions>[2],
  ): Promise<void> {
    const payload = payloads.blockActions(world, person, block, element, chosen, { ...place, under: under() });
    const interaction = fake.happen('interactive', payload, {
      user: id,
      kind: 'block_actions',
      ...(place.view === undefined ? {} : { viewId: place.view.id }),
      ...(place.message === undefined ? {} : { message: place.message, channel: place.message.channel }),
    });
    // A link only opens: nothing is answered.
    return element.type === 'button' && element.url !== undefined ? interaction.acked.then(() => {}) : done(interaction);
  }

  /** Everything with controls, what is nearest first: the open view, else messages from the newest. */
  function places() {
    const view = top();
    if (view !== undefined) return [{ view, controls: payloads.controlsOf(view.view.blocks) }];
    const nearest = before();
    const elsewhere = visibleTo(world, id).filter((message) => !nearest.includes(message));
    return [...elsewhere, ...nearest].reverse().map((message) => ({ message, controls: payloads.controlsOf(message.blocks ?? []) }));
  }

  const player: SlackPlayer = {
    id,
    async types(command) {
      await done(player.sends(command));
    },
    sends: (command) =>
      fake.happen('slash_commands', payloads.slashCommand(world, person, channel, command), { user: id, kind: 'command', channel }),
    async presses(label) {
      const open = top();
      if (open?.view.type === 'modal') {
        if (open.view.submit?.text === label) return submit(open);
        if (open.view.close?.text === label) return player.leaves();
      }
      for (const place of places()) {
        const found = place.controls.find(({ element }) => element.type === 'button' && element.text.text === label);
        if (found !== undefined) return press(found.element, undefined, place, found.block);
      }
      throw new Error(`no button "${label}" in: ${(await player.sees()).text}`);
    },
    async selects(labels) {
      const wanted = typeof labels === 'string' ? [labels] : labels;
      for (const place of places()) {
        for (const { element, block } of place.controls) {
          const chosen = optionsOf(element).filter(({ text }) => wanted.includes(text.text));
          if (chosen.length === wanted.length) return press(element, { chosen }, place, block);
        }
      }
      throw new Error(`nothing offers ${wanted.join(', ')}`);
    },
    async fills(values) {
      const left = new Map(Object.entries(values));
      const seen = new Set<string>();
      do {
        const open = top();
        if (open === undefined) throw new Error(`no form is open for ${[...left.keys()].join(', ')}`);
        for (const [field, value] of [...left]) {
          const block = fieldNamed(open, field);
          if (block === undefined) continue;
          await put(open, block, value);
          left.delete(field);
        }
        const before = open.view.type === 'modal' ? open.view.private_metadata : '';
        if (seen.has(before ?? '')) throw new Error(`no field ${[...left.keys()].join(', ')} in this form`);
        seen.add(before ?? '');
        await submit(open);
        if (Object.keys(open.errors).length > 0) return;
      } while (left.size > 0);
    },
    async submits(values) {
      const open = top();
      if (open === undefined) throw new Error('no form is open');
      for (const [field, value] of Object.entries(values)) {
        const block = fieldNamed(open, field);
        if (block === undefined) throw new Error(`no field ${field} in this form`);
        await put(open, block, value);
      }
      await submit(open);
    },
    async leaves() {
      const open = person.stack.pop();
      if (open === undefined || open.view.type !== 'modal' || open.view.notify_on_close !== true) return;
      const interaction = fake.happen('interactive', payloads.viewClosed(world, person, open, false), {
        user: id,
        kind: 'view_closed',
        viewId: open.id,
      });
      await interaction.acked;
    },
    async says(text) {
      const direct = directChannel(world, id).id;
      await done(say(direct, 'message', escaped(text)));
    },
    talks: (purpose, text) => done(say(`C${purpose.toUpperCase()}`, 'message', escaped(text))),
    async replies(words, text) {
      const found = visibleTo(world, id).findLast(
        ({ onlyFor, text: said, blocks }) => onlyFor === undefined && seenMessage(said, blocks).text.includes(words),
      );
      if (found === undefined) throw new Error(`nothing says "${words}"`);
      await done(say(found.channel, 'message', escaped(text), found.thread ?? found.ts));
    },
    async mentions(text) {
      await done(say(channel, 'app_mention', `<@${world.bot.user}> ${escaped(text)}`));
    },
    async sees() {
      const open = top();
      if (open !== undefined) return seenView(open.view, open.errors);
      const message = before().at(-1);
      return message === undefined ? { text: '', buttons: [] } : seenMessage(message.text, message.blocks);
    },
    async inbox() {
      const direct = directChannel(world, id).id;
      return world.messages.filter((one) => one.channel === direct && !one.isAnswer).map((one) => seenMessage(one.text, one.blocks));
    },
    async searches(field, typed) {
      const open = top();
      const block = open === undefined ? undefined : fieldNamed(open, field);
      if (open === undefined || block === undefined) throw new Error(`no field ${field}`);
      return (await search(open, block, typed)).map(({ text }) => text.text);
    },
    async form() {
      const open = top();
      if (open === undefined || payloads.inputsOf(open).length === 0) return undefined;
      return Object.fromEntries(
        payloads.inputsOf(open).map((block) => {
          const typed = payloads.typedIn(open, block);
          const shown =
            typed === undefined
              ? []
              : 'value' in typed
                ? [typed.value].filter((value) => value !== '')
                : typed.chosen.map(({ text }) => text.text);
          return [(block.block_id ?? '').split('|').at(-1) ?? '', shown];
        }),
      );
    },
    lastAnswerIsPublic: () => last?.isPublic === true,
    last() {
      if (last === undefined) throw new Error('nothing was done yet');
      return last;
    },
    async opensHome() {
      await done(
        fake.happen(
          'events_api',
          payloads.event(world, { type: 'app_home_opened', user: id, channel: directChannel(world, id).id, tab: 'home', event_ts: '1.1' }),
          {
            user: id,
            kind: 'app_home_opened',
          },
        ),
      );
      return person.home === undefined ? { text: '', buttons: [] } : seenView(person.home.view, {});
    },
    async pressesAtHome(label) {
      const view = person.home;
      const found = payloads
        .controlsOf(view?.view.blocks ?? [])
        .find(({ element }) => element.type === 'button' && element.text.text === label);
      if (view === undefined || found === undefined) throw new Error(`no button "${label}" at home`);
      await press(found.element, undefined, { view }, found.block);
    },
  };
  return player;
}

const isEmpty = (typed: ReturnType<typeof payloads.typedIn>): boolean =>
  typed === undefined || ('value' in typed ? typed.value.trim() === '' : typed.chosen.length === 0);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
