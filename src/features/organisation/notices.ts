/** Who is told what when somebody asks to belong to an organisation. Called inside the change's own transaction. */
import { deliverEach, redrawEach } from '../../delivery/each.ts';
import { type Recipient, toPerson, toPersons, toPurpose } from '../../delivery/readers.ts';
import type { Transaction } from '../../store/store.ts';
import type { AppContext } from '../context.ts';
import type { Organisation } from './find/service.ts';
import * as messages from './messages.ts';

/** To its owner, and to the secretariat, which answers where it has none. */
export async function asked(ctx: AppContext, tx: Transaction, organisation: Organisation, personId: string): Promise<void> {
  const params = { organisation: organisation.id, person: personId };
  const readers = await answering(tx, organisation);
  await redrawEach(ctx, tx, readers, keyOf(organisation.id, personId));
  await deliverEach(ctx, tx, readers, keyOf(organisation.id, personId), messages.asked, params);
}

export async function answered(
  ctx: AppContext,
  tx: Transaction,
  organisation: Organisation,
  personId: string,
  yes: boolean,
): Promise<void> {
  const { id } = organisation;
  await redrawEach(ctx, tx, await answering(tx, organisation), keyOf(id, personId));
  const key = `organisation.answered:${id}/${personId}/${ctx.clock.now().getTime()}`;
  await deliverEach(ctx, tx, await toPerson(tx, personId), key, messages.answered, { organisation: id, yes });
}

const keyOf = (id: string, personId: string): string => `organisation.asked:${id}/${personId}`;

async function answering(tx: Transaction, { persons }: Organisation): Promise<readonly Recipient[]> {
  const owners = persons.filter(({ role }) => role === 'owner').map(({ personId }) => personId);
  return [...(await toPersons(tx, owners)), ...(await toPurpose(tx, 'secretariat'))];
}
