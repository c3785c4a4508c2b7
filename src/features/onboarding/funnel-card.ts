/** How newcomers fare, as the secretariat sees it: numbers, never names. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import { FORM, type Funnel, LATELY_DAYS, type Stage } from './funnel.ts';

export function funnelCard({ t, vocabulary }: { readonly t: Translate; readonly vocabulary: Vocabulary }, funnel: Funnel): Card {
  const title = t('onboarding.funnel.title');
  if (funnel.all.welcomed === 0) return { title, blocks: [{ type: 'text', text: t('onboarding.funnel.empty') }] };
  const line = (label: string, count: number): string => t('onboarding.funnel.line', { label, count });
  const section = (heading: string, items: readonly string[]): readonly Block[] =>
    items.length === 0
      ? []
      : [
          { type: 'heading', text: heading },
          { type: 'list', items },
        ];
  return {
    title,
    blocks: [
      ...section(t('onboarding.funnel.lately', { days: LATELY_DAYS }), stages(t, funnel.lately)),
      ...section(t('onboarding.funnel.all'), stages(t, funnel.all)),
      ...section(
        t('onboarding.funnel.left'),
        funnel.left.map(({ page, count }) => line(pageName(t, page), count)),
      ),
      ...section(
        t('onboarding.funnel.reasons'),
        funnel.reasons.map(({ key, count }) => line(vocabulary.label('reasons', key, t.locale), count)),
      ),
      { type: 'note', text: t('onboarding.funnel.private') },
    ],
  };
}

const stages = (t: Translate, { welcomed, started, finished, stopped }: Stage): readonly string[] => [
  t('onboarding.funnel.welcomed', { count: welcomed }),
  t('onboarding.funnel.started', { count: started, share: shareOf(started, welcomed) }),
  t('onboarding.funnel.finished', { count: finished, share: shareOf(finished, started) }),
  ...(stopped === 0 ? [] : [t('onboarding.funnel.stopped', { count: stopped })]),
];

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((100 * part) / whole));

function pageName(t: Translate, page: string): string {
  if (page === '') return t('onboarding.funnel.opened');
  const key = `forms.${FORM}.pages.${page}`;
  return t.has(key) ? t(key) : t('onboarding.funnel.review');
}
