/** Somebody in front of Discord: types, presses, fills in, reads. Does only what Discord's own client lets people do. */
import type { ContractPlayer } from '../../platforms/contract.ts';
import { commandData } from './command-line.ts';
import { type Json, list, walk } from './contract.ts';
import type { FakeDiscord } from './fake.ts';
import { type Field, fieldsOf, seenMessage, seenModal } from './shown.ts';
import type { WatchedDoor } from './watched.ts';
import type { Interaction, Message } from './world.ts';

export interface DiscordPlayer extends ContractPlayer {
  /** Types an option of a command, and reads what is suggested. */
  completes(command: string, option: string): Promise<readonly string[]>;
  /** Mentions the bot in the channel. */
  mentions(text: string): Promise<void>;
  /** The last thing they did. */
  last(): Interaction;
  /** Does something without waiting for the answer. */
  sends(command: string): Interaction;
  /** Goes on in another channel. */
  in(channel: string): DiscordPlayer;
}

const COMMAND = 2;
const COMPONENT = 3;
const COMPLETE = 4;
const SUBMIT = 5;

export function discordPlayer(
  fake: FakeDiscord,
  door: () => WatchedDoor,
  id: string,
  about: { readonly name?: string; readonly locale?: string } = {},
  channel = fake.channel('general'),
): DiscordPlayer {
  const { world } = fake;
  const person = fake.person(id, about);
  let last: Interaction | undefined;
  let open: { readonly modal: Json; readonly source: Message | undefined; readonly channel: string } | undefined;

  async function done(interaction: Interaction): Promise<void> {
    last = interaction;
    await door().answered(interaction);
    open = interaction.modal ? { modal: interaction.modal, source: interaction.source, channel: interaction.channel } : undefined;
  }

  /** What they can see, oldest change first. Answers to them and direct messages before what others find in channels. */
  function visible(): Message[] {
    const seen = world.messages.filter(
      (message) => !message.deleted && message.author === world.bot.id && (message.onlyFor === undefined || message.onlyFor === person.id),
    );
    const here = (message: Message) => message.answers === person.id || message.onlyFor === person.id || message.channel === person.direct;
    const others = seen.filter((message) => !here(message) && world.channels.get(message.channel)?.guild !== undefined);
    const byTouch = (a: Message, b: Message) => a.touched - b.touched;
    return [...others.sort(byTouch), ...seen.filter(here).sort(byTouch)];
  }

  function press(message: Message, control: Json, values?: readonly string[]): Promise<void> {
    open = undefined;
    const data = { custom_id: control.custom_id, component_type: control.type, ...(values ? { values } : {}) };
    return done(fake.interact({ type: COMPONENT, person, channel: message.channel, source: message, data }));
  }

  const controls = (type: number) =>
    visible()
      .toReversed()
      .flatMap((message) =>
        walk(list(message.body.components)).flatMap((control) => (control.type === type ? [{ message, control }] : [])),
      );

  function put(modal: Json, values: Readonly<Record<string, string | readonly string[]>>): string[] {
    const fields = fieldsOf(modal);
    const known = fields.filter((field) => field.id in values);
    for (const field of known) fill(field, values[field.id] ?? '');
    return known.map((field) => field.id);
  }

  async function submit(): Promise<void> {
    if (!open) throw new Error('no form is open');
    const { modal, source, channel } = open;
    const fields = fieldsOf(modal);
    const refused = fields.flatMap(clientRefuses);
    if (refused.length > 0) throw new Error(`Discord's client would not send this: ${refused.join('; ')}`);
    const components = list(modal.components).map((_label, at) => ({ type: 18, id: at * 2 + 1, component: submitted(fields[at], at) }));
    open = undefined;
    const data = { custom_id: modal.custom_id, components };
    await done(fake.interact({ type: SUBMIT, person, channel, data, ...(source && !source.deleted ? { source } : {}) }));
  }

  /** To the form again, over the message that stands between two modals. */
  async function goOn(): Promise<boolean> {
    const between = controls(2).find(({ control }) => String(control.custom_id).startsWith('|r|'));
    const newest = visible().at(-1);
    if (!between || between.message !== newest) return false;
    await press(between.message, between.control);
    return open !== undefined;
  }

  const player: DiscordPlayer = {
    id: person.id,
    async types(command) {
      await done(player.sends(command));
    },
    sends(command) {
      open = undefined;
      return fake.interact({ type: COMMAND, person, channel, data: commandData(world, fake.guild.id, command) });
    },
    async completes(command, option) {
      const interaction = fake.interact({ type: COMPLETE, person, channel, data: commandData(world, fake.guild.id, command, option) });
      await door().answered(interaction);
      return (interaction.choices ?? []).map((choice) => String(choice.name));
    },
    async presses(label) {
      const found = controls(2).find(({ control }) => control.label === label);
      if (!found) throw new Error(`no button "${label}" in: ${(await player.sees()).text}`);
      // A link opens in the browser: the bot hears nothing.
      if (found.control.style === 5) return;
      await press(found.message, found.control);
    },
    async selects(labels) {
      const wanted = typeof labels === 'string' ? [labels] : labels;
      for (const { message, control } of controls(3)) {
        const chosen = list(control.options).filter((option) => wanted.includes(String(option.label)));
        if (chosen.length === wanted.length)
          return press(
            message,
            control,
            chosen.map((option) => String(option.value)),
          );
      }
      throw new Error(`nothing offers ${wanted.join(', ')}`);
    },
    async fills(values) {
      const left = new Map(Object.entries(values));
      const seen = new Set<string>();
      do {
        if (!open && !(await goOn())) throw new Error(`no form is open for ${[...left.keys()].join(', ')}`);
        if (!open) return;
        for (const field of put(open.modal, Object.fromEntries(left))) left.delete(field);
        const sheet = String(open.modal.custom_id);
        if (seen.has(sheet)) throw new Error(`no field ${[...left.keys()].join(', ')} in this form: ${(await player.sees()).text}`);
        seen.add(sheet);
        await submit();
      } while (left.size > 0);
    },
    async submits(values) {
      if (!open) throw new Error('no form is open');
      const missing = Object.keys(values).filter((field) => !put(open?.modal ?? {}, values).includes(field));
      if (missing.length > 0) throw new Error(`no field ${missing.join(', ')} in this form`);
      await submit();
    },
    // Discord tells nobody that a modal was put away.
    async leaves() {
      open = undefined;
    },
    async says(text) {
      await heard(fake.write(person, text));
    },
    talks: (purpose, text) => heard(fake.write(person, text, { channel: fake.channel(purpose) })),
    async replies(words, text) {
      const found = visible().findLast(({ onlyFor, body }) => onlyFor === undefined && seenMessage(body).text.includes(words));
      if (found === undefined) throw new Error(`nothing says "${words}"`);
      // Discord's client mentions whom one replies to.
      await heard(fake.write(person, text, { channel: found.channel, mentions: found.channel !== person.direct, about: found.id }));
    },
    async mentions(text) {
      await heard(fake.write(person, text, { channel, mentions: true }));
    },
    async sees() {
      if (open) return seenModal(open.modal);
      const newest = visible().at(-1);
      return newest ? seenMessage(newest.body) : { text: '', buttons: [] };
    },
    async inbox() {
      const own = world.messages.filter((message) => message.channel === person.direct && message.author === world.bot.id);
      return own.filter((message) => message.answers === undefined && !message.deleted).map((message) => seenMessage(message.body));
    },
    // A modal has no field that searches.
    searches: async () => undefined,
    async form() {
      if (!open) return undefined;
      return Object.fromEntries(fieldsOf(open.modal).map((field) => [field.id, standing(field)]));
    },
    lastAnswerIsPublic: () => last?.original !== undefined && last.original.onlyFor === undefined,
    last() {
      if (!last) throw new Error('nothing was done yet');
      return last;
    },
    in: (other) => discordPlayer(fake, door, id, about, other),
  };

  async function heard(message: Message): Promise<void> {
    const outcome = await door().handled(message.id);
    if (outcome.type === 'none') return;
    await world.until(
      `an answer to "${message.id}"`,
      () =>
        world.messages.some((each) => each.answers === person.id && each.touched > message.touched) ||
        world.messages.some((each) => each.channel === person.direct && each.author === world.bot.id && each.touched > message.touched),
    );
  }

  return player;
}

const TEXT = 4;
const CHECKBOX = 23;

function fill({ control, label }: Field, given: string | readonly string[]): void {
  const wanted = typeof given === 'string' ? [given] : given;
  if (control.type === TEXT) control.value = wanted.join('\n');
  else if (control.type === CHECKBOX) control.default = !['', 'no', 'false'].includes(wanted[0] ?? '');
  else {
    const options = list(control.options);
    const missing = wanted.filter((each) => !options.some((option) => option.label === each || option.value === each));
    if (missing.length > 0) throw new Error(`${label} offers no "${missing}", but ${options.map((option) => option.label).join(', ')}`);
    for (const option of options) option.default = wanted.includes(String(option.label)) || wanted.includes(String(option.value));
  }
}

const chosen = (control: Json): Json[] => list(control.options).filter((option) => option.default === true);

/** What stands in a field before anybody sends it. */
function standing({ control, customId }: Field): string[] {
  if (control.type === CHECKBOX) return control.default === true ? ['true'] : [];
  if (control.type !== TEXT) return chosen(control).map((option) => String(option.label));
  const value = String(control.value ?? '');
  if (value === '') return [];
  return customId.endsWith('*') ? value.split('\n') : [value];
}

function clientRefuses({ control, label }: Field): string[] {
  if (control.type === CHECKBOX) return [];
  const required = control.required !== false;
  if (control.type === TEXT) {
    const value = String(control.value ?? '');
    if (required && value === '') return [`${label} is required`];
    const bounds = value === '' ? [] : [value.length < Number(control.min_length ?? 0), value.length > Number(control.max_length ?? 4000)];
    return bounds.includes(true) ? [`${label} has ${value.length} characters`] : [];
  }
  const count = chosen(control).length;
  if (required && count === 0) return [`${label} is required`];
  const max = control.type === 22 ? Number(control.max_values ?? list(control.options).length) : Number(control.max_values ?? 1);
  return count > max ? [`${label} takes ${max}`] : [];
}

function submitted(field: Field | undefined, at: number): Json {
  if (!field) throw new Error('a label without its field');
  const { control, customId } = field;
  const base = { type: control.type, id: at * 2 + 2, custom_id: customId };
  if (control.type === TEXT) return { ...base, value: String(control.value ?? '') };
  if (control.type === CHECKBOX) return { ...base, value: control.default === true };
  const values = chosen(control).map((option) => String(option.value));
  // A radio group has one value, or null.
  return control.type === 21 ? { ...base, value: values[0] ?? null } : { ...base, values };
}
