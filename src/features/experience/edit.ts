/** Opens the form on a sheet that exists, with what it says filled in. */

import type { FormReply } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import type { AppContext } from '../context.ts';
import { listDrafts } from '../draft/service.ts';
import { answersFrom } from './answers.ts';
import { experienceForm, formPages } from './form.ts';
import { authorizeEdit } from './policy.ts';
import { getSheet, latest } from './queries.ts';
import { sheetRef } from './ref.ts';

/** Of how many drafts under way it is looked for. */
const DRAFTS = 50;

/** Goes on with an edit of it that this person has begun already. `page`: where to open. @throws UserError */
export async function editExperience(ctx: AppContext, id: string, page = ''): Promise<FormReply> {
  const { db } = ctx.store;
  const sheet = await getSheet(db, id);
  authorizeEdit(ctx.actor, sheet);
  if (sheet.state === 'withdrawn' || sheet.state === 'declined') throw new UserError('experience.closed', { title: sheet.title });
  const at = formPages.includes(page) ? { page } : {};
  const begun = (await listDrafts(ctx, DRAFTS)).find((draft) => draft.form === experienceForm.id && draft.subject?.startsWith(`${id}@`));
  if (begun) return { type: 'form', form: experienceForm, draft: begun.id, ...at };
  const { number, content } = await latest(db, sheet);
  return { type: 'form', form: experienceForm, subject: sheetRef(id, number), initial: answersFrom(content, ctx.vocabulary), ...at };
}
