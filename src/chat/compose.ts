/** Small pieces that most cards are made of. Pure. */
import type { Block, Button, Card, Control } from './card.ts';
import { strong } from './text.ts';

/** Longer titles (imported ones) stand as text: Slack holds 150 characters in a heading. */
const HEADING = 140;
export const named = (title: string, blocks: readonly Block[]): Card =>
  title.length > HEADING ? { blocks: [...headingBlocks(title), ...blocks] } : { title, blocks };
export const headingBlocks = (title: string): readonly Block[] =>
  title.length > HEADING ? [{ type: 'text', text: strong(title) }] : [{ type: 'heading', text: title }];

export const actions = (controls: readonly Control[]): readonly Block[] => (controls.length === 0 ? [] : [{ type: 'actions', controls }]);

/** A few words and nothing to press. */
export const saying = (text: string, title?: string): Card => ({
  ...(title === undefined ? {} : { title }),
  blocks: [{ type: 'text', text }],
});

/** Buttons of one feature, by the short names of its actions. */
export const buttonsOf =
  <N extends string>(actionNames: Readonly<Record<N, string>>) =>
  (label: string, name: N, id: string, more: Pick<Button, 'style' | 'confirm'> = {}): Button => ({
    type: 'button',
    label,
    action: { name: actionNames[name], id },
    ...more,
  });

/** At most so many characters, the last of them "…" where something is left out. */
export const short = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
