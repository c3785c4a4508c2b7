/** A card as a mail: subject, plain text and HTML say the same, and nothing that people wrote becomes anything else. */
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import { commandAction } from '../../../src/chat/refs.ts';
import { emphasis, link, moment, strong } from '../../../src/chat/text.ts';
import { letterOf, oneLine } from '../../../src/delivery/mail/letter.ts';
import { catalogue } from '../../support/catalogue.ts';

const typed = ({ name, id }: { name: string; id: string }) => ({ 'command.run': id, 'event.going': 'event rsvp' })[name];
const press = (label: string, name: string) => ({ type: 'button', label, action: { name, id: '1' } }) as const;
const inLanguage = (locale: string, card: Card, timeZone = 'Europe/Madrid', stopUrl = 'https://a.org/mail/en/stop/t') =>
  letterOf(card, { t: catalogue.translator(locale), timeZone }, typed, stopUrl);

const seminar: Card = {
  title: 'Seminar: participation & climate',
  blocks: [
    {
      type: 'text',
      text: ['It begins ', moment(new Date('2026-03-31T16:00:00Z')), ', on ', moment(new Date('2026-03-31T23:30:00Z'), 'date'), '.'],
    },
    { type: 'heading', text: 'Speakers' },
    { type: 'list', items: [strong('Awa Koné'), ['Max ', emphasis('Frisch')]] },
    { type: 'fields', fields: [{ label: 'Place', value: link('Barcelona', 'https://example.org/place?a=1&b=2') }] },
    { type: 'quote', text: 'First line\nsecond line' },
    { type: 'image', url: 'https://example.org/picture.jpg', alt: 'People around a table' },
    { type: 'item', text: 'Another one', control: press('Show', 'event.show') },
    { type: 'divider' },
    {
      type: 'actions',
      controls: [
        { type: 'link', label: 'Add to calendar', url: 'https://example.org/e.ics' },
        press('I am coming', 'event.going'),
        { type: 'button', label: 'My events', action: commandAction('event list') },
      ],
    },
  ],
};

describe('what a mail says', () => {
  test('moments stand in the zone and language of the reader, with the zone', () => {
    const { text, html } = inLanguage('en', seminar);
    expect(text).toContain('It begins Tuesday, 31 March 2026 at 18:00 CEST, on 1 April 2026.');
    expect(html).toContain('Tuesday, 31 March 2026 at 18:00 CEST');
    expect(inLanguage('fr', seminar, 'America/Sao_Paulo').text).toContain('mardi 31 mars 2026 à 13:00 UTC−3, on 31 mars 2026.');
  });

  test('the plain text reads from top to bottom', () => {
    expect(inLanguage('en', seminar).text).toMatchInlineSnapshot(`
      "Seminar: participation & climate

      It begins Tuesday, 31 March 2026 at 18:00 CEST, on 1 April 2026.

      Speakers
      --------

      - Awa Koné
      - Max Frisch

      Place: Barcelona <https://example.org/place?a=1&b=2>

      > First line
      > second line

      Image: People around a table:
      https://example.org/picture.jpg

      Another one

      * * *

      Add to calendar:
      https://example.org/e.ics

      In the chat with Agora
      ----------------------

      - Show: type /help to see how
      - I am coming: type /event rsvp
      - My events: type /event list

      -- 
      This mail comes from Agora, the assistant of the network.
      Stop these mails <https://a.org/mail/en/stop/t>
      In the chat, /subscribe changes what is sent, where and when.
      "
    `);
  });

  test('links stay links; what is pressed in the chat is said once, with what to type', () => {
    const { html } = inLanguage('en', seminar);
    expect(html).toContain('href="https://example.org/e.ics">Add to calendar</a>');
    expect(html).toContain('<strong>I am coming</strong>: type <code>/event rsvp</code>');
    expect(html).toContain('<strong>My events</strong>: type <code>/event list</code>');
    expect(html).toContain('<strong>Show</strong>: type <code>/help</code> to see how');
    expect(html.match(/<strong>Show/g)).toHaveLength(1);
  });

  test('nothing is fetched to read it: a picture is its words and a link', () => {
    const { html } = inLanguage('es', seminar);
    expect(html).toContain('href="https://example.org/picture.jpg">Imagen: People around a table</a>');
    expect(html).not.toMatch(/<img|<link|@import|url\(|src=/);
    expect(html).toContain('<html lang="es">');
  });

  test('the end says where it comes from and how it ends', () => {
    expect(inLanguage('pt', seminar).text).toContain('Parar estes e-mails <https://a.org/mail/en/stop/t>');
    const first = letterOf(seminar, { t: catalogue.translator('pt'), timeZone: 'UTC' }, typed);
    expect(first.text).not.toContain('Parar estes e-mails');
  });
});

describe('what people wrote', () => {
  const hostile = '<script>alert(1)</script> <a href="javascript:x">& "\' \u202Egnp';
  const card: Card = {
    title: hostile,
    blocks: [
      { type: 'text', text: [strong(hostile), link(hostile, 'javascript:alert(1)'), '\n', hostile] },
      { type: 'quote', text: hostile },
      { type: 'fields', fields: [{ label: hostile, value: hostile }] },
      { type: 'list', items: [hostile] },
      { type: 'heading', text: hostile },
      { type: 'image', url: 'javascript:alert(1)', alt: hostile },
      { type: 'actions', controls: [{ type: 'link', label: hostile, url: 'javascript:alert(1)' }, press(hostile, 'x')] },
    ],
  };

  test('stays text in the HTML, and a link that is none is not made', () => {
    const { html } = inLanguage('en', card);
    expect(html).not.toMatch(/<script|<a href="javascript|href="javascript/);
    expect(html).toContain('&lt;script&gt;');
  });

  test.each([
    ['a line break', 'Hello\r\nBcc: eve@example.org', 'Hello Bcc: eve@example.org'],
    ['other ends of lines', 'a\u2028b\u0085c\u0000d\ve', 'a b c d e'],
    ['turned text', 'invoice\u202Efdp.exe', 'invoice fdp.exe'],
    ['half a character', 'a\uD800b', 'a\uFFFDb'],
    ['Arabic', 'مرحبا بالعالم', 'مرحبا بالعالم'],
  ])('is one line as a subject: %s', (_name, title, subject) => {
    expect(inLanguage('en', { title, blocks: [] }).subject).toBe(subject);
  });

  test('is cut as a subject between characters as people see them', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(oneLine(family.repeat(200))).toBe(`${family.repeat(149)}…`);
    expect(oneLine('é'.repeat(150))).toBe('é'.repeat(150));
  });

  test('without a title, the first words are the subject', () => {
    expect(inLanguage('en', { blocks: [{ type: 'text', text: ['Hello ', strong('you')] }] }).subject).toBe('Hello you');
    expect(inLanguage('en', { blocks: [] }).subject).toBe('Agora');
  });
});
