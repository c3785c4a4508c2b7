/** What an import would change, or has changed, in words for the terminal. Pure. */
import type { Translate } from '../chat/translate.ts';
import type { Imported } from '../features/experience/transfer/import.ts';
import type { Compared } from '../features/experience/transfer/service.ts';
import { countryName } from '../i18n/countries.ts';

interface Words {
  readonly t: Translate;
  readonly locale: string;
}

const SHOWN = 12;
const signs = { new: '+', changed: '~', same: '=', kept: '!' } as const;

export function summaryOf({ t, locale }: Words, { tally, examples, left }: Imported, applied: boolean): readonly string[] {
  return [
    t(applied ? 'transfer.summary.applied' : 'transfer.summary.dry'),
    t('transfer.summary.counts', { ...tally }),
    ...examples.map((example) => `  ${exampleOf(t, locale, example)}`),
    ...(left.length === 0 ? [] : ['', t('transfer.summary.left', { count: tally.notes })]),
    ...left
      .slice(0, SHOWN)
      .map(({ column, value, reason, count }) => `  ${column}: ${short(value)} (${count}) – ${t(`transfer.reasons.${reason}`)}`),
    ...(left.length > SHOWN ? [`  ${t('transfer.summary.more', { count: left.length - SHOWN })}`] : []),
    ...(applied || tally.new + tally.changed === 0 ? [] : ['', t('transfer.summary.toApply')]),
  ];
}

function exampleOf(t: Translate, locale: string, example: Compared): string {
  const { title, country, city, startsOn } = example.sheet.content;
  const facts = [city, country === '' ? '' : countryName(country, locale), startsOn].filter((fact) => fact !== '').join(', ');
  const changed = example.kind === 'changed' ? `: ${example.fields.map((field) => t(`transfer.fields.${field}`)).join(', ')}` : '';
  return `${signs[example.kind]} ${short(title)}${facts === '' ? '' : ` (${facts})`}${changed}`;
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};
