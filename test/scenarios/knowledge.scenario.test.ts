/** Stories of what is known: an editor looks at it, writes and translates an entry, and learns from what was asked. */
import { expect } from 'vitest';
import { closesWindow, confirms, scenario } from './stages.ts';

const roles = { eva: 'editor' } as const;

scenario('an editor finds an entry, writes one of her own in two languages, publishes it, and retires it again', roles, async (story) => {
  const es = story.says('es');
  const eva = story.person('eva', { name: 'Eva', locale: 'es' });

  await eva.types('/knowledge search text:cuota anual');
  expect((await eva.sees()).text).toContain('¿Cuánto cuesta ser miembro?');
  await eva.presses(es('knowledge.buttons.show'));
  const found = await eva.sees();
  expect(found.text).toContain('sin ninguna obligación económica');
  expect(found.text).toContain('IOPD Award: rules and membership form');

  await eva.types('/knowledge write');
  await eva.fills({
    topic: es('knowledge.topics.network'),
    language: 'español',
    title: '¿Podemos usar el logo?',
    answer: 'Pregunta antes a la secretaría.',
    phrasings: 'usar el logo\nel logotipo en nuestra web',
  });
  expect((await eva.sees()).text).toContain(es('knowledge.ways', { count: 2 }));
  await eva.presses(es('router.review.submit'));
  const draft = await eva.sees();
  expect(draft.text).toContain(es('knowledge.states.draft'));
  expect(draft.text).toContain(es('knowledge.owner.name', { who: 'Eva' }));
  await closesWindow(story, eva);

  // The same in French, where an editor reads how many ways of asking there are.
  await eva.types('/knowledge show entry:¿Podemos usar el logo?');
  await eva.selects('francés');
  await eva.fills({ title: 'Peut-on utiliser le logo ?', answer: 'Demandez d’abord au secrétariat.', phrasings: 'utiliser le logo' });
  await eva.presses(es('router.review.submit'));
  expect((await eva.sees()).text).toContain(`francés: ${es('knowledge.ways', { count: 1 })}`);
  await closesWindow(story, eva);

  await eva.types('/knowledge show entry:¿Podemos usar el logo?');
  const no = es('knowledge.confirm.no');
  await confirms(eva, es('knowledge.buttons.publish'), { yes: es('knowledge.confirm.publish.yes'), no });
  expect((await eva.sees()).text).toContain(es('knowledge.states.published'));
  await eva.types('/knowledge show entry:¿Podemos usar el logo?');
  await confirms(eva, es('knowledge.buttons.retire'), { yes: es('knowledge.confirm.retire.yes'), no });
  expect((await eva.sees()).text).toContain(es('knowledge.states.stale'));
});

scenario(
  'a question that nobody could answer is put to its entry with one press, and the state of it all says so',
  roles,
  async (story) => {
    const en = story.says('en');
    const eva = story.person('eva', { name: 'Eva', locale: 'en' });
    const { db } = story.house.parts.store;
    await db.question.create({
      data: {
        id: 'q1',
        platform: story.platform,
        workspace: 'W1',
        locale: 'en',
        text: 'what would we owe you every twelve months',
        outcome: 'none',
        confidence: 0.1,
        state: 'refused',
        candidates: ['membership-cost', 'membership-promoter-amount'],
      },
    });
    await eva.types('/knowledge health');
    const before = await eva.sees();
    expect(before.text).toContain(en('knowledge.health.unanswered', { count: 1 }));
    expect(before.text).toContain(`${en('knowledge.ill.unchecked')}: `);
    await eva.presses(en('knowledge.buttons.asked'));
    const asked = await eva.sees();
    expect(asked.text).toContain('what would we owe you every twelve months');
    expect(asked.text).toContain('What does membership cost?');
    await eva.presses(en('knowledge.buttons.attach'));
    const after = await eva.sees();
    expect(after.text).toContain(en('knowledge.asked.attached', { title: 'What does membership cost?' }));
    expect(after.text).toContain(en('knowledge.asked.empty'));
    const text = await db.knowledgeText.findUniqueOrThrow({ where: { entryId_locale: { entryId: 'membership-cost', locale: 'en' } } });
    expect(text.phrasings).toContain('what would we owe you every twelve months');
  },
);
