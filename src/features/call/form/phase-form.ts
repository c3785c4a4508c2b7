/** One phase of a call: what it is, when, who acts in it, what counts in a vote; or that it goes. */
import { headingBlocks } from '../../../chat/compose.ts';
import type { DraftInfo, FormPage } from '../../../chat/form.ts';
import { oneLine } from '../../../chat/typed.ts';
import { type AppContext, defineForm } from '../../context.ts';
import { audiences, type PhaseContent, type PhaseRules, phaseKinds } from '../content.ts';
import { misled } from '../notices.ts';
import { phaseIn, removePhase, savePhase } from '../phases/service.ts';
import { type Call, getCall, type Phase } from '../queries.ts';
import { type CallRef, callRef, readRef } from '../ref.ts';
import { savedReply } from '../reply.ts';
import { usualTitles } from '../service.ts';
import { contradictions } from './contradictions.ts';
import { dateProblems, momentOf, written } from './dates.ts';
import { languages, type PhaseGiven, phaseFields, phaseTitles, ties } from './fields.ts';
import { checkBlocks, spanBlocks, toldBlocks } from './review.ts';

const pages: readonly FormPage<typeof phaseFields>[] = [
  { id: 'what', fields: ['kind', 'audience', 'position', 'place'] },
  { id: 'when', fields: ['opens', 'closes'] },
  { id: 'titles', fields: ['titleEn', 'titleEs', 'titleFr', 'titlePt'], optional: true },
  { id: 'rules', fields: ['voteMin', 'voteMax', 'top', 'percent', 'percentBelow', 'ties', 'embargo'], optional: true },
  { id: 'remove', fields: ['remove'], optional: true },
];

/** Subject: the call with its version and the phase; no phase for a new one. */
export const phaseForm = defineForm({
  id: 'call-phase',
  version: 1,
  fields: phaseFields,
  pages,
  async check(ctx, given, draft) {
    if (given.remove === true) return [];
    const { call, phase, ref } = await targetOf(ctx, draft);
    const content = contentFrom(ctx, given, call, phase, draft);
    const { opensAt, closesAt } = content;
    const problems = [
      ...dateProblems('opens', given.opens, call.timeZone, ctx, draft),
      ...dateProblems('closes', given.closes, call.timeZone, ctx, draft, phase?.closesAt ?? null),
      ...(opensAt !== null && closesAt !== null && closesAt <= opensAt ? [{ field: 'closes', code: 'call.backwards' }] : []),
      ...(given.voteMax !== undefined && given.voteMax < (given.voteMin ?? 0) ? [{ field: 'voteMax', code: 'call.vote' }] : []),
    ];
    return problems.length > 0
      ? problems
      : contradictions(ctx.t, call, withPhase(call, ref, content), closesAt === null ? 'opens' : 'closes');
  },
  async review(ctx, given, draft) {
    const { call, phase, ref } = await targetOf(ctx, draft);
    const content = contentFrom(ctx, given, call, phase, draft);
    const title = content.titles[ctx.locale] ?? content.titles[call.locale] ?? '';
    if (given.remove === true) return [...headingBlocks(title), { type: 'text', text: ctx.t('call.review.removed') }];
    const moves = call.state === 'open' && phase && content.closesAt !== null && content.closesAt.getTime() !== phase.closesAt?.getTime();
    return [
      ...headingBlocks(title),
      { type: 'text', text: ctx.t(`call.audiences.${content.audience}`) },
      ...spanBlocks(ctx.t, content, call.timeZone),
      ...checkBlocks(ctx.t, call, withPhase(call, ref, content)),
      ...(moves && content.closesAt ? toldBlocks(ctx.t, await misled(ctx, call, phase, content.closesAt)) : []),
    ];
  },
  async submit(ctx, values, draft) {
    const { call, phase, ref } = await targetOf(ctx, draft);
    if (values.remove === true) return savedReply(ctx, await removePhase(ctx, ref));
    return savedReply(ctx, await savePhase(ctx, ref, contentFrom(ctx, values, call, phase, draft), values.position));
  },
});

/** `part` empty: a new phase. */
export function phaseReply(call: Call, part: string) {
  const at = call.phases.findIndex(({ key }) => key === part);
  const phase = call.phases[at];
  return {
    type: 'form',
    form: phaseForm,
    subject: callRef(call.id, call.version, phase?.key),
    initial: phase ? { ...answersFrom(phase, call.timeZone), position: [String(at + 1)] } : { position: [String(call.phases.length + 1)] },
  } as const;
}

async function targetOf(ctx: AppContext, { subject }: DraftInfo): Promise<{ call: Call; phase: Phase | undefined; ref: CallRef }> {
  const ref = readRef(subject ?? '');
  const call = await getCall(ctx.store.db, ref.id);
  return { call, ref, phase: ref.part === '' ? undefined : phaseIn(call, ref.part) };
}

function contentFrom(ctx: AppContext, given: PhaseGiven, call: Call, before: Phase | undefined, said: DraftInfo): PhaseContent {
  const kind = phaseKinds.find((one) => one === given.kind) ?? before?.kind ?? 'check';
  const titles = languages
    .map((language) => [language, oneLine(given[phaseTitles[language]])] as const)
    .filter(([, title]) => title !== '');
  return {
    kind,
    audience: audiences.find((one) => one === given.audience) ?? 'secretariat',
    titles: titles.length === 0 ? usualTitles(ctx, kind) : Object.fromEntries(titles),
    place: oneLine(given.place),
    opensAt: momentOf('opens', given.opens, call.timeZone, ctx, said),
    closesAt: momentOf('closes', given.closes, call.timeZone, ctx, said),
    rules: rulesFrom(given),
  };
}

function rulesFrom({ voteMin, voteMax, top, percent, percentBelow, ties: tie, embargo }: PhaseGiven): PhaseRules {
  const isCut = top !== undefined || percent !== undefined;
  return {
    ...(voteMin === undefined && voteMax === undefined
      ? {}
      : { vote: { min: voteMin ?? 0, ...(voteMax !== undefined && { max: voteMax }) } }),
    ...(isCut && {
      cut: {
        ...(top !== undefined && { top }),
        ...(percent !== undefined && { percent }),
        ...(percentBelow !== undefined && { percentBelow }),
        ties: ties.find((one) => one === tie) ?? 'secretariat',
      },
    }),
    ...(embargo === true && { embargo }),
  };
}

function answersFrom(phase: Phase, timeZone: string): Readonly<Record<string, readonly string[]>> {
  const { vote, cut, embargo } = phase.rules;
  const some = (value: number | string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [String(value)]);
  return {
    kind: [phase.kind],
    audience: [phase.audience],
    place: some(phase.place),
    opens: written(phase.opensAt, timeZone),
    closes: written(phase.closesAt, timeZone),
    ...Object.fromEntries(languages.map((language) => [phaseTitles[language], some(phase.titles[language])])),
    voteMin: some(vote?.min),
    voteMax: some(vote?.max),
    top: some(cut?.top),
    percent: some(cut?.percent),
    percentBelow: some(cut?.percentBelow),
    ties: some(cut?.ties),
    embargo: embargo === true ? ['true'] : [],
  };
}

/** The call as it would be. */
function withPhase(call: Call, { part }: CallRef, content: PhaseContent): Call {
  const fresh = { ...content, key: part === '' ? content.kind : part, sequence: 0, changedAt: new Date(0) };
  const there = call.phases.some(({ key }) => key === part);
  return {
    ...call,
    phases: there ? call.phases.map((phase) => (phase.key === part ? { ...phase, ...content } : phase)) : [...call.phases, fresh],
  };
}
