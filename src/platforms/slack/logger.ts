/** The log as Slack's SDK wants it. Its chatter goes a level lower than ours: it logs whole payloads at debug. */
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../log.ts';

export function sdkLogger(log: Log): Logger {
  const line = (parts: readonly unknown[]) => parts.map(String).join(' ');
  return {
    debug: () => {},
    info: (...parts) => log.debug(line(parts)),
    warn: (...parts) => log.warn(line(parts)),
    error: (...parts) => log.error(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
