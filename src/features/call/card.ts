/** Where an edition stands, for its reader: what is theirs, what closes when, what comes later. And what the consistency check found. Pure. */
import type { Block, Button, Card, Control } from '../../chat/card.ts';
import { actions, named } from '../../chat/compose.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { formatDate } from '../../i18n/format.ts';
import { type InLanguage, inLanguage, type Localized } from '../../i18n/localized.ts';
import type { Call, Phase } from './queries.ts';
import type { Finding } from './rules.ts';

/** What the reader has to do with it. */
export interface Own {
  /** Their drafts and candidacies, ready to be shown. */
  readonly blocks: readonly Block[];
  readonly controls: readonly Control[];
}
const nothing: Own = { blocks: [], controls: [] };

export function callCard(t: Translate, call: Call, now: Date, own: Own = nothing): Card {
  const say = sayIn(t, call);
  const eligibility = say(call.eligibility);
  return named(say(call.titles), [
    ...text(say(call.texts)),
    { type: 'text', text: standing(t, call, now) },
    ...own.blocks,
    { type: 'heading', text: t('call.timetable') },
    { type: 'list', items: call.phases.map((phase) => phaseLine(t, call, phase, now)) },
    ...(eligibility === '' ? [] : ([{ type: 'note', text: `${t('call.eligibility')} ${eligibility}` }] as const)),
    ...actions([...own.controls, ...call.links.map(({ url, labels }) => ({ type: 'link', label: say(labels), url }) as const)]),
  ]);
}

/** One sentence: what is on now, else what comes next, else that it is over. */
function standing(t: Translate, call: Call, now: Date): Text {
  const say = sayIn(t, call);
  if (call.state === 'closed') return t('call.standing.over');
  const on = call.phases.filter((phase) => stateOf(phase, now) === 'on');
  const [first] = on.toSorted((a, b) => timeOf(a.closesAt) - timeOf(b.closesAt));
  if (first !== undefined) {
    const phase = strong(say(first.titles));
    if (first.closesAt === null) return t.rich('call.standing.on', { phase });
    return t.rich('call.standing.until', { phase, at: moment(first.closesAt), left: moment(first.closesAt, 'relative') });
  }
  const [next] = call.phases
    .filter((phase) => stateOf(phase, now) === 'later' && phase.opensAt !== null)
    .toSorted((a, b) => timeOf(a.opensAt) - timeOf(b.opensAt));
  if (!next?.opensAt) return t('call.standing.over');
  return t.rich('call.standing.next', { phase: strong(say(next.titles)), at: moment(next.opensAt) });
}

const timeOf = (at: Date | null): number => at?.getTime() ?? Number.POSITIVE_INFINITY;

export function stateOf({ opensAt, closesAt }: Pick<Phase, 'opensAt' | 'closesAt'>, now: Date): 'past' | 'on' | 'later' {
  if (closesAt !== null && closesAt < now) return 'past';
  return opensAt === null || opensAt > now ? 'later' : 'on';
}

function phaseLine(t: Translate, call: Call, phase: Phase, now: Date): Text {
  const { opensAt, closesAt, place } = phase;
  const name = [sayIn(t, call)(phase.titles), ...(place === '' ? [] : [place])].join(', ');
  const args = { phase: strong(name), state: t(`call.states.${stateOf(phase, now)}`) };
  if (opensAt !== null && closesAt !== null)
    return t.rich('call.phase.dates', { ...args, opens: moment(opensAt, 'date'), closes: moment(closesAt) });
  if (closesAt !== null) return t.rich('call.phase.closes', { ...args, closes: moment(closesAt) });
  if (opensAt !== null) return t.rich('call.phase.opens', { ...args, opens: moment(opensAt) });
  return t.rich('call.phase.open', args);
}

/** For the secretariat: every finding in a sentence. */
export function checkCard(t: Translate, call: Call, findings: readonly Finding[]): Card {
  const say = sayIn(t, call);
  return named(t('call.check.title', { call: say(call.titles) }), findingBlocks(t, call, findings, t('call.check.nothing')));
}

export function findingBlocks(
  t: Translate,
  call: Pick<Call, 'phases' | 'locale'>,
  findings: readonly Finding[],
  none = '',
): readonly Block[] {
  const say = sayIn(t, call);
  const nameOf = (key: string | undefined): string => {
    const phase = call.phases.find((one) => one.key === key);
    return phase === undefined ? (key ?? '') : say(phase.titles);
  };
  const line = ({ code, phases, args }: Finding): string =>
    t(`call.findings.${code}`, {
      ...args,
      ...(typeof args.on === 'string' ? { on: formatDate(args.on, t.locale) } : {}),
      phase: nameOf(phases[0]),
      other: nameOf(phases[1]),
    });
  const block = (level: Finding['level']): readonly Block[] => {
    const items = findings.filter((finding) => finding.level === level).map(line);
    return items.length === 0
      ? []
      : [
          { type: 'heading', text: t(`call.check.${level}`) },
          { type: 'list', items },
        ];
  };
  if (findings.length === 0) return text(none);
  return [...block('refuse'), ...block('warn')];
}

export function listCard(t: Translate, calls: readonly Call[], buttonFor: (call: Call) => Button): Card {
  return {
    title: t('call.list.title'),
    blocks:
      calls.length === 0
        ? text(t('call.list.none'))
        : calls.map((call) => ({
            type: 'item',
            text: [strong(sayIn(t, call)(call.titles)), ` · ${call.key} · ${t(`call.list.${call.state}`)}`],
            control: buttonFor(call),
          })),
  };
}

export const sayIn =
  (t: Translate, { locale }: Pick<Call, 'locale'>) =>
  (texts: Localized): InLanguage['text'] =>
    inLanguage(texts, t.locale, locale).text;

const text = (said: string): readonly Block[] => (said === '' ? [] : [{ type: 'text', text: said }]);
