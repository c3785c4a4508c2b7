/** A door that tells the fake what came out of it, so that a test knows when an interaction has been answered in full. */
import type { Door, Outcome } from '../../../src/chat/platform.ts';
import type { Interaction, World } from './world.ts';

export interface WatchedDoor extends Door {
  /** Resolves when what came in under this id has been handled and its answer has arrived. */
  answered(interaction: Interaction): Promise<void>;
  handled(id: string): Promise<Outcome>;
}

export function watch(door: Door, world: World): WatchedDoor {
  const outcomes = new Map<string, Outcome>();
  const watched: WatchedDoor = {
    answers: (inbound) => door.answers(inbound),
    listens: async (from, text) => (await door.listens?.(from, text)) ?? false,
    async deliver(envelope) {
      const outcome = await door.deliver(envelope);
      outcomes.set(envelope.id, outcome);
      queueMicrotask(world.changed);
      return outcome;
    },
    answered: (interaction) =>
      world.until(`an answer to interaction ${interaction.id}`, () => isAnswered(interaction, outcomes.get(interaction.id))),
    async handled(id) {
      await world.until(`an outcome for ${id}`, () => outcomes.has(id));
      const outcome = outcomes.get(id);
      if (!outcome) throw new Error('unreachable');
      return outcome;
    },
  };
  return watched;
}

/** "Thinking" and "seen" are answered once something follows; what takes an answer away has to be followed by another. */
function isAnswered({ answered, edits, followUps, removed, thinking }: Interaction, outcome: Outcome | undefined): boolean {
  if (answered === undefined) return false;
  if (answered !== 5 && answered !== 6) return true;
  if (edits + followUps > 0) return !thinking;
  if (outcome?.type === 'none') return answered === 6 || removed;
  // A question that was answered goes away; the card that it was about has changed before.
  return removed && answered === 6;
}
