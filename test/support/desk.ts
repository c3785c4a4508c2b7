/** The router without a platform: persons who type, press and fill in, and see outcomes. For tests of the router and the form run. */
import type { Block, Button, Card, Select } from '../../src/chat/card.ts';
import type { Limits } from '../../src/chat/limits.ts';
import type { Door, Inbound, Outcome, PlatformName, RawValues } from '../../src/chat/platform.ts';
import type { Page } from '../../src/chat/sheet.ts';
import { plain } from '../../src/chat/text.ts';
import type { Role } from '../../src/features/person/roles.ts';
import { limits as discord } from '../../src/platforms/discord/limits.ts';
import { limits as playground } from '../../src/platforms/playground/limits.ts';
import { slackLimits as slack } from '../../src/platforms/slack/limits.ts';
import type { Menu } from '../../src/router/parts.ts';
import { createRouter } from '../../src/router/router.ts';
import type { MovableClock } from './clock.ts';
import { withFormTexts } from './forms.ts';
import { type House, openHouse } from './house.ts';
import { type KeptLog, keptLog } from './log.ts';

export const allLimits: Readonly<Record<PlatformName, Limits>> = { slack, discord, playground };

export interface Desk extends KeptLog {
  readonly house: House;
  readonly door: Door;
  readonly clock: MovableClock;
  visitor(id: string, about?: About): Visitor;
  close(): Promise<void>;
}

interface About {
  readonly platform?: PlatformName;
  readonly locale?: string;
  readonly timeZone?: string;
  readonly name?: string;
}

export async function openDesk(menu: Menu, roles: Readonly<Record<string, Role>> = {}, there?: House): Promise<Desk> {
  const house = there ?? (await openHouse());
  const kept = keptLog();
  const roleOf = (platform: string, id: string): Role => roles[`${platform}:${id}`] ?? 'member';
  const translator: House['parts']['translator'] = (locale) => withFormTexts(house.parts.translator(locale));
  const door = createRouter({ ...house.parts, translator, log: kept.log, limitsOf: (name) => allLimits[name], roleOf }, menu);
  return {
    ...kept,
    house,
    door,
    clock: house.clock,
    visitor: (id, about = {}) => createVisitor(door, id, about),
    close: () => house.stop(),
  };
}

export interface Visitor {
  /** A whole command line, as Slack sends it. */
  types(line: string): Promise<Outcome>;
  sends(inbound: Inbound, envelope?: string): Promise<Outcome>;
  /** The control with this label on the card that they see. */
  presses(label: string): Promise<Outcome>;
  /** An option of the only select on the card. */
  picks(label: string): Promise<Outcome>;
  /** Submits the sheet before them with these values; what was shown filled stays where nothing is given. */
  fills(values: RawValues): Promise<Outcome>;
  goesBack(values?: RawValues): Promise<Outcome>;
  readonly page: Page;
  readonly card: Card;
  /** Everything on the card as plain text. */
  readonly sees: string;
}

let envelopes = 0;
function nextEnvelope(): string {
  envelopes += 1;
  return `envelope ${envelopes}`;
}

function createVisitor(door: Door, externalId: string, about: About): Visitor {
  const { platform = 'slack', name = externalId, ...told } = about;
  let seen: Outcome = { type: 'none' };

  const sends = async (inbound: Inbound, envelope = nextEnvelope()): Promise<Outcome> => {
    const user = { externalId, name, ...told };
    const outcome = await door.deliver({
      id: envelope,
      user,
      from: { kind: 'channel', platform, workspace: 'W1', channel: 'C1' },
      inbound,
    });
    if (outcome.type === 'card' || outcome.type === 'page') seen = outcome;
    return outcome;
  };
  const card = (): Card => {
    if (seen.type !== 'card') throw new Error(`no card but ${JSON.stringify(seen)}`);
    return seen.card;
  };
  const page = (): Page => {
    if (seen.type !== 'page') throw new Error(`no page but ${JSON.stringify(seen)}`);
    return seen.page;
  };
  const withShown = (values: RawValues): RawValues =>
    Object.fromEntries(page().sheet.fields.map(({ id }) => [id, values[id] ?? (page().filled[id] ?? []).map((choice) => choice.value)]));

  return {
    sends,
    types(line) {
      const [word = '', ...rest] = line.replace(/^\//, '').split(' ');
      return sends({ type: 'command', name: word, text: rest.join(' ') });
    },
    async presses(label) {
      const button = controlsOf(card()).find((control): control is Button => control.type === 'button' && control.label === label);
      if (!button) throw new Error(`no button ${label} on: ${cardText(card())}`);
      return sends({ type: 'action', ref: button.action });
    },
    async picks(label) {
      const select = controlsOf(card()).find((control): control is Select => control.type === 'select');
      const option = select?.options.find((one) => one.label === label);
      if (!select || !option) throw new Error(`no option ${label} on: ${cardText(card())}`);
      return sends({ type: 'action', ref: select.action, selected: [option.value] });
    },
    fills: (values) => sends({ type: 'form.page', draft: page().draft, sheet: page().sheet.id, raw: withShown(values) }),
    goesBack: (values) => sends({ type: 'form.back', draft: page().draft, sheet: page().sheet.id, raw: values ? withShown(values) : {} }),
    get page() {
      return page();
    },
    get card() {
      return card();
    },
    get sees() {
      return cardText(card());
    },
  };
}

export const controlsOf = (card: Card) =>
  card.blocks.flatMap((block) => {
    if (block.type === 'actions') return block.controls;
    return block.type === 'item' && block.control ? [block.control] : [];
  });

export function cardText(card: Card): string {
  return [card.title ?? '', ...card.blocks.map(blockText)].filter((line) => line !== '').join('\n');
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'quote':
    case 'note':
    case 'item':
      return plain(block.text);
    case 'heading':
      return block.text;
    case 'list':
      return block.items.map((item) => plain(item)).join('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${plain(value)}`).join('\n');
    case 'image':
      return block.alt;
    case 'divider':
      return '';
    case 'actions':
      return block.controls.map((control) => (control.type === 'select' ? control.placeholder : control.label)).join(' | ');
  }
}
