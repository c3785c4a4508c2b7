/** Stories of e-mail, with a real mail server and the pages that mails lead to. */
import { describe, expect, test } from 'vitest';
import type { Translate } from '../../src/chat/translate.ts';
import { movableClock } from '../support/clock.ts';
import { snowflakeOf } from '../support/discord/world.ts';
import type { House } from '../support/house.ts';
import { type Arrived, openPostOffice, type PostOffice } from '../support/smtp.ts';
import type { Player, Stage } from '../support/stage.ts';
import { openDiscordStage } from '../support/stages/discord.ts';
import { openPlaygroundStage } from '../support/stages/playground.ts';
import { openSlackStage } from '../support/stages/slack.ts';

interface Told extends Stage {
  readonly house: House;
  /** From now on, direct messages to this person are refused; undefined where the platform has no such thing. */
  readonly closes: ((id: string) => void) | undefined;
}

const options = (office: PostOffice) => ({
  clock: movableClock(),
  mail: { smtpUrl: office.url, from: 'Agora <agora@network.example>', perMinute: 6000 },
  web: { host: '127.0.0.1', port: 0, orNext: false, routes: [] },
});

const stages: Readonly<Record<string, (office: PostOffice) => Promise<Told>>> = {
  async playground(office) {
    return { ...(await openPlaygroundStage(options(office))), closes: undefined };
  },
  async slack(office) {
    const stage = await openSlackStage(options(office));
    return { ...stage, closes: () => stage.fake.refuse('chat.postMessage', 'messages_tab_disabled', 100) };
  },
  async discord(office) {
    const stage = await openDiscordStage(options(office));
    return {
      ...stage,
      closes: (id) => void stage.fake.trouble.refuses.set(stage.fake.world.people.get(snowflakeOf(id))?.direct ?? '', 50007),
    };
  },
};

/** Fills in what /subscribe asks; the address where there is one to give. */
async function subscribes(player: Player, t: Translate, channel: string, email?: string): Promise<void> {
  await player.types('/subscribe');
  await player.fills({ kinds: [t('subscription.kinds.news')], digest: t('subscription.digests.off') });
  await player.fills({ channel: t(`subscription.channels.${channel}`) });
  if (email !== undefined) await player.fills({ email });
}

async function confirms(house: House, mail: Arrived | undefined): Promise<void> {
  const link = /href="([^"]+\/confirm\/[^"]+)"/.exec(String(mail?.html))?.[1] ?? '';
  expect((await fetch(link)).status).toBe(200);
  expect((await fetch(link, { method: 'POST' })).status).toBe(200);
  await house.settled();
}

/** Leaves a form half done, until the days are nearly over. */
async function forgetsADraft(stage: Told, player: Player, t: Translate, title: string): Promise<void> {
  const { vocabulary } = stage.house.parts;
  const first = (list: 'types' | 'themes'): string => vocabulary.choices(list, t.locale)[0]?.label ?? '';
  await player.types('/experience submit');
  await player.fills({ title, summary: 'As decisões são dos jovens da cidade.', types: [first('types')], themes: [first('themes')] });
  // The plan is looked at every night; it reminds a week before.
  await stage.house.advance({ days: 51 });
  await stage.house.advance({ days: 3 });
  await stage.house.advance({ minutes: 1 });
}

describe.each(Object.entries(stages))('on %s', (platform, open) => {
  test('a reader chooses e-mail, confirms the address, reads there, stops it by one click, and reads in the chat again', {
    timeout: 90_000,
  }, async () => {
    const office = await openPostOffice();
    const stage = await open(office);
    const t = stage.house.parts.translator('fr');
    const ana = stage.person('ana', { name: 'Ana', locale: 'fr' });
    await subscribes(ana, t, 'mail', 'ana@example.org');
    await ana.presses(t('router.review.submit'));
    if (platform === 'slack') await ana.leaves();
    await stage.house.settled();
    expect(office.mails.map(({ subject }) => subject)).toEqual([t('subscription.confirmation.title')]);
    await confirms(stage.house, office.mails[0]);

    await forgetsADraft(stage, ana, t, 'Budget jeunes');
    const letter = office.mails[1];
    expect(letter?.subject).toBe(t('reminders.title', { count: 1 }));
    expect(letter?.text).toContain('Budget jeunes');
    expect(letter?.text).toContain('/drafts');
    expect(await ana.inbox()).toEqual([]);

    const list: unknown = letter?.headers.get('list');
    expect(list).toMatchObject({ 'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' } });
    const url = /List-Unsubscribe:\s+<([^>]+)>/.exec(letter?.raw ?? '')?.[1] ?? '';
    expect((await fetch(url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })).status).toBe(200);
    await subscribes(ana, t, 'chat');
    expect((await ana.sees()).text).toContain(t('subscription.stopped', { date: '' }).slice(0, 20));
    await ana.presses(t('router.review.submit'));
    await stage.close();
    await office.close();
  });

  test.skipIf(platform === 'playground')(
    'direct messages are closed: what was to come there comes by e-mail',
    { timeout: 90_000 },
    async () => {
      const office = await openPostOffice();
      const stage = await open(office);
      const t = stage.house.parts.translator('pt');
      const ana = stage.person('ana', { name: 'Ana', locale: 'pt' });
      await subscribes(ana, t, 'chatThenMail', 'ana@example.org');
      await ana.presses(t('router.review.submit'));
      if (platform === 'slack') await ana.leaves();
      await stage.house.settled();
      await confirms(stage.house, office.mails[0]);
      stage.closes?.('ana');
      await forgetsADraft(stage, ana, t, 'Orçamento jovem');
      expect(office.mails.map(({ subject }) => subject)).toEqual([
        t('subscription.confirmation.title'),
        t('reminders.title', { count: 1 }),
      ]);
      const deliveries = await stage.house.parts.store.db.delivery.findMany({ where: { message: 'reminders.due' } });
      expect(deliveries).toMatchObject([{ state: 'sent', lane: 'mail', tried: [{ address: { kind: 'direct' } }] }]);
      expect(JSON.stringify(stage.house.lines)).not.toContain('ana@example.org');
      await stage.close();
      await office.close();
    },
  );
});
