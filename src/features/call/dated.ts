/** The phases of calls that are out, for the agenda, the calendars and the digest. */
import type { Dated, DatedSource } from '../../dated.ts';
import { inLanguage } from '../../i18n/localized.ts';
import { allCalls, type Call, callIfAny, type Phase } from './queries.ts';

export const callSource: DatedSource = {
  name: 'call',
  async list(db, t, { from, until }) {
    const calls = (await allCalls(db)).filter(({ state }) => state !== 'draft');
    return calls.flatMap((call) =>
      datedOf(call, t.locale).filter(({ when }) => when.kind === 'instant' && when.start <= until && (when.end ?? when.start) >= from),
    );
  },
  async of(db, t, id) {
    const call = await callIfAny(db, id);
    return call === undefined || call.state === 'draft' ? [] : datedOf(call, t.locale);
  },
};

const datedOf = (call: Call, locale: string): readonly Dated[] => call.phases.flatMap((phase) => ofPhase(call, phase, locale));

/** What one has to be done with is shown at its closing; everything else lasts from its opening on. */
function ofPhase(call: Call, phase: Phase, locale: string): readonly Dated[] {
  const isDeadline = phase.kind === 'submission';
  const start = isDeadline ? phase.closesAt : phase.opensAt;
  if (start === null) return [];
  const said = (texts: Call['titles']) => inLanguage(texts, locale, call.locale).text;
  return [
    {
      uid: `call:${call.id}/${phase.key}`,
      kind: isDeadline ? 'deadline' : 'event',
      title: `${said(call.titles)}: ${said(phase.titles)}`,
      text: said(call.texts),
      when: {
        kind: 'instant',
        start,
        ...(isDeadline || phase.closesAt === null ? {} : { end: phase.closesAt }),
        timeZone: call.timeZone,
      },
      place: phase.place,
      url: call.links[0]?.url ?? '',
      themes: [],
      country: '',
      cancelled: false,
      sequence: phase.sequence,
      changedAt: phase.changedAt,
    },
  ];
}
