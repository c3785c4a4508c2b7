/** Several Slack workspaces, each with tokens of its own: installing, renewing, taking back, and how the tokens lie in the store. */
import { afterEach, describe, expect, test } from 'vitest';
import { reseal } from '../../../src/features/installation/service.ts';
import { createKeyring, type SecretKey } from '../../../src/keyring.ts';
import { slack } from '../../../src/platforms/slack/index.ts';
import { type MovableClock, movableClock } from '../../support/clock.ts';
import { type House, openHouse } from '../../support/house.ts';
import { type FakeSlack, openSlack } from '../../support/slack/fake.ts';
import { type FakeOAuth, fakeOAuth, type Grantor } from '../../support/slack/oauth.ts';
import type { Interaction } from '../../support/slack/world.ts';
import { personOf } from '../../support/slack/world.ts';

const key = (id: string, fill: number): SecretKey => ({ id, key: new Uint8Array(32).fill(fill) });
const bogota: Grantor = { id: 'TBOGOTA', name: 'Bogotá' };
const lisboa: Grantor = { id: 'TLISBOA', name: 'Lisboa' };
const stranger: Grantor = { id: 'TSTRANGER', name: 'Somebody' };
const OUTSIDE = 'https://agora.example.org';

interface Several {
  readonly house: House;
  readonly fake: FakeSlack;
  readonly oauth: FakeOAuth;
  readonly clock: MovableClock;
  browser(): Browser;
}
interface Browser {
  /** Opens /slack/install: the address at Slack that it leads to. */
  begin(): Promise<string>;
  /** Where Slack sends it back. */
  back(url: string, options?: { readonly cookie?: boolean }): Promise<{ readonly status: number; readonly text: string }>;
  install(team: Grantor): Promise<{ readonly status: number; readonly text: string }>;
}

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function several({ keys = [key('one', 1)], rotation = true } = {}): Promise<Several> {
  const clock = movableClock();
  const oauth = fakeOAuth(clock, { rotation });
  const fake = await openSlack({ clock, oauth });
  open.push(() => fake.close());
  const house = await openHouse({
    clock,
    keys,
    web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] },
    platforms: [
      {
        name: 'slack',
        channels: [
          { workspace: bogota.id, purpose: 'secretariat', channel: 'CGENERAL', locale: 'es' },
          { workspace: lisboa.id, purpose: 'experiences', channel: 'CGENERAL', locale: 'pt' },
        ],
        open: async ({ log, installations }) => {
          if (installations === undefined) throw new Error('no key, no installations');
          const settings = {
            clientId: oauth.clientId,
            clientSecret: oauth.clientSecret,
            publicUrl: OUTSIDE,
            scopes: ['commands', 'chat:write'],
          };
          const teams = [bogota.id, lisboa.id];
          return slack({ log, apiUrl: fake.apiUrl, appToken: fake.appToken, oauth: { ...settings, teams, installations } });
        },
      },
    ],
  });
  open.push(() => house.stop());
  return { house, fake, oauth, clock, browser: () => browser(house, oauth) };
}

function browser(house: House, oauth: FakeOAuth): Browser {
  let cookie = '';
  const self: Browser = {
    async begin() {
      const response = await fetch(`${house.web?.url}/slack/install`, { redirect: 'manual' });
      expect(response.status).toBe(302);
      cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      return response.headers.get('location') ?? '';
    },
    async back(url, { cookie: sent = true } = {}) {
      const { pathname, search } = new URL(url);
      const headers = { 'accept-language': 'es-CO,es;q=0.9', ...(sent ? { cookie } : {}) };
      const response = await fetch(`${house.web?.url}${pathname}${search}`, { headers });
      return { status: response.status, text: await response.text() };
    },
    install: async (team) => self.back(oauth.allow(await self.begin(), team)),
  };
  return self;
}

function help({ fake }: Several, team: Grantor, user = 'UANA'): Interaction {
  personOf(fake.world, user, { name: 'Ana' });
  const payload = { command: '/help', text: '', user_id: user, user_name: 'ana', team_id: team.id, channel_id: 'CGENERAL' };
  return fake.happen('slash_commands', payload, { user, kind: 'command', channel: 'CGENERAL' });
}

const rows = ({ house }: Several) => house.parts.store.db.installation.findMany({ orderBy: { externalId: 'asc' } });

describe('installing', () => {
  test('two workspaces install the bot; each is answered with its own token and bound to its own channels', async () => {
    const all = await several();
    const said = await all.browser().install(bogota);
    expect(said.status).toBe(200);
    expect(said.text).toContain('Agora está instalada en Bogotá');
    await all.browser().install(lisboa);
    all.oauth.calls.length = 0;
    await help(all, bogota).answered;
    await help(all, lisboa, 'URUI').answered;
    // Each person was looked up with the token of their own workspace.
    expect(all.oauth.calls.filter(({ method }) => method === 'users.info').map(({ team }) => team)).toEqual([bogota.id, lisboa.id]);
    const workspaces = await all.house.parts.store.db.workspace.findMany({ include: { channels: true }, orderBy: { externalId: 'asc' } });
    expect(
      workspaces.map(({ externalId, state, channels }) => [
        externalId,
        state,
        channels.map(({ purpose, locale }) => `${purpose}:${locale}`),
      ]),
    ).toEqual([
      [bogota.id, 'connected', ['secretariat:es']],
      [lisboa.id, 'connected', ['experiences:pt']],
    ]);
  });

  test('a state counts once, in the browser that began, for ten minutes', async () => {
    const all = await several();
    const mine = all.browser();
    const back = all.oauth.allow(await mine.begin(), bogota);
    expect((await mine.back(back, { cookie: false })).status, 'another browser').toBe(400);
    expect((await mine.back(back.replace(/state=[^&]+/, 'state=forged.forged'))).status, 'a forged state').toBe(400);
    expect((await mine.back(back)).status).toBe(200);
    expect((await mine.back(back)).status, 'the same once more').toBe(400);
    const late = all.browser();
    const tooLate = all.oauth.allow(await late.begin(), lisboa);
    all.clock.move({ minutes: 11 });
    expect((await late.back(tooLate)).status, 'after eleven minutes').toBe(400);
    expect((await rows(all)).map(({ externalId }) => externalId)).toEqual([bogota.id]);
  });

  test('Cancel changes nothing, and a workspace that is not on the list is sent away without its token being kept', async () => {
    const all = await several();
    const one = all.browser();
    const declined = await one.back(all.oauth.cancel(await one.begin()));
    expect(declined.status).toBe(200);
    expect(declined.text).toContain('No se instaló nada');
    const refused = await all.browser().install(stranger);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(stranger.id);
    expect(all.oauth.calls.at(-1)).toEqual({ method: 'auth.revoke', team: stranger.id });
    expect(await rows(all)).toEqual([]);
  });

  test('what comes from a workspace that has not installed the bot is acknowledged, and nothing else', async () => {
    const all = await several();
    const asked = help(all, stranger);
    await asked.acked;
    await all.house.settled();
    expect(asked.isAnswered).toBe(false);
  });
});

describe('tokens', () => {
  test('lie sealed in the store, and so in a backup; moved to another row they do not open', async () => {
    const all = await several();
    await all.browser().install(bogota);
    await all.browser().install(lisboa);
    const [one, two] = await rows(all);
    expect(JSON.stringify([one, two])).not.toMatch(/xox/);
    const done = await all.house.parts.store.db.doneWrite.findMany();
    expect(JSON.stringify(done)).not.toMatch(/xox/);
    expect(JSON.stringify(all.house.lines)).not.toMatch(/xox/);
    const keyring = await createKeyring([key('one', 1)]);
    if (one === undefined || two === undefined) throw new Error('two rows');
    expect(keyring.open(one, `installation/slack/${bogota.id}`)).toContain('xoxe.xoxb-');
    expect(() => keyring.open(two, `installation/slack/${bogota.id}`)).toThrow();
    const other = await createKeyring([key('one', 2)]);
    expect(() => other.open(one, `installation/slack/${bogota.id}`)).toThrow();
  });

  test('are renewed two hours before they end, and what was said meanwhile is answered', async () => {
    const all = await several();
    await all.browser().install(bogota);
    await all.house.advance({ hours: 9 });
    expect(all.oauth.renewals).toEqual([]);
    await all.house.advance({ hours: 2 });
    expect(all.oauth.renewals).toEqual([bogota.id]);
    for (let day = 0; day < 3; day += 1) await all.house.advance({ hours: 11 });
    expect(all.oauth.renewals).toHaveLength(4);
    await help(all, bogota).answered;
  });

  test('that ended while the bot was away are renewed by whoever needs them, once, however many do', async () => {
    const all = await several();
    await all.browser().install(bogota);
    all.clock.move({ hours: 20 });
    await Promise.all([help(all, bogota), help(all, bogota, 'URUI'), help(all, bogota, 'UEVA')].map(({ answered }) => answered));
    expect(all.oauth.renewals).toEqual([bogota.id]);
  });

  test('that Slack will not renew are told to the secretariat elsewhere, once; a passing trouble is tried again', async () => {
    const all = await several();
    await all.browser().install(bogota);
    await all.browser().install(lisboa);
    all.fake.refuse('oauth.v2.access', 'internal_error', 2);
    await all.house.advance({ hours: 11 });
    expect(all.oauth.renewals).toEqual([]);
    await all.house.advance({ minutes: 10 });
    expect(all.oauth.renewals.toSorted()).toEqual([bogota.id, lisboa.id]);
    all.oauth.uninstall(lisboa.id);
    await all.house.advance({ hours: 11 });
    await all.house.advance({ hours: 1 });
    const told = all.fake.world.messages.filter(({ channel }) => channel === 'CGENERAL').map(({ blocks }) => JSON.stringify(blocks));
    expect(told.filter((text) => text.includes('Lisboa') && text.includes('invalid_refresh_token'))).toHaveLength(1);
    const states = await all.house.parts.store.db.workspace.findMany({ orderBy: { externalId: 'asc' } });
    expect(states.map(({ state }) => state)).toEqual(['connected', 'degraded']);
  }, 180_000);
});

describe('taking it back', () => {
  test.each([
    ['app_uninstalled', { type: 'app_uninstalled' }],
    ['tokens_revoked', { type: 'tokens_revoked', tokens: { oauth: ['UANA'], bot: ['UBOTTLISBOA'] } }],
  ])('%s removes the tokens, and the secretariat elsewhere is told once', async (why, event) => {
    const all = await several();
    await all.browser().install(bogota);
    await all.browser().install(lisboa);
    all.oauth.uninstall(lisboa.id);
    for (const id of ['Ev1', 'Ev2']) {
      await all.fake.happen('events_api', { type: 'event_callback', event_id: id, team_id: lisboa.id, event }, { user: '', kind: why })
        .acked;
    }
    await all.house.settled();
    expect((await rows(all)).map(({ externalId }) => externalId)).toEqual([bogota.id]);
    const told = all.fake.world.messages.filter(({ blocks }) => JSON.stringify(blocks).includes('Lisboa'));
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told[0]?.blocks)).toContain('el bot se desinstaló allí');
    const gone = help(all, lisboa);
    await gone.acked;
    // And installed again.
    await all.browser().install(lisboa);
    await help(all, lisboa).answered;
  });

  test('a person’s own token that is revoked is not the bot’s', async () => {
    const all = await several();
    await all.browser().install(bogota);
    const event = { type: 'tokens_revoked', tokens: { oauth: ['UANA'], bot: [] } };
    await all.fake.happen(
      'events_api',
      { type: 'event_callback', event_id: 'Ev1', team_id: bogota.id, event },
      { user: '', kind: 'revoked' },
    ).acked;
    expect(await rows(all)).toHaveLength(1);
  });
});

describe('the keys', () => {
  test('a new one seals, the old one opens; what is resealed twice is resealed once, and afterwards the old one is not needed', async () => {
    const all = await several({ keys: [key('old', 1)] });
    await all.browser().install(bogota);
    await all.browser().install(lisboa);
    const { store } = all.house.parts;
    const both = await createKeyring([key('new', 2), key('old', 1)]);
    // Broken off after the first.
    const [first] = await rows(all);
    if (first === undefined) throw new Error('a row');
    const where = { platform_externalId: { platform: 'slack', externalId: first.externalId } };
    const about = `installation/slack/${first.externalId}`;
    await store.db.installation.update({ where, data: both.seal(both.open(first, about), about) });
    expect(await reseal({ store }, both)).toEqual({ done: 1, current: 1, closed: [] });
    expect(await reseal({ store }, both)).toEqual({ done: 0, current: 2, closed: [] });
    const later = await createKeyring([key('new', 2)]);
    for (const row of await rows(all)) expect(later.open(row, `installation/slack/${row.externalId}`)).toContain('xoxe.xoxb-');
  });

  test('one that is missing is named, and nothing is lost', async () => {
    const all = await several({ keys: [key('old', 1)] });
    await all.browser().install(bogota);
    const before = await rows(all);
    const wrong = await createKeyring([key('new', 2)]);
    expect(await reseal(all.house.parts, wrong)).toEqual({
      done: 0,
      current: 0,
      closed: [{ workspace: `slack/${bogota.id}`, keyId: 'old' }],
    });
    expect(await rows(all)).toEqual(before);
  });
});

test('without rotation a token simply stays', async () => {
  const all = await several({ rotation: false });
  await all.browser().install(bogota);
  await all.house.advance({ days: 40 });
  expect(all.oauth.renewals).toEqual([]);
  await help(all, bogota).answered;
});
