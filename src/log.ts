/** The log: one line per event. JSON for machines, plain lines at a terminal; secrets are struck out, what people write never enters it. */
import pino from 'pino';

export type Log = pino.Logger;

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogSettings {
  readonly level: LogLevel;
  /** For people; otherwise JSON, one object a line. */
  readonly readable: boolean;
  /** Struck out wherever they stand, whatever they look like. */
  readonly secrets?: readonly string[];
}

export function createLog(settings: LogSettings, write: (line: string) => void): Log {
  const { secrets = [] } = settings;
  const strikeOut = struckOut(secrets.map((secret) => JSON.stringify(secret).slice(1, -1)));
  const print = settings.readable ? (line: string) => write(readable(line)) : write;
  return pino(
    {
      level: settings.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: pino.stdSerializers.err },
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: STRUCK },
    },
    { write: (line: string) => print(strikeOut(line)) },
  );
}

const STRUCK = '[secret]';
const secretFields = ['token', 'botToken', 'appToken', 'signingSecret', 'authorization', 'cookie', 'password', 'code'];
/** Slack's tokens, Discord's tokens, and passwords in database addresses, wherever they stand: libraries put them into messages. */
const secretShapes = [
  /\bxox[a-z]-[\w-]{8,}/g,
  /\bxapp-[\w-]{8,}/g,
  /\b[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g,
  /(?<=:\/\/[^:@/\s"]*:)[^@/\s"]+(?=@)/g,
];

const struckOut =
  (values: readonly string[]) =>
  (line: string): string => {
    const known = values.reduce((text, value) => text.replaceAll(value, STRUCK), line);
    return secretShapes.reduce((text, shape) => text.replace(shape, STRUCK), known);
  };

const words: Readonly<Record<number, string>> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'WARN', 50: 'ERROR', 60: 'FATAL' };

/** `09:41:07 info  message  key=value`, with an error's stack below. */
function readable(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const details = Object.entries(rest).map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const stack = isError(err) ? `\n  ${(err.stack ?? err.message).replaceAll('\n', '\n  ')}` : '';
  const parts = [String(time).slice(11, 19), (words[Number(level)] ?? '').padEnd(5), String(msg ?? ''), ...details];
  return `${parts.join(' ')}${stack}\n`;
}

const isError = (value: unknown): value is { readonly message: string; readonly stack?: string } =>
  typeof value === 'object' && value !== null && 'message' in value;
