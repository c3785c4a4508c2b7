/** One-time codes: what they look like, how they are read, what is kept of them. */
import { createHash } from 'node:crypto';
import { customAlphabet } from 'nanoid';

export const CODE_LENGTH = 8;
export const VALID_MINUTES = 10;
/** Wrong codes that one person may type in an hour. */
export const TRIES = 5;

/** Without the letters and digits that are taken for one another: 24 of them, so that a guess hits once in 10^11. */
const ALPHABET = '346789ABCDEFHJKMNPRTVWXY';
export const newCode = customAlphabet(ALPHABET, CODE_LENGTH);

/** `abcd-efgh` and `ABCD EFGH` are the same code. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
/** In two halves, to be read aloud. */
export const writeCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
export const hashCode = (code: string): string => createHash('sha256').update(code).digest('hex');

export interface IssuedCode {
  readonly code: string;
  readonly expiresAt: Date;
}

/** What somebody's accounts and address are now. */
export interface Linked {
  readonly accounts: readonly { readonly platform: string; readonly name: string }[];
  /** Confirmed; undefined without one. */
  readonly email: string | undefined;
  /** Links that can still be undone, the latest first. */
  readonly merges: readonly { readonly id: string; readonly at: Date; readonly accounts: Linked['accounts'] }[];
}
