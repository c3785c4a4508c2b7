/** The counts of a call for its organisers. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { named } from '../../chat/compose.ts';
import type { Translate } from '../../chat/translate.ts';
import { countryName } from '../../i18n/countries.ts';
import type { Intake } from '../call/intake/service.ts';
import { labelOf, states } from './content.ts';
import type { Count, Counts } from './counts.ts';

/** Countries that are listed; the others are counted together. */
const COUNTRIES = 15;

export function countsCard({ t }: { readonly t: Translate }, call: Intake, counts: Counts): Card {
  const line = (label: string, count: number): string => t('candidacy.counts.line', { label, count });
  const section = (heading: string, lines: readonly string[]): readonly Block[] =>
    lines.length === 0
      ? []
      : [
          { type: 'heading', text: t(heading) },
          { type: 'list', items: lines },
        ];
  const countOf = (list: readonly Count[], key: string): number => list.find((one) => one.key === key)?.count ?? 0;
  // A category in which there is nothing yet is news too.
  const categories = call.categories.map(({ key, label }) => line(label, countOf(counts.categories, key)));
  const former = counts.categories.filter(({ key }) => key !== '' && call.categories.every((one) => one.key !== key));
  const shown = counts.countries.slice(0, COUNTRIES);
  const others = counts.countries.slice(COUNTRIES);
  return named(t('candidacy.counts.title', { call: call.title }), [
    { type: 'text', text: t('candidacy.counts.total', { count: counts.total, drafts: counts.drafts }) },
    ...section(
      'candidacy.counts.states',
      states
        .filter((state) => countOf(counts.states, state) > 0)
        .map((state) => line(t(`candidacy.states.${state}`), countOf(counts.states, state))),
    ),
    ...section('candidacy.counts.categories', [
      ...categories,
      ...former.map(({ key, count }) => line(labelOf(call.categories, key), count)),
    ]),
    ...section('candidacy.counts.countries', [
      ...shown.map(({ key, count }) => line(key === '' ? t('candidacy.counts.unknown') : countryName(key, t.locale), count)),
      ...(others.length === 0
        ? []
        : [
            line(
              t('candidacy.counts.others', { countries: others.length }),
              others.reduce((sum, { count }) => sum + count, 0),
            ),
          ]),
    ]),
    { type: 'note', text: t('candidacy.counts.private') },
  ]);
}
