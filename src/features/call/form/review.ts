/** What is confirmed before a change of a call is saved: the dates as they were understood, what contradicts itself, who is told. Pure. */
import type { Block } from '../../../chat/card.ts';
import { moment, strong } from '../../../chat/text.ts';
import type { Translate } from '../../../chat/translate.ts';
import { formatList, formatMoment, languageName } from '../../../i18n/format.ts';
import { findingBlocks } from '../card.ts';
import type { Misled } from '../notices.ts';
import type { Call } from '../queries.ts';
import { newFindings } from '../rules.ts';

/** Both ends as the clocks of the call's zone show them, so that a misreading is seen. */
export function spanBlocks(
  t: Translate,
  { opensAt, closesAt }: { readonly opensAt: Date | null; readonly closesAt: Date | null },
  timeZone: string,
): readonly Block[] {
  const line = (label: string, at: Date | null): Block => ({
    type: 'text',
    text:
      at === null
        ? t('call.review.noDate', { label })
        : t.rich('call.review.understood', { label, when: strong(formatMoment(at, t.locale, timeZone)) }),
  });
  return [
    line(t('call.review.opens'), opensAt),
    line(t('call.review.closes'), closesAt),
    ...(closesAt === null
      ? []
      : [{ type: 'note', text: t.rich('call.review.yours', { at: moment(closesAt), in: moment(closesAt, 'relative') }) } as const]),
  ];
}

/** What the change would bring that cannot be or is odd. */
export const checkBlocks = (t: Translate, before: Call, after: Call): readonly Block[] =>
  findingBlocks(t, after, newFindings(before, after), '', 4);

/** Who knows the old date, and what they will be sent. */
export function toldBlocks(t: Translate, { people, channels }: Misled): readonly Block[] {
  const names = channels
    .slice(0, 8)
    .map(({ purpose, workspace }) => t('call.moving.channel', { purpose: t(`delivery.purposes.${purpose}`), workspace }));
  return [
    { type: 'text', text: t('call.moving.told', { people, channels: channels.length }) },
    ...(names.length === 0 ? [] : [{ type: 'list', items: names } as const]),
    { type: 'note', text: t(people + channels.length === 0 ? 'call.moving.nobody' : 'call.moving.sent') },
  ];
}

/** Which language the first texts are in is asked on a page of its own, and easily overlooked. */
export const languageBlocks = (t: Translate, own: string): readonly Block[] => [
  { type: 'note', text: t('call.review.language', { language: languageName(own, t.locale) }) },
];

export function missingBlocks(t: Translate, missing: readonly string[], own: string): readonly Block[] {
  if (missing.length === 0) return [];
  const languages = formatList(
    missing.map((locale) => languageName(locale, t.locale)),
    t.locale,
  );
  return [{ type: 'note', text: t('call.review.missing', { languages, own: languageName(own, t.locale) }) }];
}
