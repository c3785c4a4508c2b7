/** What the secretariat is told by the doctor: what is new, and what is well again. */
import { z } from 'zod';
import type { Block, Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { flawLevels } from '../../chat/platform.ts';
import { commandAction } from '../../chat/refs.ts';
import type { Translate } from '../../chat/translate.ts';
import { defineMessage } from '../../delivery/message.ts';
import { findingText } from './card.ts';
import { saidOf } from './words.ts';

const args = z.record(z.string(), z.union([z.string(), z.number()]));
/** As it is stored. */
export const findingSchema = z.object({
  platform: z.string(),
  code: z.string(),
  level: z.enum(flawLevels),
  about: z.string(),
  detail: z.string().exactOptional(),
  args,
  refuses: z.object({ workspace: z.string(), channel: z.string(), word: z.string() }).exactOptional(),
});
type Stored = z.output<typeof findingSchema>;

const params = z.object({ added: z.array(findingSchema), gone: z.array(findingSchema) });

const SHOWN = 4;

export const changes = defineMessage({
  name: 'doctor.changes',
  parse: (given) => params.parse(given),
  shared: true,
  render: async ({ t }, found) => changesCard(t, found),
});

export function changesCard(t: Translate, { added, gone }: z.output<typeof params>): Card {
  return {
    title: t(added.length > 0 ? 'doctor.changes.title' : 'doctor.changes.well'),
    blocks: [
      ...added.slice(0, SHOWN).map((flaw): Block => ({ type: 'text', text: findingText(t, flaw) })),
      ...more(t, added.length - SHOWN),
      ...(gone.length === 0 ? [] : [{ type: 'note', text: t('doctor.changes.gone') } as const, goneList(t, gone)]),
      ...more(t, gone.length - SHOWN),
      ...actions([{ type: 'button', label: t('doctor.changes.open'), action: commandAction('doctor') }]),
    ],
  };
}

const goneList = (t: Translate, gone: readonly Stored[]): Block => ({
  type: 'list',
  items: gone.slice(0, SHOWN).map((flaw) => saidOf(t, flaw).what),
});
const more = (t: Translate, count: number): readonly Block[] =>
  count > 0 ? [{ type: 'note', text: t('doctor.changes.more', { count }) }] : [];
