/** What somebody's choices mean, in plain sentences: on the review card and once they are saved. Pure. */
import type { Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { commandAction } from '../../chat/refs.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import { isQuiet } from '../../delivery/preferences.ts';
import { countryName } from '../../i18n/countries.ts';
import { formatClock, formatList } from '../../i18n/format.ts';
import { zoneName } from '../../i18n/time-zones.ts';
import type { AppContext } from '../context.ts';
import { type AddressState, type Chosen, usesMail } from './chosen.ts';

type Words = Pick<AppContext, 't' | 'vocabulary' | 'now'>;

export function sentences(words: Words, chosen: Chosen, address: AddressState): readonly Text[] {
  return [...what(words, chosen), ...where(words, chosen, address), ...when(words, chosen)];
}

/** `sent`: a mail to confirm the address has just left. */
export const savedCard = (words: Words, chosen: Chosen, address: AddressState, sent: boolean): Card => ({
  title: words.t('subscription.saved'),
  blocks: [
    ...(sent ? [{ type: 'text', text: words.t.rich('subscription.mailSent', { address: strong(chosen.email) }) } as const] : []),
    { type: 'list', items: sentences(words, chosen, address) },
    ...actions([{ type: 'button', label: words.t('subscription.change'), action: commandAction('subscribe') }]),
  ],
});

/** `09:00`, as the language writes it. */
export const timeOfDay = (minutes: number, locale: string): string => formatClock(new Date(minutes * 60_000), locale, 'UTC');

function what({ t, vocabulary }: Words, { kinds, themes, countries, digest }: Chosen): readonly Text[] {
  const list = (names: readonly string[]): string => formatList(names, t.locale);
  const named = kinds.map((kind) => t(`subscription.kinds.${kind}`).toLocaleLowerCase(t.locale));
  const about = themes.map((theme) => vocabulary.label('themes', theme, t.locale));
  const places = countries.map((country) => countryName(country, t.locale));
  return [
    kinds.length === 0 ? t('subscription.hears.none') : t('subscription.hears', { kinds: list(named) }),
    ...(kinds.length > 0 && about.length > 0 ? [t('subscription.about.themes', { themes: list(about) })] : []),
    ...(kinds.length > 0 && places.length > 0 ? [t('subscription.about.countries', { countries: list(places) })] : []),
    t(`subscription.digest.${digest}`),
  ];
}

function where({ t }: Words, { channel, email }: Chosen, { confirmed, stoppedAt }: AddressState): readonly Text[] {
  const address = strong(email);
  if (!usesMail(channel)) {
    const stopped = stoppedAt && t.rich('subscription.stopped', { date: moment(stoppedAt, 'date') });
    return [t(`subscription.by.${channel}`), ...(stopped === undefined ? [] : [stopped])];
  }
  return [t.rich(`subscription.by.${channel}`, { address }), ...(confirmed ? [] : [t.rich('subscription.toConfirm', { address })])];
}

function when({ t, now }: Words, { timeZone, morning, quietFrom, quietUntil }: Chosen): readonly Text[] {
  const time = (minutes: number): string => timeOfDay(minutes, t.locale);
  const quiet = { from: quietFrom, until: quietUntil };
  const there = { zone: zoneName(timeZone, t.locale), now: formatClock(now, t.locale, timeZone) };
  return [
    isQuiet(quiet, morning)
      ? t('subscription.day.later', { ...there, morning: time(morning), until: time(quietUntil) })
      : t('subscription.day', { ...there, morning: time(morning) }),
    quietFrom === quietUntil
      ? t('subscription.quietHours.all')
      : t('subscription.quietHours', { from: time(quietFrom), until: time(quietUntil) }),
  ];
}
