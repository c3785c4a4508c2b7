/** Threads under a message of ours: opened when the first reply is posted, under the message's own id. */
import { DiscordAPIError, type REST, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { clip } from './text.ts';

/** topics/opcodes-and-status-codes#json */
const UNKNOWN_CHANNEL = 10003;
const ALREADY_OPENED = 160004;
const NOT_ALLOWED = new Set<unknown>([50001, 50013]);
/** resources/channel#start-thread-from-message */
const NAME = 100;

/** A message without a thread is no channel yet. */
export const isUnopened = (error: unknown): boolean => error instanceof DiscordAPIError && error.code === UNKNOWN_CHANNEL;

/** Whether it can be written in now: false where the bot may open none, or the channel has none. */
export async function openThread(rest: REST, channel: string, message: string, name: string): Promise<boolean> {
  try {
    const body = { name: clip(name.trim() || '…', NAME), auto_archive_duration: ThreadAutoArchiveDuration.OneWeek };
    await rest.post(Routes.threads(channel, message), { body });
    return true;
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    if (error.code === ALREADY_OPENED) return true;
    if (NOT_ALLOWED.has(error.code)) return false;
    throw error;
  }
}

/** Where there is no thread a message says what it belongs to. */
export const replyTo = (message: string) => ({ message_reference: { message_id: message, fail_if_not_exists: false } });
