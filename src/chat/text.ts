/** Rich text as data. A plain string is always shown literally: each platform escapes it, so a person's text can never become markup. */

export type Inline = string | Strong | Emphasis | Code | Link | Moment | Mention;
export type Text = Inline | readonly Inline[];

export interface Strong {
  readonly kind: 'strong';
  readonly text: string;
}
export interface Emphasis {
  readonly kind: 'emphasis';
  readonly text: string;
}
export interface Code {
  readonly kind: 'code';
  readonly text: string;
}
export interface Link {
  readonly kind: 'link';
  readonly text: string;
  readonly url: string;
}
/** An instant (ISO 8601, UTC), shown in the reader's own zone where the platform can do it. */
export interface Moment {
  readonly kind: 'moment';
  readonly at: string;
  readonly style: MomentStyle;
}
export type MomentStyle = 'date' | 'time' | 'datetime' | 'relative';
/** Somebody, as a mention where `platform` is the one that renders it, elsewhere as their name. */
export interface Mention {
  readonly kind: 'mention';
  readonly platform: string;
  readonly externalId: string;
  readonly name: string;
}

export const strong = (text: string): Strong => ({ kind: 'strong', text });
export const emphasis = (text: string): Emphasis => ({ kind: 'emphasis', text });
export const code = (text: string): Code => ({ kind: 'code', text });
export const link = (text: string, url: string): Link => ({ kind: 'link', text, url });
export const moment = (at: Date, style: MomentStyle = 'datetime'): Moment => ({ kind: 'moment', at: at.toISOString(), style });

export const inlines = (text: Text): readonly Inline[] => (isList(text) ? text : [text]);

/** The text without its styling: for notifications, screen readers and tests. `show` writes instants (ISO by default). */
export function plain(text: Text, show: (moment: Moment) => string = (moment) => moment.at): string {
  return inlines(text)
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'moment') return show(part);
      return part.kind === 'mention' ? part.name : part.text;
    })
    .join('');
}

function isList(text: Text): text is readonly Inline[] {
  return Array.isArray(text);
}
