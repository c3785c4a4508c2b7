/** A log that keeps what it is told instead of printing it. */
import { createLog, type Log, type LogLevel } from '../../src/log.ts';

export interface KeptLog {
  readonly log: Log;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

export function keptLog(level: LogLevel = 'trace'): KeptLog {
  const lines: Readonly<Record<string, unknown>>[] = [];
  return { lines, log: createLog({ level, readable: false }, (line) => lines.push(JSON.parse(line))) };
}
