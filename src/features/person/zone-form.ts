/** One question: in which zone somebody lives. */
import { lookup } from '../../chat/form.ts';
import { show } from '../../chat/reply.ts';
import { findZone, searchZones } from '../../i18n/time-zones.ts';
import { type AppContext, defineForm } from '../context.ts';
import { chooseTimeZone } from './service.ts';
import { zoneCard } from './zone.ts';

const known = {
  search: async (ctx: AppContext, typed: string, limit: number) => searchZones(ctx.locale, typed, limit),
  resolve: async (ctx: AppContext, given: string) => findZone(ctx.locale, given),
};
/** Left empty by those who follow their platform. */
export const optionalZone = lookup({ required: false, ...known });

export const zoneForm = defineForm({
  id: 'timezone',
  version: 1,
  direct: true,
  fields: { zone: lookup(known) },
  pages: [{ id: 'zone', fields: ['zone'] }],
  review: async () => [],
  submit: async (ctx, { zone }) => show(zoneCard(ctx, await chooseTimeZone(ctx, zone), false, true)),
});
