/** Drafts of candidacies with what they still lack. Reads only. */
import { z } from 'zod';
import type { Translate } from '../../chat/translate.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { type Intake, intakeIfAny } from '../call/intake/service.ts';
import { lateUntil } from './late/queries.ts';
import { callIdOf, FAMILY, formIdOf } from './ref.ts';
import { missingIn } from './rules.ts';
import { textsOf } from './texts.ts';

/** Somebody has begun it and not sent it in. */
export interface Unfinished {
  readonly draft: string;
  readonly title: string;
  readonly call: Intake;
  /** Names of the questions that have no answer yet, in the reader's language; empty when only sending is left. */
  readonly missing: readonly string[];
  /** Until when a late code lets it be sent in. */
  readonly late: Date | undefined;
}

const Raw = z.record(z.string(), z.array(z.string()));

/** The latest first. `callId`: only of this call. What has been sent in meanwhile, and is only being changed, is not among them. */
export async function unfinishedOf(
  db: Database | Transaction,
  t: Translate,
  about: { readonly personId: string; readonly now: Date; readonly callId?: string },
): Promise<readonly Unfinished[]> {
  const { personId, now, callId } = about;
  const drafts = await db.draft.findMany({
    where: {
      personId,
      state: 'open',
      version: { gt: 0 },
      expiresAt: { gt: now },
      form: callId === undefined ? { startsWith: `${FAMILY}/` } : formIdOf(callId),
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
  });
  const sent = await db.candidacy.findMany({
    where: { ownerId: personId, state: { notIn: ['withdrawn', 'changesRequested'] } },
    select: { callId: true, experienceId: true },
  });
  const found: Unfinished[] = [];
  for (const { id, form, subject, title, raw } of drafts) {
    const call = await intakeIfAny(db, callIdOf(form), t.locale, now);
    if (!call || sent.some((one) => one.callId === call.id && one.experienceId === subject)) continue;
    const texts = textsOf(t, call);
    const late = await lateUntil(db, call.id, personId, now);
    found.push({ draft: id, title, call, late, missing: missingIn(call, Raw.parse(raw)).map((field) => texts.label(field)) });
  }
  return found;
}
