/** Late codes: what they look like, how they are read, what is kept of them. */
import { createHash } from 'node:crypto';
import { customAlphabet } from 'nanoid';

/** Wrong codes that one person may type in an hour. */
export const TRIES = 5;
/** Without the letters and digits that are taken for one another: 24 of them, so that a guess hits once in 10^16. */
export const newCode = customAlphabet('346789ABCDEFHJKMNPRTVWXY', 12);

/** `abcd-efgh-jkmn` and `ABCD EFGH JKMN` are the same code. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
/** In groups of four, to be read aloud. */
export const writeCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code;
export const hashCode = (code: string): string => createHash('sha256').update(code).digest('hex');
