/** Secrets that stand in files, as containers and systemd hand them over: `SLACK_BOT_TOKEN_FILE` says where, instead of what. */
import { readFileSync } from 'node:fs';

type Given = Readonly<Record<string, string | undefined>>;

export interface SecretProblem {
  readonly variable: string;
  readonly message: string;
}

/** `NAME_FILE` of each name becomes `NAME`. A file that is empty counts as not set, as a blank variable does. */
export function readSecretFiles(given: Given, names: readonly string[]): { readonly given: Given; readonly problems: SecretProblem[] } {
  const read: Record<string, string | undefined> = { ...given };
  const problems: SecretProblem[] = [];
  for (const name of names) {
    const variable = fileOf(name);
    const file = given[variable];
    if (file === undefined || blank(file)) continue;
    try {
      const text = readFileSync(file, 'utf8').trim();
      if (text === '') continue;
      if (blank(given[name])) read[name] = text;
      else {
        problems.push({ variable, message: `is set, and ${name} too. Only one of them can count: please take one away.` });
        delete read[name];
      }
    } catch (error) {
      problems.push({ variable, message: `names ${file}, which cannot be read: ${why(error)}` });
    }
  }
  return { given: read, problems };
}

const blank = (text: string | undefined): boolean => (text ?? '').trim() === '';

export const fileOf = (name: string): string => `${name}_FILE`;

/** The values themselves, of an address the password in it: what must not stand in any output. */
export function secretValues(values: readonly (string | undefined)[]): readonly string[] {
  return values.flatMap((value) => (value === undefined ? [] : hiddenIn(value))).filter((value) => value.length >= SHORTEST);
}

/** What is shorter would strike out ordinary words. */
const SHORTEST = 6;

function hiddenIn(value: string): readonly string[] {
  const address = URL.parse(value);
  return address === null || address.host === '' ? [value] : [address.password, decoded(address.password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EACCES: 'the user that runs the bot may not read it.',
  EISDIR: 'it is a folder. A container makes one where the file to be handed over is missing.',
};

const why = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? `${code || 'it failed'}.`;
};
