/** A call as candidacies know it: when it takes them, what it asks, all in the reader's language. */
import type { MessageContext } from '../../../delivery/message.ts';
import type { ReminderLine } from '../../../delivery/reminder.ts';
import { tell } from '../../../delivery/told.ts';
import { inLanguage, type Localized } from '../../../i18n/localized.ts';
import type { Database, Transaction } from '../../../store/store.ts';
import type { AppContext } from '../../context.ts';
import type { CallOption, Question } from '../content.ts';
import { authorize, may } from '../policy.ts';
import { type Call, callByKey, callIfAny, currentCall, dateOf, getCall, submissionOf } from '../queries.ts';
import { type IntakeState, intakeState, lastMoment } from '../rules.ts';

export interface Intake {
  /** Id and key of the call: what is stored, and what people type. */
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly eligibility: string;
  readonly callState: Call['state'];
  /** IANA zone in which its dates are set. */
  readonly timeZone: string;
  readonly graceMinutes: number;
  /** By the clock at which it was read; the grace belongs to `grace`, not to `open`. */
  readonly state: IntakeState;
  readonly opensAt: Date | undefined;
  readonly closesAt: Date | undefined;
  /** The closing with its grace: nothing is taken after it without a late code. */
  readonly lastMoment: Date | undefined;
  /** What a reader of the closing date has been told of: for `tells`, and for reminders of `call.closing`. */
  readonly subject: string;
  readonly categories: readonly Labelled[];
  readonly sizes: readonly Labelled[];
  /** In order; those of one `page` stand together. */
  readonly questions: readonly Asked[];
  /** Raised whenever the questions, categories or size bands change: answers say which ones they belong to. */
  readonly questionSet: number;
}

export interface Labelled {
  readonly key: string;
  readonly label: string;
}
/** A question with its texts in one language instead of all. */
export type Asked = Question extends infer Q
  ? Q extends Question
    ? Omit<Q, 'labels' | 'hints' | 'options'> & {
        readonly label: string;
        readonly hint: string;
        /** Of a choice; empty for the others. */
        readonly options: readonly Labelled[];
      }
    : never
  : never;

/** Name of the reminder source of closings. Whom it concerns has changed: `replan(ctx, tx, { name: CLOSING }, intake.subject, personId)`. */
export const CLOSING = 'call.closing';

/** Persons who are reminded of a closing beside the subscribers, with a line of their own. */
export interface ClosingAudience {
  readonly persons: (db: Transaction, callId: string, offset: string) => Promise<readonly string[]>;
  /** For `ctx.personId`: their own line, `nothing` where they need none any more, undefined where they are none of these. */
  readonly line: (ctx: MessageContext, callId: string, at: Date) => Promise<ReminderLine | 'nothing' | undefined>;
}

type Reader = Database | Transaction;
type Closing = Pick<Intake, 'callState' | 'subject' | 'closesAt'>;

/** The one that was named by its key, else the award under way. Drafts are the secretariat's. @throws UserError call.not-found */
export async function intakeNamed(ctx: AppContext, key: string | undefined, db: Reader = ctx.store.db): Promise<Intake | undefined> {
  authorize(ctx.actor, 'call.show');
  const call = key === undefined ? await currentCall(db) : await callByKey(db, key);
  return call === undefined || hidden(ctx, call) ? undefined : intakeOf(call, ctx.locale, ctx.clock.now());
}

/** Within a write, pass its transaction: the dates are then the ones that count. @throws UserError call.not-found */
export async function getIntake(ctx: AppContext, callId: string, db: Reader = ctx.store.db): Promise<Intake> {
  authorize(ctx.actor, 'call.show');
  return intakeOf(await getCall(db, callId), ctx.locale, ctx.clock.now());
}

/** For messages and reminders, which nobody asks for. Undefined: it is gone. */
export async function intakeIfAny(db: Reader, callId: string, locale: string, now: Date): Promise<Intake | undefined> {
  const call = await callIfAny(db, callId);
  return call && intakeOf(call, locale, now);
}

/** Within a write: this person has just been shown when it closes; should that change, they are to hear of it. */
export async function noteClosing(ctx: AppContext, tx: Transaction, { callState, subject, closesAt }: Closing): Promise<void> {
  authorize(ctx.actor, 'call.show');
  if (callState !== 'open' || closesAt === undefined || closesAt <= ctx.now) return;
  await tell(ctx, tx, [{ subject, reader: { personId: ctx.actor.id }, at: closesAt }]);
}

const hidden = (ctx: AppContext, { state }: Call): boolean => state === 'draft' && !may(ctx.actor, 'call.list');

function intakeOf(call: Call, locale: string, now: Date): Intake {
  const say = (texts: Localized): string => inLanguage(texts, locale, call.locale).text;
  const labelled = ({ key, labels }: CallOption): Labelled => ({ key, label: say(labels) });
  const submission = submissionOf(call);
  return {
    id: call.id,
    key: call.key,
    title: say(call.titles),
    eligibility: say(call.eligibility),
    callState: call.state,
    timeZone: call.timeZone,
    graceMinutes: call.graceMinutes,
    state: intakeState(call, now),
    opensAt: submission?.opensAt ?? undefined,
    closesAt: submission?.closesAt ?? undefined,
    lastMoment: lastMoment(call),
    subject: dateOf(call.id, submission?.key ?? 'submission'),
    categories: call.categories.map(labelled),
    sizes: call.sizes.map(labelled),
    questions: call.questions.map((question): Asked => {
      const { labels, hints, ...asked } = question;
      const options = asked.kind === 'choice' ? asked.options.map(labelled) : [];
      return { ...asked, label: say(labels), hint: say(hints), options };
    }),
    questionSet: call.questionSet,
  };
}
