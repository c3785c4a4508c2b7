/** /timezone: in which zone dates and hours are told to this person. */
import { show } from '../src/chat/reply.ts';
import { UserError } from '../src/errors.ts';
import { defineCommand } from '../src/features/context.ts';
import { chooseTimeZone, ownTimeZone } from '../src/features/person/service.ts';
import { zoneCard } from '../src/features/person/zone.ts';
import { findZone, searchZones } from '../src/i18n/time-zones.ts';

const SUGGESTED = 25;

export const timezone = defineCommand({
  name: 'timezone',
  answers: 'private',
  options: {
    zone: { kind: 'text', required: false, max: 100, complete: async (ctx, typed) => searchZones(ctx.locale, typed, SUGGESTED) },
  },
  async run(ctx, { zone }) {
    if (zone === undefined) return show(zoneCard(ctx, ctx.timeZone, (await ownTimeZone(ctx)) === undefined));
    const found = findZone(ctx.locale, zone);
    if (found === undefined) throw new UserError('timezone.unknown', { given: zone });
    return show(zoneCard(ctx, await chooseTimeZone(ctx, found.value), false, true));
  },
});
