/** What Slack asks of an app beyond the contract: deadlines, triggers, redelivery, Home, mentions, and its refusals. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/chat/platform.ts';
import type { SlackSettings } from '../../../src/platforms/slack/index.ts';
import { openSlackHarness, type SlackHarness } from '../../support/slack/harness.ts';
import * as payloads from '../../support/slack/payloads.ts';
import { seenMessage } from '../../support/slack/shown.ts';
import { about, card, page, press, type Script, title, writtenDoor } from '../contract.ts';

let harness: SlackHarness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

async function opened(script: Script, settings: Partial<SlackSettings> = {}): Promise<SlackHarness> {
  harness = await openSlackHarness(script.door, settings);
  return harness;
}

describe('deadlines', () => {
  it('acknowledges a command at once, however long the answer takes', async () => {
    const script = writtenDoor();
    const slow = Promise.withResolvers<Outcome>();
    script.answers('command', () => slow.promise);
    const { fake, person } = await opened(script);
    const ana = person('ana');
    const command = ana.sends('/help');
    await command.acked;
    fake.pass(60);
    slow.resolve(card('At last'));
    await command.answered;
    expect(command.timedOut).toBe(false);
    expect((await ana.sees()).text).toContain('At last');
  });

  it('asks a form to wait when the router is slow, then shows the answer in it', async () => {
    const script = writtenDoor();
    const slow = Promise.withResolvers<Outcome>();
    script.answers('command', () => ({ type: 'page', page: page('d1', [title]) }), 'form');
    script.answers('form.page', () => slow.promise);
    const { fake, person } = await opened(script, { ackWithinMs: 20 });
    const ana = person('ana');
    await ana.types('/experience submit');
    const submitted = ana.submits({ title: 'Youth budget' });
    await expect.poll(async () => (await ana.sees()).text).toContain('hourglass');
    fake.pass(10);
    slow.resolve({
      type: 'page',
      page: {
        ...page('d1', [title]),
        filled: { title: [{ value: 'Youth budget', label: 'Youth budget' }] },
        problems: [{ field: 'title', message: 'Too short' }],
      },
    });
    await submitted;
    expect(ana.last().timedOut).toBe(false);
    expect((await ana.sees()).text).toContain('Too short');
    expect(await ana.form()).toEqual({ title: ['Youth budget'] });
  });

  it('offers a form by message when it comes too late to open, and opens it from there', async () => {
    const script = writtenDoor();
    const slow = Promise.withResolvers<Outcome>();
    script.answers('command', () => slow.promise, 'form');
    script.answers('form.resume', () => ({ type: 'page', page: page('d1', [title]) }), 'form');
    const { fake, person } = await opened(script);
    const ana = person('ana');
    const command = ana.sends('/experience submit');
    await command.acked;
    fake.pass(4);
    slow.resolve({ type: 'page', page: page('d1', [title]) });
    await command.answered;
    expect((await ana.sees()).text).toContain('An experience');
    await ana.presses('Continue');
    expect(script.last('form.resume').inbound).toEqual({ type: 'form.resume', draft: 'd1', sheet: 'what.1' });
    expect(await ana.form()).toEqual({ title: [] });
  });

  it('gives no suggestions rather than late ones', async () => {
    const script = writtenDoor();
    script.answers(
      'command',
      () => ({
        type: 'page',
        page: page('d1', [title, { id: 'city', label: 'City', required: false, kind: 'lookup', many: false, max: 1 }]),
      }),
      'form',
    );
    script.answers('complete.field', () => new Promise(() => {}));
    const { person, platform, fake } = await opened(script, { ackWithinMs: 20 });
    harness = undefined;
    const ana = person('ana');
    await ana.types('/experience submit');
    expect(await ana.searches('city', 'lis')).toEqual([]);
    await platform.stop();
    await fake.close();
  });

  it('answers in the channel or to the person when the address for answers has expired', async () => {
    const script = writtenDoor();
    const slow = Promise.withResolvers<Outcome>();
    script.answers('command', () => slow.promise);
    const { fake, person } = await opened(script);
    const command = person('ana').sends('/help');
    await command.acked;
    fake.pass(31 * 60);
    slow.resolve(card('Half an hour later'));
    await command.answered;
    expect((await person('ana').sees()).text).toContain('Half an hour later');
    expect(fake.calls.get('chat.postEphemeral')).toBe(1);
  });
});

describe('what comes twice', () => {
  it.each(['socket', 'http'] as const)('is handled once and acknowledged each time (%s)', async (mode) => {
    const script = writtenDoor();
    script.answers('message', () => card('An answer', { privately: false }), 'public');
    const { fake, person } = await opened(script, { mode });
    const ana = person('ana');
    await ana.says('hello');
    await fake.again(ana.last(), 1);
    await fake.again(ana.last(), 2);
    await ana.says('and again');
    expect(script.all('message')).toHaveLength(2);
    expect(fake.world.messages).toHaveLength(2);
  });

  it('is two things when a form is sent, refused, and sent again unchanged', async () => {
    const script = writtenDoor();
    script.answers('command', () => ({ type: 'page', page: page('d1', [title]) }), 'form');
    script.answers('form.page', () => ({
      type: 'page',
      page: { ...page('d1', [title]), problems: [{ field: 'title', message: 'Too short' }] },
    }));
    const ana = (await opened(script)).person('ana');
    await ana.types('/experience submit');
    await ana.submits({ title: 'Yes' });
    await ana.submits({});
    expect(script.all('form.page')).toHaveLength(2);
  });
});

describe('what is not known or cannot be read', () => {
  it('reaches the router, which answers', async () => {
    const script = writtenDoor();
    script.answers('command', ({ name }) => card(`No command ${name}`));
    script.answers('action', ({ ref }) => card(`No action ${ref.name}`));
    script.answers('unreadable', () => card('Say that again?'));
    const { fake, person } = await opened(script);
    const { world } = fake;
    const ana = person('ana');
    await ana.types('/nonsense');
    expect((await ana.sees()).text).toBe('No command nonsense');
    const who = world.people.get('UANA');
    if (who === undefined) throw new Error('ana is not there');
    const about = { user: 'UANA', kind: 'odd', channel: 'CGENERAL' };
    const { command: _, ...withoutCommand } = payloads.slashCommand(world, who, 'CGENERAL', '/help');
    await fake.happen(
      'interactive',
      {
        type: 'block_actions',
        user: { id: 'UANA' },
        team: { id: world.team.id },
        channel: { id: 'CGENERAL' },
        actions: [{ type: 'button', action_id: 'of another time' }],
      },
      about,
    ).answered;
    expect((await ana.sees()).text).toBe('No action of another time');
    await fake.happen(
      'interactive',
      { type: 'message_action', callback_id: 'strange', user: { id: 'UANA' }, team: { id: world.team.id }, channel: { id: 'CGENERAL' } },
      about,
    ).answered;
    expect((await ana.sees()).text).toBe('No action strange');
    const odd = [
      fake.happen('interactive', { type: 'block_actions', user: { id: 'UANA' }, actions: 'none' }, about),
      fake.happen('interactive', { type: 'view_submission', user: { id: 'UANA' }, view: null }, about),
      fake.happen('slash_commands', withoutCommand, about),
      fake.happen('interactive', { type: 'from the future', user: { id: 'UANA' } }, about),
      fake.happen('interactive', { user: 7 }, about),
      fake.happen('events_api', { type: 'event_callback', event: { type: 'message', channel: 5 } }, about),
    ];
    await Promise.all(odd.map(({ acked }) => acked));
    await script.heard('unreadable', 4);
  });

  it('is acknowledged and logged when the router itself breaks', async () => {
    const script = writtenDoor();
    script.answers('command', () => Promise.reject(new Error('broken')));
    script.answers('form.page', () => Promise.reject(new Error('broken')));
    const { person, kept } = await opened(script);
    await person('ana').sends('/help').acked;
    const waiting = expect.poll(() => kept.lines.map(({ msg }) => msg));
    await waiting.toContain('slack answer could not be given');
  });
});

describe('where things are said', () => {
  it('outlives an event that is none, which the SDK throws on', async () => {
    const script = writtenDoor();
    script.answers('command', () => card('Still here'));
    const { fake, person } = await opened(script);
    const ana = person('ana');
    for (const event of [null, undefined, {}, 'x']) {
      fake.happen('events_api', { ...payloads.event(fake.world, { type: 'message' }), event }, { user: 'UANA', kind: 'malformed' });
    }
    await ana.types('/help');
    expect((await ana.sees()).text).toContain('Still here');
  });

  it('takes any command after /agora, and helps when there is none', async () => {
    const script = writtenDoor();
    script.answers('command', ({ name, text }) => card(`${name}: ${text}`));
    const ana = (await opened(script)).person('ana');
    await ana.types('/agora experience search budget  country:ES');
    expect((await ana.sees()).text).toBe('experience: search budget  country:ES');
    await ana.types('/agora');
    expect((await ana.sees()).text).toBe('help: ');
  });

  it('answers a mention in its thread', async () => {
    const script = writtenDoor();
    script.answers('message', ({ text }) => card(`You said: ${text}`, { privately: false }), 'public');
    const { person, fake } = await opened(script);
    await person('ana').mentions('which calls are open?');
    expect(fake.world.messages).toMatchObject([{ channel: 'CGENERAL', thread: expect.any(String), onlyFor: undefined }]);
    expect((await person('ana').sees()).text).toBe('You said: which calls are open?');
  });

  it('does not listen to itself, to bots, or to what is changed', async () => {
    const script = writtenDoor();
    script.answers('message', () => card('Heard', { privately: false }), 'public');
    const { fake } = await opened(script);
    const { world } = fake;
    const base = { type: 'message', channel: 'DANA', channel_type: 'im', text: 'hi', ts: '1.1' };
    const events = [
      { ...base, user: world.bot.user },
      { ...base, user: 'UANA', bot_id: 'B2' },
      { ...base, user: 'UANA', subtype: 'message_changed' },
      { ...base, user: 'UANA', edited: { user: 'UANA', ts: '1.2' } },
      { ...base, user: 'UANA', channel: 'CGENERAL', channel_type: 'channel' },
      { type: 'app_home_opened', user: 'UANA', tab: 'messages' },
      { type: 'team_join', user: { id: 'UROBOT', is_bot: true } },
      { type: 'reaction_added', user: 'UANA' },
    ];
    await Promise.all(events.map((event) => fake.happen('events_api', payloads.event(world, event), { user: 'UANA', kind: 'odd' }).acked));
    expect(script.all('message')).toEqual([]);
    expect(script.all('home')).toEqual([]);
    expect(script.all('joined')).toEqual([]);
  });

  it('shows Home, changes it in place, and opens what is private over it', async () => {
    const script = writtenDoor();
    const blocks = [press('Refresh', 'home.refresh', ''), press('Ask', 'ask', ''), press('Write', 'form.resume', 'd1')];
    script.answers('home', () => card('Welcome, Ana', { blocks }));
    script.answers('action', ({ ref }) => {
      if (ref.name === 'form.resume') return { type: 'page', page: page('d1', [title, about]) };
      return ref.name === 'ask' ? card('A word') : card('Newer', { replace: true, blocks });
    });
    const { person, fake } = await opened(script);
    const ana = person('ana');
    expect((await ana.opensHome()).text).toBe('Welcome, Ana');
    await ana.pressesAtHome('Ask');
    expect((await ana.sees()).text).toContain('A word');
    await ana.leaves();
    await ana.pressesAtHome('Write');
    expect(await ana.form()).toEqual({ title: [], about: [] });
    await ana.leaves();
    await ana.pressesAtHome('Refresh');
    expect(seenMessage('', fake.world.people.get('UANA')?.home?.view.blocks).text).toBe('Newer');
  });

  it('greets who joins, by direct message', async () => {
    const script = writtenDoor();
    script.answers('joined', () => card('Welcome'));
    const { person, fake } = await opened(script);
    const ana = person('ana');
    await fake.happen(
      'events_api',
      payloads.event(fake.world, { type: 'team_join', user: { id: 'UANA', real_name: 'Ana', locale: 'es-ES', tz: 'Europe/Madrid' } }),
      { user: 'UANA', kind: 'team_join' },
    ).answered;
    expect((await ana.sees()).text).toBe('Welcome');
  });

  it('does not greet guests who join, of one channel or of several', async () => {
    const script = writtenDoor();
    script.answers('joined', () => card('Welcome'));
    const { person, fake } = await opened(script);
    const join = (user: Record<string, unknown>, id: string) =>
      fake.happen('events_api', payloads.event(fake.world, { type: 'team_join', user: { id, real_name: id, ...user } }), {
        user: id,
        kind: 'team_join',
      });
    await join({ is_restricted: true }, 'UGUEST').acked;
    await join({ is_restricted: true, is_ultra_restricted: true }, 'UONE').acked;
    await join({ is_ultra_restricted: true }, 'UODD').acked;
    person('ana');
    await join({ is_restricted: false, is_ultra_restricted: false }, 'UANA').answered;
    expect(script.all('joined')).toHaveLength(1);
    expect((await person('ana').sees()).text).toBe('Welcome');
  });

  it('lays a word over a card in a window, and leaves the card under it', async () => {
    const script = writtenDoor();
    script.answers('command', () => ({ type: 'page', page: page('d1', [title]) }), 'form');
    script.answers('form.page', () => card('Review', { blocks: [press('Submit', 'form.submit', 'd1'), press('Edit', 'form.edit', 'd1')] }));
    script.answers('action', ({ ref }) => (ref.name === 'form.edit' ? { type: 'page', page: page('d1', [title]) } : card('Not yet')));
    const ana = (await opened(script)).person('ana');
    await ana.types('/experience submit');
    await ana.submits({ title: 'Youth budget' });
    await ana.presses('Submit');
    expect((await ana.sees()).text).toContain('Not yet');
    await ana.leaves();
    expect((await ana.sees()).text).toContain('Review');
    await ana.presses('Edit');
    expect(await ana.form()).toEqual({ title: [] });
  });

  it('knows the language, zone and name of who speaks, asking Slack once', async () => {
    const script = writtenDoor();
    script.answers('command', () => card('Olá'));
    const { person, fake } = await opened(script);
    const ana = person('ana', { name: 'Ana Souza', locale: 'pt-BR' });
    await ana.types('/help');
    await ana.types('/help');
    expect(script.last('command').envelope.user).toEqual({
      externalId: 'UANA',
      name: 'Ana Souza',
      locale: 'pt-BR',
      timeZone: 'Europe/Madrid',
    });
    expect(fake.calls.get('users.info')).toBe(1);
  });
});

describe('posting', () => {
  const said = { title: 'News', blocks: [] };

  it('carries the key of the delivery where it can be found again', async () => {
    const { platform, channel, fake } = await opened(writtenDoor());
    await platform.post(channel, said, 'news:1:T0001');
    expect(fake.world.messages).toMatchObject([{ metadata: { event_type: 'agora_delivery', event_payload: { key: 'news:1:T0001' } } }]);
  });

  it('posts again after a failure, and once where an earlier try may have arrived', async () => {
    const { platform, channel, fake } = await opened(writtenDoor());
    fake.refuse('chat.postMessage', 'internal_error');
    await expect(platform.post(channel, said, 'k')).rejects.toMatchObject({ code: 'internal_error', permanent: false });
    const first = await platform.post(channel, said, 'k');
    expect(await platform.post(channel, said, 'k', { since: new Date(fake.world.clock.now().getTime() - 1000) })).toEqual(first);
    expect(fake.world.messages).toHaveLength(1);
  });

  it.each([
    ['channel_not_found', true],
    ['is_archived', true],
    ['not_in_channel', true],
    ['account_inactive', true],
    ['missing_scope', true],
    ['internal_error', false],
    ['service_unavailable', false],
  ])('tells %s apart', async (code, permanent) => {
    const { platform, channel, fake } = await opened(writtenDoor());
    fake.refuse('chat.postMessage', code);
    await expect(platform.post(channel, said, 'k')).rejects.toMatchObject({ name: 'PostError', code, permanent });
  });

  it('says how long Slack wants to be left alone', async () => {
    const { platform, channel, fake } = await opened(writtenDoor());
    fake.wire.limited.set('chat.postMessage', { times: 1, retryAfter: 7 });
    await expect(platform.post(channel, said, 'k')).rejects.toMatchObject({ code: 'ratelimited', permanent: false, retryAfterSeconds: 7 });
  });

  it('says that another workspace is not its own', async () => {
    const { platform } = await opened(writtenDoor());
    const elsewhere = { kind: 'channel', platform: 'slack', workspace: 'T9', channel: 'C1' } as const;
    await expect(platform.post(elsewhere, said, 'k')).rejects.toMatchObject({ code: 'unknown_workspace', permanent: true });
  });
});

describe('over HTTP', () => {
  it('refuses what is not signed by Slack', async () => {
    const script = writtenDoor();
    const { platform } = await opened(script, { mode: 'http' });
    const response = await fetch(`http://127.0.0.1:${platform.listening?.port}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
        'x-slack-signature': 'v0=00',
      },
      body: JSON.stringify({ type: 'event_callback', event_id: 'E1', event: { type: 'app_home_opened', user: 'UANA' } }),
    });
    expect(response.status).toBe(401);
    expect(script.all('home')).toEqual([]);
  });
});
