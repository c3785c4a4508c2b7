/** Lists of sheets: a person's own, and what waits for an editor. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { strong } from '../../chat/text.ts';
import { type ActionName, button } from './names.ts';
import { type Listed, type Row, waiting } from './queries.ts';
import { sheetRef } from './ref.ts';
import { type Words, whereAndWhen } from './words.ts';

export function mineCard(words: Words, listed: Listed): Card {
  const { t } = words;
  const title = t('experience.mine.title');
  if (listed.total === 0) return { title, blocks: [{ type: 'text', text: t('experience.mine.empty') }] };
  return {
    title,
    blocks: [
      { type: 'text', text: t('experience.mine.count', { count: listed.total }) },
      ...listed.rows.map((row) =>
        rowBlock(row, [stateOf(words, row), whereAndWhen(words, row)], button(t('experience.buttons.show'), 'show', row.id)),
      ),
      ...turning(words, listed, 'mine'),
    ],
  };
}

export function queueListCard(words: Words, listed: Listed): Card {
  const { t } = words;
  const title = t('experience.queue.title');
  if (listed.total === 0) return { title, blocks: [{ type: 'text', text: t('experience.queue.empty') }] };
  return {
    title,
    blocks: [
      { type: 'text', text: t('experience.queue.count', { count: listed.total }) },
      ...listed.rows.map((row) =>
        rowBlock(
          row,
          [row.owner?.name ?? '', stateOf(words, row), whereAndWhen(words, row)],
          button(t('experience.buttons.review'), 'review', sheetRef(row.id, waiting(row) ?? row.revision)),
        ),
      ),
      ...turning(words, listed, 'queue'),
    ],
  };
}

const rowBlock = (row: Row, facts: readonly string[], control: Button): Block => ({
  type: 'item',
  text: [strong(row.title), ` · ${facts.filter((fact) => fact !== '').join(' · ')}`],
  control,
});

const stateOf = ({ t }: Words, row: Row): string =>
  t(row.state === 'published' && row.proposed !== null ? 'experience.states.proposed' : `experience.states.${row.state}`);

function turning({ t }: Words, { page, pages }: Listed, list: ActionName): readonly Block[] {
  if (pages === 1) return [];
  const controls: Button[] = [];
  if (page > 0) controls.push(button(t('experience.buttons.back'), list, String(page - 1)));
  if (page < pages - 1) controls.push(button(t('experience.buttons.next'), list, String(page + 1)));
  return [{ type: 'note', text: t('experience.card.page', { at: page + 1, of: pages }) }, ...actions(controls)];
}
