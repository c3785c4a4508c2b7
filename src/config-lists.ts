/** How the lists and words of the configuration are written; what is wrong with one is said with an example. */
import type { z } from 'zod';
import type { SecretKey } from './keyring.ts';

/** `T1/associate=group:S012`: what members of a category are given; `member` for every category. */
export interface PlaceSetting {
  readonly workspace?: string;
  readonly category: string;
  readonly kind: 'role' | 'group' | 'channel';
  readonly id: string;
}

/** `T1/experiences=C012:fr` */
export interface ChannelBinding {
  readonly workspace?: string;
  readonly purpose: string;
  readonly channel: string;
  readonly locale: string;
}

export type Keep = { readonly [span in 'daily' | 'weekly' | 'monthly']: number };

export const purposes = ['announcements', 'events', 'awards', 'experiences', 'welcome', 'secretariat', 'help'] as const;

export function readChannels(list: string, ctx: z.RefinementCtx): ChannelBinding[] {
  return items(list).flatMap((item) => {
    const [, workspace, purpose, channel, language] = /^(?:([\w-]+)\/)?([a-z]+)=([\w-]+):([A-Za-z0-9-]+)$/.exec(item) ?? [];
    const complain = (what: string): ChannelBinding[] => {
      ctx.addIssue({ code: 'custom', message: `has "${item}", ${what}` });
      return [];
    };
    if (purpose === undefined || channel === undefined || language === undefined) return complain('which is not like experiences=C012:fr');
    if (!purposes.some((known) => known === purpose)) return complain(`whose purpose is none of ${purposes.join(', ')}`);
    if (!isLanguageTag(language)) return complain('whose language is not a tag such as en or pt-BR');
    return [{ ...(workspace === undefined ? {} : { workspace }), purpose, channel, locale: language }];
  });
}

/** The first one seals; a second one still opens what was sealed before it. */
export function readKeys(list: string, ctx: z.RefinementCtx): SecretKey[] {
  const keys = items(list).flatMap((item) => {
    const [, id, written] = /^([\w-]+):([A-Za-z0-9+/_-]+=*)$/.exec(item) ?? [];
    const key = Buffer.from(written ?? '', 'base64');
    if (id !== undefined && key.length === KEY_BYTES) return [{ id, key: new Uint8Array(key) }];
    // What is wrong with it is not shown: it may be nearly right.
    ctx.addIssue({ code: 'custom', message: `has a key that is not a name, a colon and ${KEY_BYTES} bytes in base64` });
    return [];
  });
  if (new Set(keys.map(({ id }) => id)).size < keys.length) ctx.addIssue({ code: 'custom', message: 'has two keys of one name' });
  return keys;
}
const KEY_BYTES = 32;

/** `0-3` or `0,2`: numbers of shards; `auto`. */
export function readShards(list: string, ctx: z.RefinementCtx): readonly number[] | 'auto' {
  if (list.trim() === 'auto') return 'auto';
  return items(list).flatMap((item) => {
    const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(item) ?? [];
    const [from, until] = [Number(first), Number(last ?? first)];
    if (first !== undefined && from <= until) return Array.from({ length: until - from + 1 }, (_, n) => from + n);
    ctx.addIssue({ code: 'custom', message: `has "${item}", which is neither auto, a number such as 0, nor a range such as 0-3` });
    return [];
  });
}

export function readTeams(list: string, ctx: z.RefinementCtx): readonly string[] | 'any' {
  if (list.trim() === 'any') return 'any';
  const teams = items(list);
  for (const team of teams.filter((id) => !/^T[A-Z0-9]+$/.test(id)))
    ctx.addIssue({ code: 'custom', message: `has "${team}", which is not the id of a workspace, like T0123` });
  return teams;
}

export function readPlaces<K extends PlaceSetting['kind']>(kinds: readonly K[]) {
  return (list: string, ctx: z.RefinementCtx): PlaceSetting[] =>
    items(list).flatMap((item) => {
      const [, workspace, category, written, id] = /^(?:([\w-]+)\/)?([a-z]+(?:-[a-z]+)*)=([a-z]+):([\w-]+)$/.exec(item) ?? [];
      const kind = kinds.find((known) => known === written);
      if (category === undefined || id === undefined || kind === undefined) {
        ctx.addIssue({ code: 'custom', message: `has "${item}", which is not like member=${kinds[0]}:123 (with ${kinds.join(' or ')})` });
        return [];
      }
      return [{ ...(workspace === undefined ? {} : { workspace }), category, kind, id }];
    });
}

export function readMembers(list: string, ctx: z.RefinementCtx): string[] {
  return items(list).filter((item) => {
    const fine = /^(slack|discord|playground):[\w-]+$/.test(item);
    if (!fine) ctx.addIssue({ code: 'custom', message: `has "${item}", which is not like slack:U123, discord:456 or playground:awa` });
    return fine;
  });
}

/** An address, with or without a name before it; nothing that could end a header. */
export function isSender(text: string): boolean {
  return /^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/.test(text.trim());
}

const items = (list: string): string[] =>
  list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

export function isLanguageTag(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language.length > 1;
  } catch {
    return false;
  }
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Null: off. */
export function readKeep(text: string, ctx: z.RefinementCtx): Keep | null {
  if (text.trim() === 'off') return null;
  const counts = new Map(items(text).map((item) => [item.split(':')[0] ?? '', Number(item.split(':')[1])]));
  const spans = ['daily', 'weekly', 'monthly'];
  const fine = [...counts].every(([span, count]) => spans.includes(span) && Number.isInteger(count) && count >= 0);
  if (!fine || counts.size === 0) ctx.addIssue({ code: 'custom', message: 'is neither off nor like daily:7, weekly:4, monthly:6' });
  return { daily: counts.get('daily') ?? 0, weekly: counts.get('weekly') ?? 0, monthly: counts.get('monthly') ?? 0 };
}
