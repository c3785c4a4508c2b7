/** What an admission makes of an application: the record, who speaks for it, contacts, consents, membership. Within the decision's own write. */
import type { Transaction } from '../../../store/store.ts';
import { audit } from '../../audit/service.ts';
import { agreesTo, askedOf, giveConsent, withdrawConsent } from '../../consent/service.ts';
import type { AppContext } from '../../context.ts';
import { keepContacts } from '../../organisation/contacts/service.ts';
import { type Content, contentOf } from '../../organisation/content.ts';
import { getOrganisation } from '../../organisation/find/service.ts';
import { addPerson, createOrganisation, keepContent } from '../../organisation/service.ts';
import { type Admission, onAdmitted } from '../admitted.ts';
import { authorizeDecide } from '../policy.ts';
import type { Application } from '../queries.ts';

export async function admitWithin(ctx: AppContext, tx: Transaction, application: Application): Promise<Admission> {
  authorizeDecide(ctx.actor, application);
  const organisationId = await recordOf(ctx, tx, application);
  await tx.application.update({ where: { id: application.id }, data: { organisationId } });
  const { applicantId, answers } = application;
  if (applicantId !== null) await addPerson(ctx, tx, organisationId, applicantId, answers.title);
  if (application.kind === 'membership') {
    await keepContacts(ctx, tx, organisationId, application.contacts);
    await keepConsents(ctx, tx, organisationId, application);
  }
  const again = await keepMembership(ctx, tx, organisationId, application);
  const { persons } = await getOrganisation(tx, organisationId);
  const admission: Admission = {
    organisationId,
    applicationId: application.id,
    category: application.category,
    kind: application.kind,
    again,
    persons: persons.map(({ personId }) => personId),
    welcome: application.kind === 'membership' && (await agreesTo(tx, { organisationId }, 'welcome')),
  };
  await onAdmitted(ctx, tx, admission);
  return admission;
}

/** The record that it is for, brought up to date, or a new one. A promoter's request says only what they offer. */
async function recordOf(ctx: AppContext, tx: Transaction, { organisationId, answers, kind }: Application): Promise<string> {
  const said = answers.organisation;
  if (organisationId === null) return createOrganisation(ctx, tx, said);
  const organisation = await getOrganisation(tx, organisationId);
  const before = contentOf(organisation);
  const after = kind === 'promoter' ? { ...before, offers: said.offers } : fuller(before, said);
  await keepContent(ctx, tx, organisation, after);
  return organisation.id;
}

/** What the application says, beside the names that were known, and with what it left open as it was. */
function fuller(before: Content, said: Content): Content {
  return {
    ...said,
    names: { ...before.names, ...said.names },
    city: said.city || before.city,
    sizeBand: said.sizeBand || before.sizeBand,
    website: said.website || before.website,
    languages: said.languages.length > 0 ? said.languages : before.languages,
    themes: said.themes.length > 0 ? said.themes : before.themes,
    offers: said.offers || before.offers,
  };
}

/** What the applicant said last holds: a box that they left empty takes back what was agreed to before. */
async function keepConsents(ctx: AppContext, tx: Transaction, organisationId: string, application: Application): Promise<void> {
  const { consents, locale, applicantId: by, sentAt: at } = application;
  for (const [purpose, version] of Object.entries(consents))
    await giveConsent(ctx, tx, { organisationId }, { purpose, version, locale, by, at });
  for (const { purpose } of await askedOf(tx, 'organisation'))
    if (consents[purpose] === undefined) await withdrawConsent(ctx, tx, { organisationId }, purpose);
}

/** Gives whether it had been a member before. */
async function keepMembership(ctx: AppContext, tx: Transaction, organisationId: string, application: Application): Promise<boolean> {
  const now = ctx.clock.now();
  const before = await tx.membership.findUnique({ where: { organisationId } });
  const data = { category: application.category, state: 'active', confirmedAt: application.sentAt, stateSince: now, reason: '' } as const;
  if (before) await tx.membership.update({ where: { organisationId }, data: { ...data, version: { increment: 1 } } });
  else await tx.membership.create({ data: { ...data, organisationId, since: now, createdAt: now } });
  await audit(ctx, tx, 'membership.active', `organisation:${organisationId}`, {
    category: application.category,
    from: before?.category ?? null,
    was: before?.state ?? null,
  });
  return before !== null;
}
