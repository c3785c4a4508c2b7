/** The story of a help channel: what looks like a question is offered an answer, for its writer alone, and nothing comes unasked. */
import { expect } from 'vitest';
import { scenario } from './stages.ts';

scenario(
  'somebody asks in a help channel: a small reply with a button, and the answer once it is pressed',
  {},
  async (story) => {
    const fr = story.says('fr');
    const { db } = story.house.parts.store;
    const awa = story.person('awa', { name: 'Awa', locale: 'fr' });
    await awa.types('/help');
    const known = await db.knowledgeText.findFirstOrThrow({ where: { locale: 'fr', entry: { key: 'experience-what' } } });
    await awa.talks('help', `Bonjour à tous. ${known.phrasings[0]} ?`);
    const offer = await awa.sees();
    // Discord does not tell in which language somebody reads until they press something.
    const button = offer.buttons.find((label) => ['fr', 'en'].some((locale) => story.says(locale)('help.offer.button') === label));
    expect(button).toBeDefined();
    expect(await db.question.count()).toBe(0);
    await awa.presses(button ?? '');
    expect((await awa.sees()).buttons).toContain(fr('question.buttons.person'));
    expect((await db.question.findFirstOrThrow()).text).toContain(known.phrasings[0]);
    // Where a message can be for one person, nobody else has seen any of it.
    const standing = (await story.channel('help')).flatMap(({ buttons }) => buttons);
    expect(standing.includes(fr('question.buttons.person'))).toBe(false);
  },
  { messageContent: true },
);
