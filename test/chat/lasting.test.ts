/** Cards that are the same for many readers. */
import { expect, test } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { drawnOnce, lasting } from '../../src/chat/lasting.ts';
import { spoken } from '../support/translator.ts';

const counted = () => {
  const drawn: Card[] = [];
  const draw = drawnOnce((card) => {
    drawn.push(card);
    return { title: card.title };
  });
  return { drawn, draw };
};

test('such a card is made once for each language and key', () => {
  const [en, fr] = [spoken('en'), spoken('fr')];
  const menuFor = lasting(
    (role: string) => role,
    (t, role) => ({ title: `${t.locale} ${role}`, blocks: [] }),
  );
  expect(menuFor(en, 'editor')).toBe(menuFor(en, 'editor'));
  expect([menuFor(en, 'editor'), menuFor(en, 'member'), menuFor(fr, 'editor')].map(({ title }) => title)).toEqual([
    'en editor',
    'en member',
    'fr editor',
  ]);
});

test('it is drawn once, and the same is given each time', () => {
  const { drawn, draw } = counted();
  const card = lasting(
    () => '',
    () => ({ title: 'Help', blocks: [] }),
  )(spoken('en'));
  expect(draw(card)).toBe(draw(card));
  expect(drawn).toEqual([card]);
});

test('every other card is drawn each time, also one that is made from it', () => {
  const { drawn, draw } = counted();
  const card = lasting(
    () => '',
    () => ({ title: 'Help', blocks: [] }),
  )(spoken('en'));
  draw(card);
  const other = { ...card, title: 'Something else' };
  expect([draw(other).title, draw(other).title]).toEqual(['Something else', 'Something else']);
  expect(drawn).toHaveLength(3);
});
