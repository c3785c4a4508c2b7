/** A house without a platform for tests of experiences: persons with roles, who call the services as handlers do. */
import type { AppContext } from '../../../src/features/context.ts';
import type { Content } from '../../../src/features/experience/content.ts';
import { contentSchema } from '../../../src/features/experience/content.ts';
import type { Role } from '../../../src/features/person/roles.ts';
import { type House, openHouse } from '../../support/house.ts';

export interface Town extends House {
  /** Everything that was written is gone; for the next test. */
  clear(): Promise<void>;
  /** Somebody with an account on the playground. */
  person(name: string, role?: Role, locale?: string): Promise<AppContext>;
  /** A handler's context again, for the next thing that this person does. */
  again(ctx: AppContext): AppContext;
  /** Names of the messages that were written down for an address, with their language. */
  told(whom: string): Promise<readonly string[]>;
}

const workspace = 'W1';

export async function openTown(): Promise<Town> {
  const house = await openHouse();
  const { parts } = house;
  const { db } = parts.store;
  const channels = [
    ['secretariat', 'en'],
    ['experiences', 'es'],
  ] as const;
  await db.workspace.create({ data: { id: 'w1', platform: 'playground', externalId: workspace, name: 'Network', locale: 'en' } });
  for (const [purpose, locale] of channels) {
    await db.channel.create({ data: { id: purpose, workspaceId: 'w1', externalId: purpose, purpose, locale } });
  }
  const again = (ctx: AppContext): AppContext => ({ ...ctx, envelope: parts.newId(), now: parts.clock.now() });
  return {
    ...house,
    again,
    async clear() {
      await house.settled();
      await db.$executeRaw`truncate "Experience", "Person", "Delivery", "AuditEntry", "DoneWrite" restart identity cascade`;
    },
    async person(name, role = 'member', locale = 'en') {
      const id = name.toLowerCase();
      await db.person.create({
        data: { id, name, identities: { create: { id, platform: 'playground', workspace, externalId: id, name, locale } } },
      });
      const t = parts.translator(locale);
      return again({
        ...parts,
        t,
        locale,
        timeZone: 'UTC',
        envelope: '',
        now: parts.clock.now(),
        actor: { id, name, role },
        from: { kind: 'direct', platform: 'playground', workspace, user: id },
        commands: [],
        people: { forget: () => {} },
      });
    },
    async told(whom) {
      const rows = await db.delivery.findMany({ orderBy: [{ createdAt: 'asc' }, { key: 'asc' }] });
      return rows.filter((row) => row.key.endsWith(`/${whom}`)).map((row) => `${row.message} (${row.locale})`);
    },
  };
}

/** A sheet as the quick form gives it. */
export const quick = (changes: Partial<Content> = {}): Content =>
  contentSchema.parse({
    locale: 'en',
    title: 'Youth budget of Grenoble',
    summary: 'Young people of Grenoble decided on a part of the budget of the city.',
    country: 'FR',
    city: 'Grenoble',
    startsOn: '2016',
    ongoing: true,
    types: ['participatory-budgeting'],
    themes: ['governance'],
    ...changes,
  });
