/** The story of something begun and left, told once and played on every platform. */
import { expect } from 'vitest';
import { closesWindow, scenario } from './stages.ts';

scenario(
  'a draft is left; its owner is reminded in their language, puts it off, is reminded again, and wants no more of it',
  {},
  async (story) => {
    const fr = story.says('fr');
    const ana = story.person('ana', { name: 'Ana', locale: 'fr' });
    await ana.types('/experience submit');
    await ana.fills({
      title: 'Budget jeunes de Grenoble',
      summary: 'Les jeunes de Grenoble décident d’une partie du budget de la ville.',
      types: ['Budget participatif'],
      themes: ['Enfance et jeunesse'],
    });
    await closesWindow(story, ana);

    await story.house.advance({ days: 51 });
    expect(await ana.inbox()).toEqual([]);
    await story.house.advance({ days: 3 });
    await story.house.advance({ minutes: 1 });
    const [first] = await ana.inbox();
    expect(first?.text).toContain('Budget jeunes de Grenoble');
    expect(first?.text).toContain(fr('reminders.title', { count: 1 }));

    await ana.selects(fr('reminders.snooze.tomorrow'));
    await story.house.advance({ days: 2 });
    await story.house.advance({ minutes: 1 });
    expect((await ana.inbox()).filter(({ text }) => text.includes('Budget jeunes'))).not.toEqual([]);
    await ana.presses(fr('reminders.muteOne'));

    await story.house.advance({ days: 3 });
    await story.house.advance({ minutes: 1 });
    await ana.types('/reminders');
    const own = await ana.sees();
    expect(own.text).toContain(fr('reminders.own.empty'));
    expect(own.text).toContain(fr('reminders.own.muted'));
    await ana.presses(fr('reminders.own.undo'));
    expect((await ana.sees()).text).not.toContain(fr('reminders.own.muted'));
  },
);
