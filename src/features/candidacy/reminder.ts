/** Whoever has begun a candidacy and not sent it in is reminded before the closing, with what is still missing. */
import { formActions } from '../../chat/refs.ts';
import { moment, strong } from '../../chat/text.ts';
import { type ClosingAudience, intakeIfAny } from '../call/intake/service.ts';
import { unfinishedLine } from './card.ts';
import { formIdOf } from './ref.ts';
import { unfinishedOf } from './unfinished.ts';

/** Of several that somebody has begun, the latest are named; /award mine has them all. */
const LISTED = 2;

export const candidacyOwners: ClosingAudience = {
  async persons(db, callId) {
    const drafts = await db.draft.findMany({
      where: { form: formIdOf(callId), state: 'open', version: { gt: 0 } },
      distinct: ['personId'],
      select: { personId: true },
    });
    return drafts.map(({ personId }) => personId);
  },
  async line({ db, t, locale, personId, clock }, callId, at) {
    if (personId === undefined) return undefined;
    const now = clock.now();
    const unfinished = await unfinishedOf(db, t, { personId, now, callId });
    if (unfinished.length === 0) {
      const sent = await db.candidacy.count({ where: { callId, ownerId: personId, state: { not: 'withdrawn' } } });
      return sent > 0 ? 'nothing' : undefined;
    }
    const call = await intakeIfAny(db, callId, locale, now);
    const head = t.rich('candidacy.reminder', { call: strong(call?.title ?? ''), at: moment(at), left: moment(at, 'relative') });
    return {
      text: [...[head].flat(), ...unfinished.slice(0, LISTED).flatMap((one) => ['\n', ...unfinishedLine(t, one)])],
      controls: unfinished.slice(0, LISTED).map(({ draft }, nth) => ({
        type: 'button',
        label: t('candidacy.buttons.continue'),
        action: formActions.resume(draft),
        ...(nth === 0 ? { style: 'primary' } : {}),
      })),
    };
  },
};
