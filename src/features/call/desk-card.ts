/** A call as those see it who run it: how it stands, what contradicts itself, and everything that can be done with it. Pure. */
import type { Block, Card, Choice, Control } from '../../chat/card.ts';
import { actions, named, short } from '../../chat/compose.ts';
import { paginate, type Section } from '../../chat/pages.ts';
import { strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { findingBlocks, linkButtons, sayIn, standing, timetable } from './card.ts';
import { most } from './content.ts';
import { actionNames, button } from './names.ts';
import { type Call, submissionOf } from './queries.ts';
import { callRef } from './ref.ts';
import type { Finding } from './rules.ts';

/** What this person may do. */
export interface Rights {
  readonly edit: boolean;
  readonly open: boolean;
  readonly extend: boolean;
  readonly check: boolean;
}

/** Findings beside everything else; the check shows all. */
const SHOWN = 3;
const LABEL = 70;
/** Chosen in a select for something new; no key of ours has this sign. */
export const NEW = '+';

/** `said`: what has just been done, above all the rest. */
export function deskCard(t: Translate, call: Call, findings: readonly Finding[], rights: Rights, now: Date, said = ''): Card {
  const ref = callRef(call.id, call.version);
  const extendable = rights.extend && call.state === 'open' && submissionOf(call)?.closesAt != null;
  const controls: readonly Control[] = [
    ...(rights.open && call.state === 'draft' ? [button(t('call.buttons.open'), 'open', call.id, { style: 'primary' })] : []),
    ...(extendable ? [button(t('call.buttons.extend'), 'extend', call.id, { style: 'primary' })] : []),
    ...(rights.edit ? [button(t('call.buttons.edit'), 'edit', call.id)] : []),
    ...(rights.check && findings.length > SHOWN ? [button(t('call.buttons.check'), 'check', call.id)] : []),
    button(t('call.buttons.read'), 'read', `${call.id}/1`),
  ];
  return named(sayIn(t, call)(call.titles), [
    ...(said === '' ? [] : [{ type: 'text', text: strong(said) } as const]),
    { type: 'note', text: nameplate(t, call) },
    { type: 'text', text: call.state === 'draft' ? t('call.standing.draft') : standing(t, call, now) },
    ...timetable(t, call, now),
    ...(rights.check ? findingBlocks(t, call, findings, t('call.check.nothing'), SHOWN) : []),
    ...actions(controls),
    ...(rights.edit ? [...choosing(t, call, ref), ...asking(t, call, ref)] : []),
    ...actions(linkButtons(t, call)),
  ]);
}

function nameplate(t: Translate, call: Call): string {
  const edition = call.edition === null ? [] : [t('call.edition', { edition: call.edition })];
  return [
    call.key,
    t(`call.kinds.${call.kind}`),
    ...edition,
    t(`call.list.${call.state}`),
    t('call.grace', { minutes: call.graceMinutes }),
  ].join(' · ');
}

const choosing = (t: Translate, call: Call, ref: string): readonly Block[] =>
  select(actionNames.phase, ref, t('call.choose.phase'), [
    ...call.phases.map(({ key, titles }) => ({ value: key, label: short(sayIn(t, call)(titles), LABEL) })),
    ...(call.phases.length < most.phases ? [{ value: NEW, label: t('call.choose.newPhase') }] : []),
  ]);

const asking = (t: Translate, call: Call, ref: string): readonly Block[] =>
  select(actionNames.question, ref, t('call.choose.question'), [
    ...call.questions.map(({ id, labels }) => ({ value: id, label: short(sayIn(t, call)(labels), LABEL) })),
    ...(call.questions.length < most.questions ? [{ value: NEW, label: t('call.choose.newQuestion') }] : []),
  ]);

const select = (name: string, id: string, placeholder: string, options: readonly Choice[]): readonly Block[] =>
  actions([{ type: 'select', placeholder, action: { name, id }, options }]);

/** Texts, eligibility, categories and questions in whole, page by page. */
export function readingCard(t: Translate, call: Call, wanted: number): Card {
  const say = sayIn(t, call);
  const all = paginate(sectionsOf(t, call));
  const at = Math.min(Math.max(1, wanted), Math.max(1, all.length));
  const page = all[at - 1] ?? [];
  const turn = (label: string, to: number): readonly Control[] =>
    to < 1 || to > all.length ? [] : [button(t(label), 'read', `${call.id}/${to}`)];
  return named(say(call.titles), [
    ...page.flatMap(({ heading, text }): readonly Block[] => [
      ...(heading === '' ? [] : [{ type: 'heading', text: heading } as const]),
      { type: 'text', text },
    ]),
    ...(page.length === 0 ? [{ type: 'text', text: t('call.nothingMore') } as const] : []),
    ...(all.length > 1 ? [{ type: 'note', text: t('call.page', { at, of: all.length }) } as const] : []),
    ...actions([
      ...turn('call.buttons.back', at - 1),
      ...turn('call.buttons.next', at + 1),
      button(t('call.buttons.details'), 'show', call.id),
    ]),
  ]);
}

function sectionsOf(t: Translate, call: Call): readonly Section[] {
  const say = sayIn(t, call);
  const listed = (names: readonly string[]): string => names.map((name) => `• ${name}`).join('\n');
  const questions = call.questions.map(({ labels, hints }) => [say(labels), say(hints)].filter((part) => part !== '').join(': '));
  return [
    { heading: '', text: say(call.texts) },
    { heading: t('call.sections.eligibility'), text: say(call.eligibility) },
    { heading: t('call.sections.categories'), text: listed(call.categories.map(({ labels }) => say(labels))) },
    { heading: t('call.sections.sizes'), text: listed(call.sizes.map(({ labels }) => say(labels))) },
    { heading: t('call.sections.questions'), text: listed(questions) },
  ].filter(({ text }) => text !== '');
}
