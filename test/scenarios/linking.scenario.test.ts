/** The story of somebody with accounts on two platforms and a mailbox: linked by codes, both sides told, undone again. */
import { expect } from 'vitest';
import type { Player, Seen } from '../support/stage.ts';
import { confirms, scenario } from './stages.ts';

const codeIn = (text: string | undefined): string => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(text ?? '')?.[0] ?? 'no code';
const newest = async (player: Player): Promise<Seen | undefined> => (await player.inbox()).at(-1);

scenario(
  'two accounts and an address become one person; the wrong code does not; each side is told; all of it is undone on request',
  {},
  async (story) => {
    const [fr, en] = [story.says('fr'), story.says('en')];
    const awa = story.person('awa', { name: 'Awa', locale: 'fr' });
    const there = story.elsewhere('awa-there', { name: 'Awa K.', locale: 'fr' });
    const eve = story.elsewhere('eve', { name: 'Eve' });
    await awa.types('/subscribe');
    await awa.fills({ kinds: [fr('subscription.kinds.news')], digest: fr('subscription.digests.off') });
    await awa.leaves();
    story.clock.move({ minutes: 1 });
    await there.types('/drafts');
    expect((await there.sees()).text).toContain(fr('draft.list.empty'));

    await awa.types('/link');
    const code = codeIn((await awa.sees()).text);
    await eve.types('/link code:AAAA-BBBB');
    expect((await eve.sees()).text).toContain(en('errors.link.wrong').slice(0, 20));
    await there.types(`/link code:${code}`);
    expect((await there.sees()).text).toContain(fr('link.made.text'));
    await story.house.settled();
    expect((await newest(awa))?.text).toContain(fr('link.made.title'));
    await there.types('/drafts');
    expect((await there.sees()).text).toContain(fr('forms.subscription.title'));
    // A code is good once.
    await eve.types(`/link code:${code}`);
    expect((await eve.sees()).text).toContain(en('errors.link.wrong').slice(0, 20));

    await there.types('/link email:Awa@Example.org');
    expect((await there.sees()).text).toContain('Awa@example.org');
    await story.house.settled();
    expect(story.mails.map(({ subject, recipients }) => [subject, recipients])).toEqual([[fr('link.mail.title'), ['Awa@example.org']]]);
    await awa.types(`/link code:${codeIn(story.mails[0]?.text)}`);
    expect((await awa.sees()).text).toContain(fr('link.mail.madeTitle'));
    await story.house.settled();
    expect(story.mails.at(-1)?.subject).toBe(fr('link.made.title'));

    await awa.types('/link');
    const linked = await awa.sees();
    for (const words of ['Awa K.', fr('link.now.mail', { email: 'Awa@example.org' })]) expect(linked.text).toContain(words);
    await awa.presses(fr('link.mail.remove'));
    await awa.types('/link');
    expect((await awa.sees()).text).toContain(fr('link.now.noMail'));
    await confirms(awa, fr('link.undo.button'), { yes: fr('link.undo.yes'), no: fr('link.undo.no') });
    expect((await awa.sees()).text).toContain(fr('link.undone.title'));
    await story.house.settled();
    for (const player of [awa, there]) expect((await newest(player))?.text).toContain(fr('link.undone.title'));
    await there.types('/drafts');
    expect((await there.sees()).text).toContain(fr('draft.list.empty'));
    await awa.types('/drafts');
    expect((await awa.sees()).text).toContain(fr('forms.subscription.title'));
  },
  { mail: true, beside: true },
);
