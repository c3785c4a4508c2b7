/** What a platform is given to show of a form: one sheet, its texts already in the reader's language. */
import type { Choice } from './card.ts';

export interface Sheet {
  /** `<page>.<n>`: stays the same when answers on other pages change. */
  readonly id: string;
  readonly title: string;
  readonly fields: readonly SheetField[];
}

export type SheetField = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly required: boolean;
} & SheetControl;

export type SheetControl =
  | { readonly kind: 'text'; readonly lines: 'one' | 'many'; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'choice'; readonly many: boolean; readonly max: number; readonly options: readonly Choice[] }
  | { readonly kind: 'lookup'; readonly many: boolean; readonly max: number };

/** One page of a form run, ready to be shown. */
export interface Page {
  readonly draft: string;
  readonly sheet: Sheet;
  /** What is filled in already, by field id: raw values with the label to show for each. */
  readonly filled: Readonly<Record<string, readonly Choice[]>>;
  /** What was refused, with the message in the reader's language. What was typed is in `filled`. */
  readonly problems: readonly { readonly field: string; readonly message: string }[];
  readonly part: { readonly at: number; readonly of: number };
  /** Whether there is a sheet before this one. */
  readonly back: boolean;
  readonly text: PageText;
}

/** The words around a sheet: platforms have no literal text of their own. */
export interface PageText {
  /** Title of the whole form. */
  readonly form: string;
  readonly next: string;
  readonly back: string;
  readonly close: string;
  /** "Saved, part 2 of 3": where a platform must put a message between two sheets. */
  readonly saved: string;
  readonly resume: string;
  /** "Two answers need another look": above the list of problems. */
  readonly refused: string;
  readonly fix: string;
}
