/** The form of /subscribe: what to hear of, when and where, filled in with what is in force. */
import type { Choice } from '../../chat/card.ts';
import { choice, choices, lookup, lookups, type Partly, text } from '../../chat/form.ts';
import { MAX_ADDRESS, tidyAddress } from '../../chat/mail-address.ts';
import { show } from '../../chat/reply.ts';
import { defaultPreferences } from '../../delivery/preferences.ts';
import { findCountry, searchCountries } from '../../i18n/countries.ts';
import { findZone, searchZones } from '../../i18n/time-zones.ts';
import { type AppContext, defineForm } from '../context.ts';
import { savedCard, sentences, timeOfDay } from './card.ts';
import { type Channel, type Chosen, channels, type Digest, digests, type Kind, kinds, usesMail } from './chosen.ts';
import { addressState } from './queries.ts';
import { choose } from './service.ts';

/** No quiet hours. */
const NONE = 'none';
const HOUR = 60;

export const fields = {
  kinds: choices({ required: false, max: kinds.length, options: (ctx: AppContext) => labelled(ctx, 'kinds', kinds) }),
  themes: choices({ required: false, max: 10, options: (ctx: AppContext) => ctx.vocabulary.choices('themes', ctx.locale) }),
  countries: lookups({
    required: false,
    max: 10,
    search: async (ctx: AppContext, typed, limit) => searchCountries(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findCountry(ctx.locale, given),
  }),
  digest: choice({ options: (ctx: AppContext) => labelled(ctx, 'digests', digests) }),
  timeZone: lookup({
    search: async (ctx: AppContext, typed, limit) => searchZones(ctx.locale, typed, limit),
    resolve: async (ctx: AppContext, given) => findZone(ctx.locale, given),
  }),
  morning: choice({ options: (ctx: AppContext) => hours(ctx) }),
  quietFrom: choice({
    options: (ctx: AppContext) => [{ value: NONE, label: ctx.t('subscription.quietHours.none') }, ...hours(ctx)],
  }),
  quietUntil: choice({ options: (ctx: AppContext) => hours(ctx) }),
  channel: choice({ options: (ctx: AppContext) => labelled(ctx, 'channels', offered(ctx)) }),
  email: text({ max: MAX_ADDRESS, format: 'email' }),
} as const;

type Given = Partly<typeof fields>;

export const subscriptionForm = defineForm({
  id: 'subscription',
  version: 1,
  fields,
  pages: [
    { id: 'what', fields: ['kinds', 'themes', 'countries', 'digest'] },
    { id: 'when', fields: ['timeZone', 'morning', 'quietFrom', 'quietUntil', 'channel'] },
    { id: 'mail', fields: ['email'], when: (given) => usesMail(channels.find((one) => one === given.channel)) },
  ],
  async review(ctx, given) {
    const chosen = chosenFrom(ctx, given);
    return [{ type: 'list', items: sentences(ctx, chosen, await addressState(ctx.store.db, ctx.actor.id, chosen.email)) }];
  },
  async submit(ctx, values) {
    const chosen = chosenFrom(ctx, values);
    const { confirmation } = await choose(ctx, chosen);
    return show(savedCard(ctx, chosen, await addressState(ctx.store.db, ctx.actor.id, chosen.email), confirmation));
  },
});

/** What is in force as first values of the form. */
export function answersFrom(ctx: Pick<AppContext, 'mail'>, chosen: Chosen): Readonly<Record<string, readonly string[]>> {
  const quiet = chosen.quietFrom !== chosen.quietUntil;
  const { until } = defaultPreferences.quiet;
  return {
    kinds: chosen.kinds,
    themes: chosen.themes,
    countries: chosen.countries,
    digest: [chosen.digest],
    timeZone: [chosen.timeZone],
    morning: [String(chosen.morning)],
    quietFrom: [quiet ? String(chosen.quietFrom) : NONE],
    quietUntil: [String(quiet ? chosen.quietUntil : until)],
    channel: [offered(ctx).includes(chosen.channel) ? chosen.channel : 'chat'],
    ...(chosen.email === '' ? {} : { email: [chosen.email] }),
  };
}

/** What is not answered yet stays as it is for those who never chose. */
export function chosenFrom(ctx: Pick<AppContext, 'timeZone'>, given: Given): Chosen {
  const quietUntil = Number(given.quietUntil ?? defaultPreferences.quiet.until);
  return {
    kinds: oneOf<Kind>(kinds, given.kinds ?? []),
    themes: given.themes ?? [],
    countries: given.countries ?? [],
    digest: oneOf<Digest>(digests, [given.digest ?? ''])[0] ?? defaultPreferences.digest,
    channel: oneOf<Channel>(channels, [given.channel ?? ''])[0] ?? 'chat',
    email: tidyAddress(given.email ?? ''),
    timeZone: given.timeZone ?? ctx.timeZone,
    quietFrom: given.quietFrom === NONE ? quietUntil : Number(given.quietFrom ?? defaultPreferences.quiet.from),
    quietUntil,
    morning: Number(given.morning ?? defaultPreferences.morning),
  };
}

const oneOf = <T extends string>(known: readonly T[], given: readonly string[]): readonly T[] => known.filter((one) => given.includes(one));

const offered = ({ mail }: Pick<AppContext, 'mail'>): readonly Channel[] => channels.filter((channel) => mail || !usesMail(channel));

const labelled = (ctx: AppContext, list: 'kinds' | 'digests' | 'channels', values: readonly string[]): readonly Choice[] =>
  values.map((value) => ({ value, label: ctx.t(`subscription.${list}.${value}`) }));

const hours = (ctx: AppContext): readonly Choice[] =>
  Array.from({ length: 24 }, (_, hour) => ({ value: String(hour * HOUR), label: timeOfDay(hour * HOUR, ctx.locale) }));
