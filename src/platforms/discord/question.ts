/** A button that asks first: Discord has no question of its own, so a private card asks, in place where the card is private too. */
import type { APIButtonComponent, APIContainerComponent, APIMessageTopLevelComponent } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { type ActionRef, encodeRef } from '../../chat/card.ts';
import { type Body, message, type Question } from './card.ts';
import { size, walk, withoutFindings } from './components.ts';
import { customId } from './custom-id.ts';
import { limits, MAX_COMPONENTS, MAX_TEXT } from './limits.ts';
import type { SourceMessage } from './receive.ts';
import { clip, literal } from './text.ts';

/**
 * The words of the questions that were rendered lately. Only a nicety: after a restart the question is the pressed
 * button's own words, asked again, so nothing here is needed to go on.
 */
export interface Questions {
  remember(questions: readonly Question[]): void;
  /** The question as a message of its own. */
  alone(ref: ActionRef, source: SourceMessage): Body;
  /** The private card with the question below it; undefined when there is no room. */
  below(ref: ActionRef, source: SourceMessage): Body | undefined;
}

/** The container's own id in the message, by which it is found and taken away again. */
const QUESTION = 9001;

export function keepQuestions(): Questions {
  const known = new LRUCache<string, Question['confirm']>({ max: 10_000 });
  return {
    remember(questions) {
      for (const { ref, confirm } of questions) known.set(encodeRef(ref), confirm);
    },
    alone: (ref, source) => message([question(known.get(encodeRef(ref)), source, customId({ type: 'yes', ref }))]),
    below(ref, source) {
      // `|d|0|` is a plain press under an id that the card itself cannot have.
      const id = `|d|0|${encodeRef(ref)}`;
      if (id.length > 100) return undefined;
      const asked = [...withoutQuestion(source), question(known.get(encodeRef(ref)), source, id)];
      const { components, text } = size(asked);
      return components > MAX_COMPONENTS || text > MAX_TEXT ? undefined : message(asked);
    },
  };
}

/** The message as it was before the question, or undefined when the question is all there is. */
export function unasked(source: SourceMessage): Body | undefined {
  const before = withoutQuestion(source);
  return before.length > 0 && before.length < source.components.length ? message(before) : undefined;
}

function question(confirm: Question['confirm'] | undefined, source: SourceMessage, yes: string): APIContainerComponent {
  const pressed = buttons(source.components).find((button) => button.custom_id === source.pressed);
  const title = confirm?.title ?? pressed?.label ?? '…';
  const words = [`### ${literal(title)}`, ...(confirm?.text ? [literal(confirm.text)] : [])].join('\n');
  const style = pressed?.style === ButtonStyle.Danger ? ButtonStyle.Danger : ButtonStyle.Primary;
  const answers: APIButtonComponent[] = [
    { type: ComponentType.Button, style, label: clip(confirm?.yes ?? pressed?.label ?? '✓', limits.card.buttonLabel), custom_id: yes },
    {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: clip(confirm?.no ?? '✕', limits.card.buttonLabel),
      custom_id: customId({ type: 'no' }),
    },
  ];
  return {
    type: ComponentType.Container,
    id: QUESTION,
    components: [
      { type: ComponentType.TextDisplay, content: words },
      { type: ComponentType.ActionRow, components: answers },
    ],
  };
}

function withoutQuestion(source: SourceMessage): APIMessageTopLevelComponent[] {
  // These are the components that we rendered, as Discord returned them.
  return source.components.filter(({ id }) => id !== QUESTION).map(withoutFindings) as unknown as APIMessageTopLevelComponent[];
}

const PressedButton = z.object({
  type: z.literal(ComponentType.Button),
  custom_id: z.string(),
  label: z.string().optional(),
  style: z.number(),
});

function buttons(components: readonly Record<string, unknown>[]): z.output<typeof PressedButton>[] {
  return walk(components).flatMap((component) => PressedButton.safeParse(component).data ?? []);
}
