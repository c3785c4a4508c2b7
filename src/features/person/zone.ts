/** The choice of a time zone: which one is in force, and how to choose another. Pure. */
import type { Button, Card } from '../../chat/card.ts';
import { actions } from '../../chat/compose.ts';
import { strong } from '../../chat/text.ts';
import { formatClock } from '../../i18n/format.ts';
import { zoneName } from '../../i18n/time-zones.ts';
import type { AppContext } from '../context.ts';

export const zoneActions = { choose: 'person.chooseZone', follow: 'person.followZone' } as const;

/** `follows`: the platform says it, nobody chose it. `done`: it has just been put in force. */
export function zoneCard({ t, now }: Pick<AppContext, 't' | 'now'>, zone: string, follows: boolean, done = false): Card {
  const place = strong(zoneName(zone, t.locale));
  const choose: Button = { type: 'button', label: t('person.zone.choose'), action: { name: zoneActions.choose, id: '' } };
  const follow: Button = { type: 'button', label: t('person.language.follow'), action: { name: zoneActions.follow, id: '' } };
  return {
    title: t('person.zone.title'),
    blocks: [
      { type: 'text', text: t.rich(done ? 'person.zone.set' : 'person.zone.now', { zone: place, time: formatClock(now, t.locale, zone) }) },
      { type: 'note', text: t(follows ? 'person.zone.follows' : 'person.zone.chosen') },
      ...actions(follows ? [choose] : [choose, follow]),
    ],
  };
}
