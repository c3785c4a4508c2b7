/** The translator as handlers see it: a key and its arguments in, text in the reader's language out. */
import type { Inline, Text } from './text.ts';

export type TextArgs = Readonly<Record<string, string | number | boolean | Date>>;
/** In rich text a placeholder may also be filled with a node: a link, an instant, somebody's mention. */
export type RichArgs = Readonly<Record<string, string | number | boolean | Date | Exclude<Inline, string>>>;

export interface Translate {
  (key: string, args?: TextArgs): string;
  readonly locale: string;
  has(key: string): boolean;
  /** Like the call itself, with `<b>` as strong, `<i>` as emphasis, `<code>` as code. Arguments stay literal text. */
  rich(key: string, args?: RichArgs): Text;
}
