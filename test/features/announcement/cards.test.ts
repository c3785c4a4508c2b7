/** Every card of announcements, at its fullest, in every language: it fits each platform whole. And what the cards say. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { approvalCard, deskCard, listCard, newsCard, progressCard, type Reach } from '../../../src/features/announcement/card.ts';
import { TEXT, TITLE } from '../../../src/features/announcement/fields.ts';
import type { Announcement } from '../../../src/features/announcement/record.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { lines, overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';

const hostile = '@everyone <!channel> *_`~|&<b> [a](https://example.org) ';
const at = new Date('2026-03-02T09:00:00Z');

const full: Announcement = {
  id: 'V1StGXR8_Z5jdHi6B-myT',
  number: 123456,
  kind: 'publication',
  state: 'sending',
  locale: 'es',
  titles: { es: hostile.repeat(4).slice(0, TITLE) },
  texts: { es: hostile.repeat(60).slice(0, TEXT) },
  linkUrl: `https://example.org/${'a'.repeat(450)}`,
  imageUrl: `https://example.org/${'b'.repeat(450)}.jpg`,
  imageAlt: 'People around a table. '.repeat(13),
  targets: { purposes: ['announcements'], workspaces: [], persons: true, themes: [], countries: [] },
  scheduledAt: at,
  authorId: 'eva',
  author: { name: 'Eva Åström-Fernández de la Vega' },
  approvedById: 'max',
  approvedBy: { name: 'Maria da Conceição Albuquerque' },
  version: 12,
  progress: '',
  startedAt: at,
  endedAt: null,
  createdAt: at,
  updatedAt: at,
};
const reach: Reach = {
  places: Array.from({ length: 40 }, (_, n) => ({
    workspace: `${'Observatorio Internacional '.repeat(3)}${n}`,
    purpose: 'announcements',
    locale: 'pt',
  })),
  persons: { en: 3000, es: 2500, fr: 2400, pt: 2100 },
  toPersons: true,
};
const progress = { waiting: 9999, sent: 10_000, failed: 12, skipped: 3 };
const states = ['draft', 'waiting', 'scheduled', 'sending', 'paused', 'sent', 'cancelled'] as const;

function everyCard(locale: string): Readonly<Record<string, Card>> {
  const t = translator(locale);
  const desk = (about: Announcement, secondEditor: boolean) =>
    deskCard(t, { about, reach, progress, secondEditor, locales: catalogue.locales, own: false });
  const standing = states.flatMap((state) => {
    const begun = state === 'sending' || state === 'paused' || state === 'sent';
    const about = { ...full, state, startedAt: begun ? at : null, endedAt: state === 'sent' || state === 'cancelled' ? at : null };
    return [
      [`desk ${state}`, desk(about, false)],
      [`desk ${state}, two editors`, desk({ ...about, approvedById: null, approvedBy: null }, true)],
      [`approval ${state}`, approvalCard(t, about)],
      [`progress ${state}`, progressCard(t, about, progress)],
    ] as const;
  });
  return {
    news: newsCard(t, full),
    'news of nobody': newsCard(t, { ...full, linkUrl: '', imageUrl: '', imageAlt: '' }),
    list: listCard(t, { rows: Array.from({ length: 8 }, () => full), page: 1, pages: 3 }),
    'empty list': listCard(t, { rows: [], page: 0, pages: 1 }),
    ...Object.fromEntries(standing),
  };
}

describe.each(catalogue.locales)('in %s', (locale) => {
  const cards = everyCard(locale);
  test.each([
    ['slack', overSlack],
    ['discord', overDiscord],
    ['playground', overPlayground],
  ])('on %s every card stands whole', (_platform, over) => {
    expect(Object.entries(cards).flatMap(([name, card]) => over(card).map((what) => `${name}: ${what}`))).toEqual([]);
  });
});

describe('what the cards say', () => {
  const read = (card: Card): string => lines(card).join('\n');
  const draft = { ...full, state: 'draft', startedAt: null, approvedById: null, approvedBy: null } as const;

  test('a text that is not there in the reader’s language comes in the one there is, and the card says so', () => {
    const bilingual = { ...full, titles: { es: 'Informe anual', fr: 'Rapport annuel' }, texts: { es: 'Texto.', fr: 'Texte.' } };
    expect(read(newsCard(translator('fr'), bilingual))).toContain('Rapport annuel');
    expect(read(newsCard(translator('fr'), bilingual))).not.toContain('n’existe');
    expect(read(newsCard(translator('pt'), bilingual))).toContain('Este texto só existe em espanhol.');
  });

  test('a title without its text in that language does not make a card of two languages', () => {
    const half = { ...full, titles: { es: 'Informe anual', fr: 'Rapport annuel' }, texts: { es: 'Texto.' } };
    const said = read(newsCard(translator('fr'), half));
    expect(said).toContain('Informe anual');
    expect(said).not.toContain('Rapport');
  });

  test('before it goes out the card says where to, in which language, to how many, and what is not written', () => {
    const said = read(
      deskCard(translator('en'), { about: draft, reach, progress, secondEditor: false, locales: catalogue.locales, own: true }),
    );
    expect(said).toContain('the channel for “Announcements”, in Spanish');
    expect(said).toContain('and 30 more channels');
    expect(said).toContain('10,000 persons who subscribed to news');
    expect(said).toContain('2,400 of them read French: get it in Spanish');
    expect(said).toContain('Not written yet in: English, French, and Portuguese.');
  });

  test('where a second editor is needed, its writer can ask for one and neither send nor approve it', () => {
    const labels = (about: Announcement, own: boolean) =>
      deskCard(translator('en'), { about, reach, progress, secondEditor: true, locales: catalogue.locales, own })
        .blocks.flatMap((block) => (block.type === 'actions' ? block.controls : []))
        .map((control) => (control.type === 'button' ? control.label : ''));
    expect(labels(draft, true)).toEqual(['As readers see it', 'Send a test to me', 'Ask for approval', 'Edit', 'Cancel']);
    expect(labels({ ...draft, state: 'waiting' }, true)).not.toContain('Approve');
    expect(labels({ ...draft, state: 'waiting' }, false)).toContain('Approve');
  });
});
