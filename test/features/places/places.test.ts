/** Roles, groups and channels follow a membership on both platforms: given, taken back, and told where a hand is needed. */
import { describe, expect, test } from 'vitest';
import type { PlaceBinding } from '../../../src/chat/platform.ts';
import { checkJob, syncPlaces } from '../../../src/features/places/service.ts';
import type { House } from '../../support/house.ts';
import { type DiscordStage, openDiscordStage } from '../../support/stages/discord.ts';
import { openSlackStage, type SlackStage } from '../../support/stages/slack.ts';

const MEMBER = '700000000000000001';
const PROMOTER = '700000000000000002';
const onDiscord: readonly PlaceBinding[] = [
  { category: 'member', kind: 'role', id: MEMBER },
  { category: 'promoter', kind: 'role', id: PROMOTER },
];
const onSlack: readonly PlaceBinding[] = [
  { category: 'member', kind: 'channel', id: 'CMEMBERS' },
  { category: 'associate', kind: 'group', id: 'SCITIES' },
];

let writes = 0;
/** A change of a membership, as its service makes it: written down with the order to bring the places up to date. */
async function changes({ parts, settled }: House, person: string, work: (tx: Parameters<typeof syncPlaces>[1]) => Promise<unknown>) {
  writes += 1;
  await parts.store.write({ envelope: `change ${writes}`, clock: parts.clock }, 'change', async (tx) => {
    await work(tx);
    await syncPlaces(parts, tx, [person]);
  });
  await settled();
}
const personOf = async ({ parts }: House, name: string): Promise<string> =>
  (await parts.store.db.person.findFirstOrThrow({ where: { name, mergedIntoId: null } })).id;

const joins = (house: House, person: string, category = 'associate') =>
  changes(house, person, (tx) =>
    tx.organisation.create({
      data: {
        id: 'town',
        names: { en: 'Town of Hill' },
        locale: 'en',
        kind: 'local-government',
        languages: [],
        themes: [],
        membership: { create: { category } },
        persons: { create: { personId: person, role: 'owner' } },
      },
    }),
  );
const membership = (data: { category?: string; state?: 'active' | 'archived' }) => (tx: Parameters<typeof syncPlaces>[1]) =>
  tx.membership.update({ where: { organisationId: 'town' }, data });
const placements = async ({ parts }: House) =>
  (await parts.store.db.placement.findMany({ orderBy: { place: 'asc' } })).map(({ place, state, trouble }) =>
    `${place} ${state} ${trouble}`.trim(),
  );

async function discordTown(work: (stage: DiscordStage, person: string) => Promise<void>): Promise<void> {
  const stage = await openDiscordStage({ places: onDiscord });
  try {
    stage.fake.world.roles.set(MEMBER, new Set()).set(PROMOTER, new Set());
    await stage.person('ana', { locale: 'en' }).types('/help');
    await work(stage, await personOf(stage.house, 'ana'));
  } finally {
    await stage.close();
  }
}
async function slackTown(work: (stage: SlackStage, person: string) => Promise<void>): Promise<void> {
  const stage = await openSlackStage({ places: onSlack });
  try {
    const { world } = stage.fake;
    world.channels.set('CMEMBERS', { id: 'CMEMBERS', name: 'members', isMember: true, isArchived: false });
    world.groups.set('SCITIES', new Set(['U0OTHER']));
    world.people.set('U0OTHER', { id: 'U0OTHER', name: 'other', locale: 'en-US', zone: 'UTC', stack: [], home: undefined });
    await stage.person('ana', { locale: 'en' }).types('/help');
    await work(stage, await personOf(stage.house, 'ana'));
  } finally {
    await stage.close();
  }
}

describe('on Discord', { timeout: 120_000 }, () => {
  const has = (stage: DiscordStage, role: string): number => stage.fake.world.roles.get(role)?.size ?? 0;

  test('roles come with the membership, follow its category, and go with it', () =>
    discordTown(async (stage, ana) => {
      await joins(stage.house, ana);
      expect([has(stage, MEMBER), has(stage, PROMOTER)]).toEqual([1, 0]);
      await changes(stage.house, ana, membership({ category: 'promoter' }));
      expect([has(stage, MEMBER), has(stage, PROMOTER)]).toEqual([1, 1]);
      await changes(stage.house, ana, membership({ state: 'archived' }));
      expect([has(stage, MEMBER), has(stage, PROMOTER)]).toEqual([0, 0]);
      expect(await placements(stage.house)).toEqual([]);
    }));

  test('a role that was given by hand is none of ours to take', () =>
    discordTown(async (stage, ana) => {
      stage.fake.world.roles.get(PROMOTER)?.add('somebody');
      await joins(stage.house, ana);
      await changes(stage.house, ana, membership({ state: 'archived' }));
      expect(has(stage, PROMOTER)).toBe(1);
    }));

  test('a permission that is missing is told to the secretariat with what to do, and made good by the hourly check', () =>
    discordTown(async (stage, ana) => {
      stage.fake.trouble.forbids.set(stage.fake.guild.id, 50013);
      await joins(stage.house, ana);
      expect(await placements(stage.house)).toEqual([`${MEMBER} waiting permission`]);
      const note = (await stage.channel('secretariat')).at(-1)?.text ?? '';
      expect(note).toContain('ana');
      expect(note).toContain('Manage Roles');
      stage.fake.trouble.forbids.clear();
      await stage.house.parts.store.write({ envelope: 'check', clock: stage.house.clock }, 'check', (tx) =>
        stage.house.parts.queue.enqueue(tx, checkJob, null),
      );
      await stage.house.settled();
      expect(has(stage, MEMBER)).toBe(1);
      expect(await placements(stage.house)).toEqual([`${MEMBER} given`]);
      expect((await stage.channel('secretariat')).at(-1)?.text).toContain('Nothing is left to be done');
    }));

  test('somebody who is not in the server waits without anybody being told; a membership that ended is noticed', () =>
    discordTown(async (stage, ana) => {
      const { externalId } = await stage.house.parts.store.db.identity.findFirstOrThrow({ where: { personId: ana } });
      stage.fake.world.outside.add(`${stage.fake.guild.id}/${externalId}`);
      await joins(stage.house, ana);
      expect(await placements(stage.house)).toEqual([`${MEMBER} waiting absent`]);
      expect(await stage.channel('secretariat')).toEqual([]);
      stage.fake.world.outside.clear();
      await stage.house.advance({ hours: 1 });
      expect(has(stage, MEMBER)).toBe(1);
      // Whoever ended it has told nobody.
      await stage.house.parts.store.db.membership.update({ where: { organisationId: 'town' }, data: { state: 'archived' } });
      await stage.house.advance({ hours: 1 });
      expect(has(stage, MEMBER)).toBe(0);
    }));
});

describe('on Slack', { timeout: 120_000 }, () => {
  test('a channel and a user group follow the membership; others in the group stay', () =>
    slackTown(async (stage, ana) => {
      const { world } = stage.fake;
      await joins(stage.house, ana);
      expect(world.members.get('CMEMBERS')?.size).toBe(1);
      expect(world.groups.get('SCITIES')?.size).toBe(2);
      await changes(stage.house, ana, membership({ state: 'archived' }));
      expect(world.members.get('CMEMBERS')?.size).toBe(0);
      expect([...(world.groups.get('SCITIES') ?? [])]).toEqual(['U0OTHER']);
    }));

  test('without the scope there is a note of what to do by hand', () =>
    slackTown(async (stage, ana) => {
      stage.fake.refuse('usergroups.users.list', 'missing_scope', 1);
      await joins(stage.house, ana);
      expect(await placements(stage.house)).toEqual(['CMEMBERS given', 'SCITIES waiting permission']);
      const note = (await stage.channel('secretariat')).at(-1)?.text ?? '';
      expect(note).toContain('SCITIES');
      expect(note).toContain('ana');
    }));
});
