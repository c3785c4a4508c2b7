/** What the doctor found, as a card: page by page, the worst first, with what to do. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, buttonsOf } from '../../chat/compose.ts';
import { strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Finding, Report } from './report.ts';
import { saidOf, uncheckedIn } from './words.ts';

export const actionNames = { again: 'doctor.again', turn: 'doctor.turn' } as const;

const button = buttonsOf(actionNames);
const ROWS = 4;
/** More than these are counted. */
const UNCHECKED = 4;

export function doctorCard(t: Translate, { flaws, unchecked }: Report, page = 0): Card {
  const pages = Math.max(1, Math.ceil(flaws.length / ROWS));
  const at = Math.min(Math.max(0, page), pages - 1);
  const counted = (level: Finding['level']): number => flaws.filter((flaw) => flaw.level === level).length;
  const [broken, limited, notice] = [counted('broken'), counted('limited'), counted('notice')];
  return {
    title: t('doctor.title'),
    blocks: [
      { type: 'text', text: flaws.length === 0 ? t('doctor.well') : t('doctor.counts', { broken, limited, notice }) },
      ...flaws.slice(at * ROWS, (at + 1) * ROWS).map((flaw): Block => ({ type: 'text', text: findingText(t, flaw) })),
      ...uncheckedBlocks(t, at === pages - 1 ? unchecked : []),
      ...(pages > 1 ? [{ type: 'note', text: t('doctor.page', { at: at + 1, of: pages }) } as const] : []),
      ...actions([
        button(t('doctor.again'), 'again', '', { style: 'primary' }),
        ...(at > 0 ? [button(t('doctor.back'), 'turn', String(at - 1))] : []),
        ...(at < pages - 1 ? [button(t('doctor.next'), 'turn', String(at + 1))] : []),
      ]),
    ],
  };
}

export function findingText(t: Translate, flaw: Finding): Text {
  const { level, what, breaks, fix } = saidOf(t, flaw);
  return [strong(`${level}: ${what}`), '\n', breaks, '\n', t('doctor.fix', { fix })];
}

function uncheckedBlocks(t: Translate, unchecked: Report['unchecked']): readonly Block[] {
  if (unchecked.length === 0) return [];
  return [
    { type: 'note', text: t('doctor.notChecked') },
    { type: 'list', items: unchecked.slice(0, UNCHECKED).map((one) => uncheckedIn(t, one)) },
  ];
}
