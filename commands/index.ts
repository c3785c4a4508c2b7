/** The menu: every slash command, in the order in which help lists them. */
import type { AnyCommand } from '../src/chat/command.ts';

export const commands: readonly AnyCommand[] = [];
