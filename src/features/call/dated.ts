/** The phases of calls that are out, for the agenda, the calendars and the digest. */
import type { Translate } from '../../chat/translate.ts';
import type { Dated, DatedSource, When } from '../../dated.ts';
import { inLanguage } from '../../i18n/localized.ts';
import { daysOf } from './days.ts';
import { allCalls, type Call, callIfAny, dateOf, type Phase } from './queries.ts';

export const callSource: DatedSource = {
  name: 'call',
  async list(db, t, { from, until }) {
    const calls = (await allCalls(db)).filter(({ state }) => state !== 'draft');
    return calls.flatMap((call) => call.phases.filter((phase) => isWithin(phase, from, until)).flatMap((phase) => ofPhase(t, call, phase)));
  },
  async of(db, t, id) {
    const call = await callIfAny(db, id);
    return call === undefined || call.state === 'draft' ? [] : call.phases.flatMap((phase) => ofPhase(t, call, phase));
  },
};

const isWithin = ({ opensAt, closesAt }: Phase, from: Date, until: Date): boolean => {
  const [start, end] = [opensAt ?? closesAt, closesAt ?? opensAt];
  return start !== null && end !== null && start <= until && end >= from;
};

/** What one has to be done with is shown at its closing; everything else lasts from its opening on. */
function ofPhase(t: Translate, call: Call, phase: Phase): readonly Dated[] {
  const isDeadline = phase.kind === 'submission';
  const start = isDeadline ? phase.closesAt : phase.opensAt;
  if (start === null) return [];
  const said = (texts: Call['titles']) => inLanguage(texts, t.locale, call.locale).text;
  return [
    {
      uid: `call:${call.id}/${phase.key}`,
      kind: isDeadline ? 'deadline' : 'event',
      title: t('call.dated', { call: said(call.titles), phase: said(phase.titles) }),
      text: said(call.texts),
      when: whenOf(call, phase, start, isDeadline),
      place: phase.place,
      url: call.links[0]?.url ?? '',
      themes: [],
      country: '',
      cancelled: false,
      sequence: phase.sequence,
      changedAt: phase.changedAt,
      ...(isDeadline ? { tells: { subject: dateOf(call.id, phase.key), at: start } } : {}),
    },
  ];
}

function whenOf(call: Call, phase: Phase, start: Date, isDeadline: boolean): When {
  const days = daysOf(phase, call.timeZone);
  if (days !== undefined) return { kind: 'date', start: days.first, ...(days.last === undefined ? {} : { end: days.last }) };
  return { kind: 'instant', start, ...(isDeadline || phase.closesAt === null ? {} : { end: phase.closesAt }), timeZone: call.timeZone };
}
