/** Which person somebody means when they invite somebody: a mention, or a name. Reads only; whether they may invite is the caller's to check. */
import type { Choice } from '../../../chat/card.ts';
import { UserError } from '../../../errors.ts';
import { fold } from '../../../i18n/fold.ts';
import type { AppContext } from '../../context.ts';
import { may } from '../policy.ts';

/** Names are offered from this many letters on: nobody is to leaf through the network's members. */
const LETTERS = 2;
const MOST = 10;

export interface Named {
  readonly id: string;
  readonly name: string;
}

export async function completePeople(ctx: AppContext, typed: string): Promise<readonly Choice[]> {
  if (!may(ctx.actor, 'person.find') || fold(typed).length < LETTERS) return [];
  return (await named(ctx, typed)).map(({ name, id }) => ({ value: id, label: name }));
}

/** @throws UserError person.unknown, person.several */
export async function findPerson(ctx: AppContext, given: string): Promise<Named> {
  const mentioned = mentionedId(given);
  const found = mentioned === undefined ? await named(ctx, given.replace(/^@/, '')) : await byAccount(ctx, mentioned);
  const exact = found.filter((one) => one.id === given || fold(one.name) === fold(given));
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (only === undefined) throw new UserError('experience.person-unknown', { given: mentioned === undefined ? given : `@${mentioned}` });
  if (others.length > 0)
    throw new UserError('experience.person-several', { given, names: [only, ...others].map((one) => one.name).join(', ') });
  return only;
}

/** Chat platforms write a mention as <@id>, with a name after it on some: <@id|name>. */
const mentionedId = (given: string): string | undefined => /^<@!?(?<id>[^|>\s]+)(?:\|[^>]*)?>$/.exec(given.trim())?.groups?.id;

const byAccount = (ctx: AppContext, externalId: string): Promise<readonly Named[]> =>
  ctx.store.db.person.findMany({
    where: { mergedIntoId: null, identities: { some: { platform: ctx.from.platform, externalId } } },
    select: { id: true, name: true },
  });

const named = (ctx: AppContext, given: string): Promise<readonly Named[]> =>
  ctx.store.db.$queryRaw<Named[]>`
    select id, name from "Person"
    where "mergedIntoId" is null and id <> ${ctx.actor.id}
      and (id = ${given.trim()} or position(lower(unaccent(${given.trim()})) in lower(unaccent(name))) > 0)
    order by position(lower(unaccent(${given.trim()})) in lower(unaccent(name))), name, id limit ${MOST}`;
