/** The two kinds of trouble: what a person can put right (UserError), and everything else (a bug). */

export type ErrorArgs = Readonly<Record<string, string | number | Date>>;

/**
 * An expected refusal. The person reads `errors.<code>` in their language, privately; it is not reported as a bug.
 * `args` fill the message's placeholders.
 */
export class UserError extends Error {
  readonly code: string;
  readonly args: ErrorArgs;

  constructor(code: string, args: ErrorArgs = {}) {
    super(code);
    this.name = 'UserError';
    this.code = code;
    this.args = args;
  }
}

/** For the end of an exhaustive switch: the compiler refuses a case that was forgotten. */
export function never(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
