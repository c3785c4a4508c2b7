/** Many people who asked to hear the news, each on one platform, some of them by e-mail. */
import { nanoid } from 'nanoid';
import type { PlatformName } from '../../src/chat/platform.ts';
import type { Store } from '../../src/store/store.ts';

export interface Member {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly externalId: string;
  /** They read by e-mail. */
  readonly mailbox?: string;
}

const ROWS = 2000;

export async function gather(store: Store, members: readonly Member[]): Promise<void> {
  const at = new Date();
  // Where it is about noon now: nobody's quiet hours hold anything back. (The names of these zones count the other way.)
  const ahead = at.getUTCHours() - 12;
  const timeZone = `Etc/GMT${ahead < 0 ? ahead : `+${ahead}`}`;
  const people = members.map((member, n) => ({ ...member, id: nanoid(), name: `Member ${n}` }));
  for (let from = 0; from < people.length; from += ROWS) {
    const some = people.slice(from, from + ROWS);
    await store.db.person.createMany({ data: some.map(({ id, name }) => ({ id, name, locale: 'en', timeZone })) });
    await store.db.identity.createMany({
      data: some.map(({ id, name, platform, workspace, externalId }) => ({ id, personId: id, name, platform, workspace, externalId })),
    });
    await store.db.subscription.createMany({ data: some.map(({ id }) => ({ personId: id, facet: 'kind', value: 'news', at })) });
    await store.db.preference.createMany({
      data: some.flatMap(({ id, mailbox }) =>
        mailbox === undefined ? [] : [{ personId: id, byMail: true, email: mailbox, emailVerifiedAt: at, mailToken: `token-${id}` }],
      ),
    });
  }
}
