/** How organisations can be asked: those who speak for them here, by chat or as they chose, and their contacts' mailboxes. */
import { type Recipient, toReaders } from '../../delivery/readers.ts';
import type { Transaction } from '../../store/store.ts';
import type { Parts } from '../context.ts';
import { mailboxesOf } from '../organisation/contacts/service.ts';

export interface Way {
  readonly organisationId: string;
  readonly personId: string | null;
  readonly contactId: string | null;
  readonly recipient: Recipient;
}

/** `mailToo`: contacts are written to beside the persons; else only where there are no persons. Each address once. */
export async function waysTo(
  ctx: Pick<Parts, 'clock' | 'mail'>,
  tx: Transaction,
  organisationIds: readonly string[],
  mailToo: boolean,
): Promise<ReadonlyMap<string, readonly Way[]>> {
  const among = { organisationId: { in: [...organisationIds] } };
  const seats = await tx.organisationPerson.findMany({
    where: { ...among, state: 'active' },
    select: { organisationId: true, personId: true },
  });
  const readers = new Map(
    (await toReaders(tx, [...new Set(seats.map(({ personId }) => personId))], ctx.clock.now())).map((reader) => [reader.personId, reader]),
  );
  const ways = new Map<string, Way[]>();
  const add = (way: Way): void => void ways.set(way.organisationId, [...(ways.get(way.organisationId) ?? []), way]);
  for (const { organisationId, personId } of seats) {
    const recipient = readers.get(personId);
    if (recipient) add({ organisationId, personId, contactId: null, recipient });
  }
  if (!ctx.mail) return ways;
  const contacts = await mailboxesOf(tx, organisationIds);
  for (const { id, organisationId, email, name, locale, organisation } of contacts) {
    const there = ways.get(organisationId) ?? [];
    const known = there.some(({ recipient: { to } }) => to.kind === 'mail' && to.mailbox.toLowerCase() === email.toLowerCase());
    if (known || (!mailToo && there.some(({ personId }) => personId !== null))) continue;
    const recipient: Recipient = { to: { kind: 'mail', mailbox: email, name }, locale: locale || organisation.locale };
    add({ organisationId, personId: null, contactId: id, recipient });
  }
  return ways;
}
