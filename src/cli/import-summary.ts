/** What an import would change, or has changed, in words for the terminal. Pure. */
import type { Translate } from '../chat/translate.ts';
import type { Imported } from '../transfer/run.ts';
import { onOneLine } from './import-kind.ts';

const SHOWN = 12;

export function summaryOf(t: Translate, { tally, examples, left }: Imported<string>, applied: boolean): readonly string[] {
  return [
    t(applied ? 'transfer.summary.applied' : 'transfer.summary.dry'),
    t('transfer.summary.counts', { ...tally }),
    ...examples.map((example) => `  ${example}`),
    ...(left.length === 0 ? [] : ['', t('transfer.summary.left', { count: tally.notes })]),
    ...left
      .slice(0, SHOWN)
      .map(({ column, value, reason, count }) => `  ${column}: ${onOneLine(value)} (${count}) – ${t(`transfer.reasons.${reason}`)}`),
    ...(left.length > SHOWN ? [`  ${t('transfer.summary.more', { count: left.length - SHOWN })}`] : []),
    ...(applied || tally.new + tally.changed === 0 ? [] : ['', t('transfer.summary.toApply')]),
  ];
}
