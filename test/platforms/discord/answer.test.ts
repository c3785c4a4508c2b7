/** How Discord is answered: at once where it goes, later where it must, elsewhere where it is too late. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/chat/platform.ts';
import { type DiscordHarness, openDiscordHarness } from '../../support/discord/harness.ts';
import { card, page, press, type Script, title, writtenDoor } from '../contract.ts';

let harness: DiscordHarness;
let script: Script;
beforeEach(async () => {
  script = writtenDoor();
  harness = await openDiscordHarness(script.door);
});
afterEach(() => harness.close());

/** An outcome that comes when the test says so. */
function later(): { readonly outcome: Promise<Outcome>; comes(outcome: Outcome): void } {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  return { outcome: promise, comes: resolve };
}
const calls = () =>
  harness.fake.world.requests.map(({ method, path }) => `${method} ${path.replaceAll(/\d{17,}/g, ':id').replace(/token-:id/, ':token')}`);
const answers = () => calls().filter((call) => call.includes('interactions') || call.includes('webhooks'));
const logged = (words: string) => harness.kept.lines.filter(({ msg }) => String(msg).includes(words));

describe('in time', () => {
  it('answers with one call', async () => {
    script.answers('command', () => card('Here'));
    await harness.person('ana').types('/help');
    expect(answers()).toEqual(['POST /interactions/:id/:token/callback']);
  });

  it('leaves nothing behind where there is nothing to say', async () => {
    const ana = harness.person('ana');
    script.answers('command', () => ({ type: 'none' }));
    await ana.types('/help');
    await harness.fake.world.until('the taking back', () => ana.last().removed);
    expect(await ana.sees()).toEqual({ text: '', buttons: [] });
  });

  it('suggests while typing', async () => {
    script.answers('complete', ({ name, option, typed }) => ({
      type: 'choices',
      choices: Array.from({ length: 30 }, (_, n) => ({ value: `${n}`, label: `${name} ${option} ${typed} ${'x'.repeat(120)}` })),
    }));
    const offered = await harness.person('ana').completes('/experience search query:bud', 'query');
    expect(offered).toHaveLength(25);
    expect(offered[0]).toMatch(/^experience search query bud x+…$/);
  });

  it('reads native options', async () => {
    script.answers('command', () => card('Here'));
    const ana = harness.person('ana');
    await ana.types('/experience search youth budget theme:health');
    expect(script.last('command').inbound).toEqual({
      type: 'command',
      name: 'experience search',
      options: { query: 'youth budget', theme: 'health' },
    });
    await ana.types('/language choice:es count:3');
    expect(script.last('command').inbound).toEqual({ type: 'command', name: 'language', options: { choice: 'es', count: 3 } });
  });
});

describe('when it takes longer', () => {
  it('says so privately, and edits that', async () => {
    const slow = later();
    script.answers('command', () => slow.outcome);
    const ana = harness.person('ana');
    const sent = ana.sends('/help');
    await harness.fake.world.until('thinking', () => sent.answered === 5);
    expect(sent.ephemeral).toBe(true);
    slow.comes(card('At last'));
    await harness.door.answered(sent);
    expect((await ana.sees()).text).toContain('At last');
    expect(answers()).toEqual(['POST /interactions/:id/:token/callback', 'PATCH /webhooks/:id/:token/messages/@original']);
  });

  it('never shows everybody what is for one person', async () => {
    const slow = later();
    script.answers('command', () => slow.outcome, 'public');
    const ana = harness.person('ana');
    const sent = ana.sends('/help');
    await harness.fake.world.until('thinking', () => sent.answered === 5);
    expect(sent.ephemeral).toBe(false);
    slow.comes(card('You may not'));
    await harness.fake.world.until('a private message', () => sent.followUps === 1);
    expect((await ana.sees()).text).toContain('You may not');
    expect(await harness.posted()).toEqual([]);
  });

  it('keeps the card until its successor is there', async () => {
    const slow = later();
    script.answers('command', () => card('Before', { blocks: [press('Go on', 'step.next', '7')] }));
    script.answers('action', () => slow.outcome, 'update');
    const ana = harness.person('ana');
    await ana.types('/help');
    const pressed = ana.presses('Go on');
    await harness.fake.world.until('seen', () => [...harness.fake.world.interactions.values()].some(({ answered }) => answered === 6));
    slow.comes(card('After', { replace: true }));
    await pressed;
    expect((await ana.sees()).text).toContain('After');
  });

  it('offers the form by a button, because a modal must be the first answer', async () => {
    const slow = later();
    script.answers('command', () => slow.outcome, 'form');
    script.answers('form.resume', () => ({ type: 'page', page: page('d1', [title]) }), 'form');
    const ana = harness.person('ana');
    const sent = ana.sends('/experience submit');
    await harness.fake.world.until('thinking', () => sent.answered === 5);
    slow.comes({ type: 'page', page: page('d1', [title]) });
    await harness.door.answered(sent);
    expect((await ana.sees()).buttons).toEqual(['Continue']);
    await ana.presses('Continue');
    expect(await ana.form()).toEqual({ title: [] });
  });
});

describe('when Discord falters', () => {
  const callback = /callback$/;

  it('waits as long as it is told to, and answers then', async () => {
    script.answers('command', () => card('Here'));
    harness.fake.trouble.limited = { path: callback, times: 2, retryAfter: 0.02, global: false };
    const ana = harness.person('ana');
    await ana.types('/help');
    expect((await ana.sees()).text).toContain('Here');
    expect(answers()).toHaveLength(3);
    expect(logged('refused')).toEqual([]);
  });

  it('does not answer twice when nobody heard that the answer had arrived', async () => {
    script.answers('command', () => card('Here'));
    harness.fake.trouble.lost = { method: 'POST', path: callback, times: 1 };
    const ana = harness.person('ana');
    await ana.types('/help');
    await expect.poll(() => logged('refused')).toMatchObject([{ why: 'answered' }]);
    expect(harness.fake.world.messages).toHaveLength(1);
  });
});

describe('too late', () => {
  it('sends what is for one person to them directly', async () => {
    const slow = later();
    script.answers('command', () => slow.outcome);
    const ana = harness.person('ana');
    const sent = ana.sends('/help');
    await harness.fake.world.until('thinking', () => sent.answered === 5);
    harness.fake.advance(16 * 60_000);
    slow.comes(card('Better late'));
    await harness.fake.world.until('a direct message', () =>
      harness.fake.world.messages.some(({ channel }) => channel === harness.fake.person('ana').direct),
    );
    expect((await ana.inbox()).map(({ text }) => text)).toEqual(['Better late']);
    expect(logged('refused')).toMatchObject([{ why: 'expired' }]);
  });

  it('does not take an interaction older than three seconds amiss', async () => {
    script.answers('command', () => {
      harness.fake.advance(3_500);
      return card('Too late');
    });
    const ana = harness.person('ana');
    const sent = ana.sends('/help');
    await harness.door.handled(sent.id);
    await harness.fake.world.until('a direct message', () => harness.fake.world.messages.length > 0);
    expect((await ana.inbox()).map(({ text }) => text)).toEqual(['Too late']);
    script.answers('command', () => card('In time'));
    await ana.types('/help');
    expect(ana.last().answered).toBe(4);
  });

  it('answers once when Discord sends twice', async () => {
    script.answers('command', () => card('Here'));
    const ana = harness.person('ana');
    const sent = ana.sends('/help');
    harness.fake.again(sent);
    await ana.types('/help');
    expect(script.all('command')).toHaveLength(2);
    expect(answers()).toHaveLength(2);
  });

  it('lets it be when somebody else has answered already', async () => {
    script.answers('command', () => card('Here'));
    const ana = harness.person('ana');
    const sent = ana.sends('/help');
    sent.answered = 4;
    await harness.fake.world.until('our own answer', () => answers().length === 1);
    await ana.types('/help');
    expect(logged('refused')).toMatchObject([{ why: 'answered' }]);
    expect(harness.fake.world.messages).toHaveLength(1);
  });
});

describe('replacing', () => {
  it('changes what everybody sees only by what everybody may see', async () => {
    script.answers('command', () => card('For everybody', { privately: false, blocks: [press('Look', 'a.look', '1')] }), 'public');
    script.answers('action', () => card('Only for you', { privately: true, replace: true }), 'update');
    const ana = harness.person('ana');
    await ana.types('/help');
    await ana.presses('Look');
    expect((await ana.sees()).text).toContain('Only for you');
    expect((await harness.posted()).map(({ text }) => text)).toEqual(['For everybody']);
  });

  it('works on what was posted without being asked', async () => {
    await harness.platform.post(harness.channel, { title: 'For review', blocks: [press('Publish', 'x.publish', '1')] }, 'review:1');
    script.answers('action', () => card('Published', { privately: false, replace: true }), 'update');
    await harness.person('eva').presses('Publish');
    expect((await harness.posted()).map(({ text }) => text)).toEqual(['Published']);
  });

  it('leaves a direct message that started a form where it is', async () => {
    await harness.platform.post(
      harness.directTo('ana'),
      { title: 'The editor asks for changes', blocks: [press('Edit', 'x.edit', '1')] },
      'changes:1',
    );
    script.answers('action', () => ({ type: 'page', page: page('d1', [title]) }), 'form');
    script.answers('form.page', () => ({ type: 'page', page: page('d1', [title], 'more.1') }));
    const ana = harness.person('ana');
    await ana.presses('Edit');
    await ana.submits({ title: 'Youth budget' });
    expect((await ana.sees()).text).toContain('Saved, part 1 of 2');
    expect((await ana.inbox()).map(({ text }) => text)).toEqual(['The editor asks for changes']);
  });
});

describe('a button that asks first', () => {
  const confirm = { title: 'Publish it?', text: 'Everybody will read it.', yes: 'Yes, publish', no: 'Not yet' };
  const asking = {
    type: 'actions',
    controls: [{ type: 'button', label: 'Publish', action: { name: 'x.publish', id: '1' }, confirm }],
  } as const;
  const picture = { type: 'image', url: 'https://example.org/a.png', alt: 'A picture' } as const;

  it('asks below a private card, and takes the question away again', async () => {
    script.answers('command', () => card('The card', { blocks: [picture, asking] }));
    const ana = harness.person('ana');
    await ana.types('/help');
    await ana.presses('Publish');
    expect(await ana.sees()).toEqual({
      text: expect.stringMatching(/The card[\s\S]*Publish it\?\nEverybody will read it\./),
      buttons: ['Publish', 'Yes, publish', 'Not yet'],
    });
    await ana.presses('Not yet');
    expect(await ana.sees()).toEqual({ text: expect.not.stringContaining('Publish it?'), buttons: ['Publish'] });
    expect(script.all('action')).toEqual([]);
  });

  it('acts once it is answered with yes', async () => {
    script.answers('command', () => card('The card', { blocks: [asking] }));
    script.answers('action', () => card('Published', { replace: true }), 'update');
    const ana = harness.person('ana');
    await ana.types('/help');
    await ana.presses('Publish');
    await ana.presses('Yes, publish');
    expect(await ana.sees()).toEqual({ text: 'Published', buttons: [] });
    expect(script.last('action').inbound.ref).toEqual({ name: 'x.publish', id: '1' });
  });

  it('asks the one who pressed, where everybody reads, and then changes what everybody reads', async () => {
    await harness.platform.post(harness.channel, { title: 'For review', blocks: [asking] }, 'review:1');
    script.answers('action', () => card('Published', { privately: false, replace: true }), 'update');
    const eva = harness.person('eva');
    await eva.presses('Publish');
    expect((await harness.posted()).map(({ text }) => text)).toEqual(['For review']);
    await eva.presses('Yes, publish');
    expect((await harness.posted()).map(({ text }) => text)).toEqual(['Published']);
    expect(harness.fake.world.messages.filter(({ deleted, onlyFor }) => !deleted && onlyFor !== undefined)).toEqual([]);
  });

  it('takes the question away where everybody reads, on no', async () => {
    await harness.platform.post(harness.channel, { title: 'For review', blocks: [asking] }, 'review:1');
    const eva = harness.person('eva');
    await eva.presses('Publish');
    await eva.presses('Not yet');
    expect(harness.fake.world.messages.filter(({ deleted }) => !deleted)).toHaveLength(1);
  });

  it('still asks after a restart, with the button’s own words', async () => {
    const { fake } = harness;
    script.answers('action', () => card('Published', { privately: false, replace: true }), 'update');
    const eva = harness.person('eva');
    await harness.platform.post(harness.channel, { title: 'For review', blocks: [asking] }, 'review:1');
    // A message of an earlier life of the bot: this one has never rendered its question.
    const [message] = fake.world.messages;
    if (!message) throw new Error('nothing was posted');
    message.body = JSON.parse(JSON.stringify(message.body).replaceAll('x.publish:1', 'x.publish:2'));
    await eva.presses('Publish');
    expect((await eva.sees()).text).toBe('Publish');
    await eva.presses('Publish');
    expect(script.last('action').inbound.ref).toEqual({ name: 'x.publish', id: '2' });
    expect((await harness.posted()).map(({ text }) => text)).toEqual(['Published']);
  });
});

describe('mentions', () => {
  it('are heard without the bot’s name, and answered there', async () => {
    script.answers('message', () => card('An answer', { privately: false }), 'public');
    await harness.person('ana').mentions('what is on?');
    expect(script.last('message').inbound.text).toBe('what is on?');
    expect((await harness.posted()).map(({ text }) => text)).toContain('An answer');
  });

  it('are answered directly where the answer is for one person', async () => {
    script.answers('message', () => card('For you', { privately: true }));
    await harness.person('ana').mentions('help');
    expect((await harness.posted()).map(({ text }) => text)).not.toContain('For you');
    expect((await harness.person('ana').inbox()).map(({ text }) => text)).toEqual(['For you']);
  });

  it('are all that is heard in a channel', async () => {
    script.answers('message', () => card('An answer', { privately: false }), 'public');
    harness.fake.write(harness.fake.person('ana'), 'just talking', { channel: harness.fake.channel('general') });
    await harness.person('ana').says('hello');
    expect(script.all('message').map(({ inbound }) => inbound.text)).toEqual(['hello']);
  });
});
