/** The ways into an application: /join, an organisation that is there already, one's own that was sent in. */
import { type CardReply, type FormReply, show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import type { AppContext } from '../context.ts';
import { findDraft } from '../draft/service.ts';
import { contentOf } from '../organisation/content.ts';
import { findByName, getOrganisation, organisationsOf } from '../organisation/find/service.ts';
import { rawFrom, rawFromOrganisation } from './answers.ts';
import { isOpen } from './content.ts';
import { applicationForm } from './form.ts';
import { joinCard, SHOWN, thereCard } from './join-card.ts';
import { authorize, authorizeOwn } from './policy.ts';
import { mayPromote, promoterForm, promoterInitial } from './promoter-form.ts';
import { categories, getApplication, ownApplications } from './queries.ts';
import { applicationSubject, organisationSubject } from './ref.ts';
import { titleOf } from './words.ts';

/** `given`: the name of an organisation that may be there already. @throws UserError application.unknown */
export async function joinReply(ctx: AppContext, given: string | undefined): Promise<CardReply> {
  authorize(ctx.actor, 'application.submit');
  const { db } = ctx.store;
  if (given === undefined) {
    const [all, own, applications] = await Promise.all([
      categories(db),
      organisationsOf(db, ctx.actor.id),
      ownApplications(db, ctx.actor.id, SHOWN),
    ]);
    return show(joinCard(ctx, { categories: all, own, applications }));
  }
  const found = await findByName(db, ctx.locale, given);
  if (!found) throw new UserError('application.unknown', { given });
  return show(thereCard(ctx, await getOrganisation(db, found.value), ctx.actor.id));
}

/** The form, empty or with what is known of an organisation. */
export async function beginReply(ctx: AppContext, organisationId: string): Promise<FormReply> {
  authorize(ctx.actor, 'application.submit');
  const own = { language: [ctx.locale], contactName: [ctx.actor.name] };
  if (organisationId === '') return { type: 'form', form: applicationForm, initial: own };
  const organisation = await getOrganisation(ctx.store.db, organisationId);
  const theirs = organisation.persons.some(({ personId }) => personId === ctx.actor.id);
  // What it says of itself is not shown to a stranger: they write it anew, under its name.
  const known = theirs
    ? rawFromOrganisation(contentOf(organisation), organisation.id)
    : { name: [nameOf(organisation)], kind: [organisation.kind], country: blank(organisation.country), organisation: [organisation.id] };
  return { type: 'form', form: applicationForm, subject: organisationSubject(organisation.id), initial: { ...own, ...known } };
}

const nameOf = (organisation: Parameters<typeof contentOf>[0]): string => {
  const { names, locale } = contentOf(organisation);
  return names[locale] ?? Object.values(names)[0] ?? '';
};
const blank = (value: string): readonly string[] => (value === '' ? [] : [value]);

/** @throws UserError application.members-only */
export async function promoteReply(ctx: AppContext, organisationId: string): Promise<FormReply> {
  authorize(ctx.actor, 'application.submit');
  if (!(await mayPromote(ctx, organisationId))) throw new UserError('application.members-only');
  return { type: 'form', form: promoterForm, subject: organisationSubject(organisationId) };
}

/** One's own, straight to the part that the secretariat means; goes on with a change that was begun. @throws UserError closed */
export async function editReply(ctx: AppContext, id: string): Promise<FormReply> {
  const application = await getApplication(ctx.store.db, id);
  authorizeOwn(ctx.actor, 'application.submit', application);
  if (!isOpen(application.state)) throw new UserError('application.closed', { name: titleOf(application, ctx.locale) });
  const form = application.kind === 'promoter' ? promoterForm : applicationForm;
  const subject = applicationSubject(id);
  const at = form.pages.some(({ id: page }) => page === application.page) ? { page: application.page } : {};
  const begun = await findDraft(ctx, form.id, subject);
  if (begun) return { type: 'form', form, draft: begun.id, ...at };
  const initial = application.kind === 'promoter' ? await promoterInitial(ctx, id) : rawFrom(application);
  return { type: 'form', form, subject, initial, ...at };
}
