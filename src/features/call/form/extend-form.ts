/** A later closing: who was told the old date and what they will be sent stands there before anything leaves. */
import type { Block } from '../../../chat/card.ts';
import { headingBlocks } from '../../../chat/compose.ts';
import { type DraftInfo, type Problem, text } from '../../../chat/form.ts';
import { moment, strong } from '../../../chat/text.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { type AppContext, defineForm } from '../../context.ts';
import { sayIn } from '../card.ts';
import { movedCard } from '../letter.ts';
import { misled } from '../notices.ts';
import { extendPhase, phaseIn } from '../phases/service.ts';
import { type Call, getCall, type Phase } from '../queries.ts';
import { type CallRef, callRef, readRef } from '../ref.ts';
import { savedReply } from '../reply.ts';
import { contradictions } from './contradictions.ts';
import { dateProblems, momentOf, WHEN } from './dates.ts';
import { checkBlocks, toldBlocks } from './review.ts';

const REASON = 500;

/** Subject: the call with its version, and the phase. */
export const extendForm = defineForm({
  id: 'call-extend',
  version: 1,
  fields: { closes: text({ max: WHEN }), reason: text({ required: false, lines: 'many', max: REASON }) },
  pages: [{ id: 'when', fields: ['closes', 'reason'] }],
  async check(ctx, given, draft) {
    const { call, phase } = await targetOf(ctx, draft);
    const problems = dateProblems('closes', given.closes, call.timeZone, ctx, draft);
    const to = momentOf('closes', given.closes, call.timeZone, ctx, draft);
    if (problems.length > 0 || to === null) return problems;
    if (phase.closesAt !== null && !isLater(phase, to)) return [notLater(ctx, call, phase.closesAt)];
    return contradictions(ctx.t, call, closing(call, phase, to), 'closes');
  },
  async review(ctx, given, draft) {
    const { call, phase } = await targetOf(ctx, draft);
    const to = momentOf('closes', given.closes, call.timeZone, ctx, draft);
    const shown = (at: Date): string => formatMoment(at, ctx.locale, call.timeZone);
    const say = sayIn(ctx.t, call);
    return [
      ...headingBlocks(say(call.titles)),
      { type: 'text', text: say(phase.titles) },
      ...(phase.closesAt === null ? [] : [{ type: 'text', text: ctx.t('call.moving.before', { when: shown(phase.closesAt) }) } as const]),
      ...(to === null
        ? [{ type: 'text', text: ctx.t('call.review.noDate', { label: ctx.t('call.review.closes') }) } as const]
        : [
            {
              type: 'text',
              text: ctx.t.rich('call.review.understood', { label: ctx.t('call.review.closes'), when: strong(shown(to)) }),
            } as const,
            { type: 'note', text: ctx.t.rich('call.review.yours', { at: moment(to), in: moment(to, 'relative') }) } as const,
            ...(isLater(phase, to)
              ? [...checkBlocks(ctx.t, call, closing(call, phase, to)), ...(await leaving(ctx, call, phase, to, given.reason ?? ''))]
              : []),
          ]),
    ];
  },
  async submit(ctx, values, draft) {
    const { call, ref } = await targetOf(ctx, draft);
    const to = momentOf('closes', values.closes, call.timeZone, ctx, draft);
    if (to === null) throw new Error('a date that was checked cannot be read any more');
    const saved = await extendPhase(ctx, ref, to, values.reason?.trim() ?? '');
    return savedReply(ctx, saved, ctx.t('call.moving.done', { when: formatMoment(to, ctx.locale, call.timeZone) }));
  },
});

export const extendReply = (call: Call, phase: Phase) =>
  ({ type: 'form', form: extendForm, subject: callRef(call.id, call.version, phase.key) }) as const;

/** How many are told, and the very words that they are sent, as this person would read them. */
async function leaving(ctx: AppContext, call: Call, phase: Phase, to: Date, reason: string): Promise<readonly Block[]> {
  const told = await misled(ctx, call, phase, to);
  if (told.people + told.channels.length === 0 || phase.closesAt === null) return toldBlocks(ctx.t, told);
  const { title, blocks } = movedCard(ctx.t, call, phase, { from: phase.closesAt, to, reason });
  return [
    ...toldBlocks(ctx.t, told),
    { type: 'divider' },
    ...(title === undefined ? [] : headingBlocks(title)),
    ...withoutButtons(blocks),
    { type: 'divider' },
  ];
}

const withoutButtons = (blocks: readonly Block[]): readonly Block[] => blocks.filter(({ type }) => type !== 'actions');

async function targetOf(ctx: AppContext, { subject }: DraftInfo): Promise<{ call: Call; phase: Phase; ref: CallRef }> {
  const ref = readRef(subject ?? '');
  const call = await getCall(ctx.store.db, ref.id);
  return { call, ref, phase: phaseIn(call, ref.part) };
}

/** The call as it would be. */
const closing = (call: Call, { key }: Phase, closesAt: Date): Call => ({
  ...call,
  phases: call.phases.map((phase) => (phase.key === key ? { ...phase, closesAt } : phase)),
});

const isLater = ({ closesAt }: Phase, to: Date): boolean => closesAt === null || to > closesAt;

const notLater = (ctx: AppContext, call: Call, before: Date): Problem => ({
  field: 'closes',
  code: 'call.not-later',
  args: { before: formatMoment(before, ctx.locale, call.timeZone) },
});
