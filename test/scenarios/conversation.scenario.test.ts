/** The story of a question that a person answers: taken, answered in a form and in the thread, written back to, closed, kept; and one that waits too long. */
import { expect } from 'vitest';
import type { Player } from '../support/stage.ts';
import { closesWindow, type Story, scenario } from './stages.ts';

/** Whatever Agora finds, a person is offered. */
async function asksPerson(story: Story, player: Player, text: string): Promise<void> {
  // Discord tells in which language somebody reads with what they press or type as a command, not with a message.
  await player.types('/help');
  await player.says(text);
  await player.presses(story.says('fr')('question.buttons.person'));
  expect((await player.sees()).text).toContain(story.says('fr')('conversation.opened.title'));
  await story.house.settled();
}

const question = 'Qui paie le voyage des lauréats ?';

scenario(
  'a question goes to the secretariat; it is answered in a form and in the thread, written back to, closed, and becomes a draft entry',
  { pilar: 'secretariat' },
  async (story) => {
    const [fr, en] = [story.says('fr'), story.says('en')];
    const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
    const pilar = story.person('pilar', { name: 'Pilar', locale: 'en' });
    await pilar.types('/help');
    await asksPerson(story, ana, question);
    const card = async () => (await story.channel('secretariat')).find(({ text }) => text.includes(question));
    expect((await card())?.text).toContain('Nobody has taken it yet');

    await pilar.presses(en('conversation.buttons.take'));
    expect((await pilar.sees()).text).toContain('Pilar has taken it');
    await pilar.presses(en('conversation.buttons.answer'));
    await pilar.fills({ text: 'Le réseau paie le train.' });
    expect((await pilar.sees()).text).toContain(en('conversation.answer.sent', { who: 'Ana' }));
    await closesWindow(story, pilar);
    await story.house.settled();
    const [first] = await ana.inbox();
    expect(first?.text).toContain(fr('conversation.reply.title'));
    expect(first?.text).toContain(question);
    expect(first?.text).toContain('Pilar');
    expect(first?.text).toContain('Le réseau paie le train.');
    expect((await card())?.text).toContain('Pilar has answered');

    await ana.replies(fr('conversation.reply.title'), 'Et l’hôtel aussi ?');
    expect((await ana.sees()).text).toContain('Le secrétariat l’a reçu');
    await story.house.settled();
    expect((await card())?.text).toContain('Pilar has taken it');
    await pilar.types('/questions');
    await pilar.presses(en('conversation.buttons.show'));
    expect((await pilar.sees()).text).toContain('Et l’hôtel aussi ?');

    await pilar.replies(question, 'L’hôtel aussi, deux nuits.');
    await story.house.settled();
    expect((await ana.inbox()).at(-1)?.text).toContain('L’hôtel aussi, deux nuits.');

    await ana.presses(fr('conversation.buttons.write'));
    await ana.fills({ text: 'Merci, c’est clair.' });
    await closesWindow(story, ana);
    // The clock stands still: two changes of one card in the same moment are one.
    await story.house.settled();
    await ana.presses(fr('conversation.buttons.helped'));
    expect((await ana.sees()).text).toContain(fr('conversation.settled.helped'));
    expect((await card())?.text).toContain(en('conversation.standing.helped'));

    await pilar.types('/questions show:closed');
    await pilar.presses(en('conversation.buttons.show'));
    await pilar.presses(en('conversation.buttons.draft'));
    expect((await pilar.sees()).text).toContain('is a draft');
    const { db } = story.house.parts.store;
    const entry = await db.knowledgeText.findFirstOrThrow({ where: { title: question }, include: { entry: true } });
    expect(entry).toMatchObject({ locale: 'fr', phrasings: [question], entry: { state: 'draft' } });
    expect(entry.answer).toBe('Le réseau paie le train.\n\nL’hôtel aussi, deux nuits.');
  },
);

scenario('nobody answers for two working days: the secretariat is reminded, the asker is told', { pilar: 'secretariat' }, async (story) => {
  const fr = story.says('fr');
  const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
  await asksPerson(story, ana, question);
  await story.house.advance({ days: 1 });
  expect(await ana.inbox()).toEqual([]);
  // From a Monday: two days later, and a night in which nobody is written to.
  await story.house.advance({ days: 1 });
  await story.house.advance({ hours: 23 });
  await story.house.settled();
  expect((await story.channel('secretariat')).map(({ text }) => text).join('\n')).toContain('nobody has answered');
  expect((await ana.inbox()).at(-1)?.text).toContain(fr('conversation.longer.title'));
});
