/** Where an edition stands, for its reader: what is theirs, what closes when, what comes later. And what the consistency check found. Pure. */
import type { Block, Button, Card, Control, LinkButton } from '../../chat/card.ts';
import { actions, named, short } from '../../chat/compose.ts';
import { beginning } from '../../chat/pages.ts';
import { moment, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { formatDate } from '../../i18n/format.ts';
import { type InLanguage, inLanguage, type Localized } from '../../i18n/localized.ts';
import { daysOf } from './days.ts';
import { button } from './names.ts';
import type { Call, Phase } from './queries.ts';
import { type Finding, refusals } from './rules.ts';

/** What the reader has to do with it. */
export interface Own {
  /** Their drafts and candidacies, ready to be shown. */
  readonly blocks: readonly Block[];
  readonly controls: readonly Control[];
}
const nothing: Own = { blocks: [], controls: [] };

/** A card of a dozen phases has room for so much of each text; the whole is a press away. */
const SHORT = 400;
const RULES = 250;
const NAME = 60;
const PLACE = 40;
/** Findings, and editions, that a card holds. */
const FINDINGS = 10;
const LISTED = 10;

export function callCard(t: Translate, call: Call, now: Date, own: Own = nothing): Card {
  const say = sayIn(t, call);
  const eligibility = beginning(say(call.eligibility), RULES).text;
  return named(say(call.titles), [
    ...text(beginning(say(call.texts), SHORT).text),
    { type: 'text', text: standing(t, call, now) },
    ...own.blocks,
    ...timetable(t, call, now),
    ...(eligibility === '' ? [] : ([{ type: 'note', text: `${t('call.eligibility')} ${eligibility}` }] as const)),
    ...actions([...own.controls, button(t('call.buttons.read'), 'read', `${call.id}/1`), ...linkButtons(t, call)]),
  ]);
}

export const timetable = (t: Translate, call: Call, now: Date): readonly Block[] =>
  call.phases.length === 0
    ? text(t('call.noPhases'))
    : [
        { type: 'heading', text: t('call.timetable') },
        { type: 'list', items: call.phases.map((phase) => phaseLine(t, call, phase, now)) },
      ];

export const linkButtons = (t: Translate, call: Call): readonly Control[] =>
  call.links.map(({ url, labels }): LinkButton => ({ type: 'link', label: sayIn(t, call)(labels), url }));

/** One sentence: what is on now, else what comes next, else that it is over. */
export function standing(t: Translate, call: Call, now: Date): Text {
  const say = (texts: Localized): string => short(sayIn(t, call)(texts), NAME);
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
  const day = daysOf(next, call.timeZone)?.first;
  const at = day === undefined ? moment(next.opensAt) : formatDate(day, t.locale);
  return t.rich('call.standing.next', { phase: strong(say(next.titles)), at });
}

const timeOf = (at: Date | null): number => at?.getTime() ?? Number.POSITIVE_INFINITY;

export function stateOf({ opensAt, closesAt }: Pick<Phase, 'opensAt' | 'closesAt'>, now: Date): 'past' | 'on' | 'later' {
  if (closesAt !== null && closesAt < now) return 'past';
  return opensAt === null || opensAt > now ? 'later' : 'on';
}

function phaseLine(t: Translate, call: Call, phase: Phase, now: Date): Text {
  const { opensAt, closesAt, place } = phase;
  const name = [beginning(sayIn(t, call)(phase.titles), NAME).text, ...(place === '' ? [] : [beginning(place, PLACE).text])].join(', ');
  const args = { phase: strong(name), state: t(`call.states.${stateOf(phase, now)}`) };
  const days = daysOf(phase, call.timeZone);
  if (days !== undefined) {
    const [opens, closes] = [formatDate(days.first, t.locale), formatDate(days.last ?? days.first, t.locale)] as const;
    return opens === closes ? t.rich('call.phase.on', { ...args, on: opens }) : t.rich('call.phase.dates', { ...args, opens, closes });
  }
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
  room = FINDINGS,
): readonly Block[] {
  if (findings.length === 0) return text(none);
  const ordered = [...refusals(findings), ...findings.filter(({ level }) => level === 'warn')];
  const shown = ordered.slice(0, room);
  const block = (level: Finding['level']): readonly Block[] => {
    const items = shown.filter((finding) => finding.level === level).map((finding) => findingLine(t, call, finding));
    return items.length === 0
      ? []
      : [
          { type: 'heading', text: t(`call.check.${level}`) },
          { type: 'list', items },
        ];
  };
  const rest = ordered.length - shown.length;
  return [...block('refuse'), ...block('warn'), ...(rest > 0 ? text(t('call.check.more', { count: rest })) : [])];
}

/** One finding as a sentence. */
export function findingLine(t: Translate, call: Pick<Call, 'phases' | 'locale'>, { code, phases, args }: Finding): string {
  const nameOf = (key: string | undefined): string => {
    const phase = call.phases.find((one) => one.key === key);
    return phase === undefined ? (key ?? '') : short(sayIn(t, call)(phase.titles), NAME);
  };
  return t(`call.findings.${code}`, {
    ...args,
    ...(typeof args.on === 'string' ? { on: formatDate(args.on, t.locale) } : {}),
    ...(typeof args.source === 'string' ? { source: short(args.source, 200) } : {}),
    phase: nameOf(phases[0]),
    other: nameOf(phases[1]),
  });
}

export function listCard(t: Translate, calls: readonly Call[], buttonFor: (call: Call) => Button): Card {
  const rows = calls.slice(0, LISTED).map(
    (call): Block => ({
      type: 'item',
      text: [strong(short(sayIn(t, call)(call.titles), 100)), ` · ${call.key} · ${t(`call.list.${call.state}`)}`],
      control: buttonFor(call),
    }),
  );
  const rest = calls.length - rows.length;
  return {
    title: t('call.list.title'),
    blocks: [...(rows.length === 0 ? text(t('call.list.none')) : rows), ...(rest > 0 ? text(t('call.list.more', { count: rest })) : [])],
  };
}

export const sayIn =
  (t: Translate, { locale }: Pick<Call, 'locale'>) =>
  (texts: Localized): InLanguage['text'] =>
    inLanguage(texts, t.locale, locale).text;

const text = (said: string): readonly Block[] => (said === '' ? [] : [{ type: 'text', text: said }]);
