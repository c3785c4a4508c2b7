/** What people read of a message or a modal: markup rendered by an independent parser of Discord's markdown. */
import { parse } from 'discord-markdown-parser';
import { linksOf, type Seen } from '../stage.ts';
import { isRecord, type Json, list, record, walk } from './contract.ts';

/** The words as Discord shows them. Times and mentions of people stay as written: Discord replaces them. */
export function readMarkdown(content: string): string {
  return nodes(parse(content, 'extended'));
}

function nodes(parsed: unknown): string {
  if (typeof parsed === 'string') return parsed;
  if (Array.isArray(parsed)) return parsed.map(nodes).join('');
  return isRecord(parsed) ? node(parsed) : '';
}

function node(parsed: Json): string {
  switch (parsed.type) {
    case 'br':
    case 'newline':
      return '\n';
    case 'heading':
    case 'subtext':
      return `${nodes(parsed.content)}\n`;
    case 'timestamp':
      return `<t:${String(parsed.timestamp)}:${String(parsed.format)}>`;
    case 'twemoji':
      return String(parsed.name);
    case 'user':
      return `<@${String(parsed.id)}>`;
    case 'text':
    case 'inlineCode':
    case 'strong':
    case 'em':
    case 'blockQuote':
    case 'url':
    case 'link':
    case 'masked_link':
      return nodes(parsed.content);
    default:
      // Everything else is markup that we never write: it must not be there.
      return `⟦${String(parsed.type)}⟧${nodes(parsed.content)}`;
  }
}

export function seenMessage(body: Json): Seen {
  const all = walk(list(body.components));
  const texts = all.flatMap((component) => {
    if (component.type === 10) return [readMarkdown(String(component.content)).trim()];
    if (component.type === 12) return list(component.items).map((item) => String(item.description ?? ''));
    return [];
  });
  const pressed = all.filter(({ type }) => type === 2);
  return {
    text: texts.join('\n'),
    buttons: pressed.map(({ label }) => String(label)),
    ...linksOf(pressed.flatMap(({ label, url }) => (url === undefined ? [] : [[String(label), String(url)] as const]))),
  };
}

export interface Field {
  readonly id: string;
  readonly customId: string;
  readonly label: string;
  readonly control: Json;
}

/** The fields of a modal. Our mark for several names is not part of a field's id. */
export const fieldsOf = (modal: Json): Field[] =>
  list(modal.components).map((label) => {
    const control = record(label.component);
    const customId = String(control.custom_id);
    return { id: customId.replace(/\*$/, ''), customId, label: String(label.label), control };
  });

export function seenModal(modal: Json): Seen {
  const fields = list(modal.components).map((label) => {
    const control = record(label.component);
    return [label.label, label.description, control.value, ...list(control.options).map((option) => option.label)];
  });
  return { text: [modal.title, ...fields.flat()].filter((text) => text !== undefined).join('\n'), buttons: ['Submit', 'Cancel'] };
}
