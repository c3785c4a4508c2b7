/** Action refs that the router itself handles, for cards that offer a draft or a command. */
import type { ActionRef } from './card.ts';

export const formActions = {
  /** Continue a draft where it stands. */
  resume: (draft: string): ActionRef => ({ name: 'form.resume', id: draft }),
  /** A select whose chosen value is the page to edit. */
  edit: (draft: string): ActionRef => ({ name: 'form.edit', id: draft }),
  /** Open a draft at the first page with a refused or missing answer. */
  fix: (draft: string): ActionRef => ({ name: 'form.fix', id: draft }),
  submit: (draft: string): ActionRef => ({ name: 'form.submit', id: draft }),
  later: (draft: string): ActionRef => ({ name: 'form.later', id: draft }),
  discard: (draft: string): ActionRef => ({ name: 'form.discard', id: draft }),
} as const;

/** What the router's own buttons are when they are typed: the command itself, or the list of drafts. Undefined for others. */
export function typedFor({ name, id }: ActionRef): string | undefined {
  if (name === COMMAND_ACTION) return id;
  return name.startsWith('form.') ? 'drafts' : undefined;
}

/** A button that does what a command does when it is typed without options. */
export const commandAction = (command: string): ActionRef => ({ name: COMMAND_ACTION, id: command });
export const COMMAND_ACTION = 'command.run';
