/** What reaches a real mail server, and what its answers mean. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PostError } from '../../../src/chat/platform.ts';
import { letterOf } from '../../../src/delivery/mail/letter.ts';
import { connectSmtp, hostOf, type Post, type Smtp, troubleOf } from '../../../src/delivery/mail/smtp.ts';
import { catalogue } from '../../support/catalogue.ts';
import { movableClock } from '../../support/clock.ts';
import { openPostOffice, type PostOffice } from '../../support/smtp.ts';

let office: PostOffice;
let smtp: Smtp;
const clock = movableClock(new Date('2026-03-29T10:20:30Z'));
const from = 'Agora <agora@network.example>';
beforeEach(async () => {
  office = await openPostOffice();
  smtp = connectSmtp({ smtpUrl: office.url, from }, clock);
});
afterEach(async () => {
  smtp.close();
  await office.close();
});

const stopUrl = 'https://agora.example.org/mail/fr/stop/0123456789abcdefghij0123456789ab';
const post = (title: string, more: Partial<Post> = {}): Post => ({
  to: { address: 'ana@example.org', name: 'Ana Koné' },
  letter: letterOf(
    { title, blocks: [{ type: 'text', text: 'Bonjour à tous. '.repeat(40) }] },
    { t: catalogue.translator('fr'), timeZone: 'UTC' },
    () => undefined,
    stopUrl,
  ),
  locale: 'fr',
  key: 'event.moved:1:mail/ana@example.org',
  stopUrl,
  ...more,
});
const trouble = (sending: Promise<string>): Promise<PostError> =>
  sending.then(
    () => Promise.reject(new Error('it was sent')),
    (error: unknown) => (error instanceof PostError ? error : Promise.reject(error)),
  );

describe('a mail', () => {
  test('arrives with what it says as plain text and as HTML, and the headers that machines read', async () => {
    const id = await smtp.send(post('Le séminaire a changé de date'));
    const [mail] = office.mails;
    expect(mail).toMatchObject({
      subject: 'Le séminaire a changé de date',
      messageId: id,
      date: new Date('2026-03-29T10:20:30Z'),
      from: { value: [{ name: 'Agora', address: 'agora@network.example' }] },
      to: { value: [{ name: 'Ana Koné', address: 'ana@example.org' }] },
      recipients: ['ana@example.org'],
    });
    expect(mail?.text).toContain('Bonjour à tous.');
    expect(mail?.html).toContain('<html lang="fr">');
    expect(id).toMatch(/^<[0-9a-f]{40}@network\.example>$/);
    // As the server got them, but for the folding: one-click needs exactly this (RFC 8058, 3.1).
    expect(mail?.raw.replaceAll('\r\n ', ' ')).toContain(`List-Unsubscribe: <${stopUrl}>\r\n`);
    expect(mail?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated\r\n');
    expect(mail?.raw).toContain('Content-Language: fr\r\n');
    expect(mail?.attachments).toEqual([]);
    expect(mail?.raw.split('\r\n').filter((line) => line.length > 998)).toEqual([]);
  });

  test('is the same mail when it is sent again, and another one under another key', async () => {
    const ids = [await smtp.send(post('One')), await smtp.send(post('One')), await smtp.send(post('One', { key: 'another' }))];
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test.each([
    'Hello\r\nBcc: eve@example.org\r\n\r\nAnother body',
    'Hello\nX-Injected: 1',
    `${'Très long '.repeat(60)}\r\nBcc: eve@example.org`,
    '🎉'.repeat(120),
    '\u202Eمرحبا بالعالم\u202C <b>',
    '=?utf-8?Q?Bcc:_eve=40example.org?=',
  ])('has one subject and the one recipient, whatever its title: %j', async (title) => {
    const whole = post(title, { to: { address: 'ana@example.org', name: `${title}" <eve@example.org>,` } });
    await smtp.send(whole);
    const [mail] = office.mails;
    expect(mail?.recipients).toEqual(['ana@example.org']);
    expect(mail?.to).toMatchObject({ value: [{ address: 'ana@example.org' }] });
    expect([...(mail?.headers.keys() ?? [])].toSorted()).toEqual(
      [
        'auto-submitted',
        'content-language',
        'content-type',
        'date',
        'from',
        'list',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ].toSorted(),
    );
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.subject).toBe(whole.letter.subject);
    const head = mail?.raw.slice(0, mail.raw.indexOf('\r\n\r\n')) ?? '';
    expect(head.match(/^subject:/gim)).toHaveLength(1);
    expect(head.split('\r\n').every((line) => /^[\x20-\x7e]*$/.test(line.replaceAll('\t', ' ')))).toBe(true);
  });

  test.each(['ana@example.org\r\nRCPT TO:<eve@example.org>', 'ana@example.org, eve@example.org', '<eve@example.org> ana@example.org'])(
    'goes to nobody where the address is not one: %j',
    async (address) => {
      const sent = await smtp.send(post('Hello', { to: { address, name: '' } })).catch((error: unknown) => error);
      expect(office.mails.flatMap(({ recipients }) => recipients)).not.toContain('eve@example.org');
      if (sent instanceof Error) expect(sent).toMatchObject({ permanent: true, about: 'place' });
    },
  );
});

describe('an answer of the server', () => {
  test.each([
    ['recipient', 550, '5.1.1 No such user', { code: 'smtp 550 5.1.1', permanent: true, uncertain: false, about: 'place' }],
    ['recipient', 452, '4.2.2 Mailbox full', { code: 'smtp 452 4.2.2', permanent: false, uncertain: false, about: 'place' }],
    ['message', 554, '5.7.1 Looks like spam', { code: 'smtp 554 5.7.1', permanent: true, uncertain: false, about: 'place' }],
    ['message', 451, '4.3.0 Later', { code: 'smtp 451 4.3.0', permanent: false, uncertain: false, about: 'place' }],
    ['sender', 550, '5.7.1 Not you', { code: 'smtp 550 5.7.1', permanent: false, uncertain: false, about: 'workspace' }],
  ] as const)('at the %s, %i %s', async (at, code, text, expected) => {
    office.behave({ at, code, text: `${text} <ana@example.org>` });
    const found = await trouble(smtp.send(post('Hello')));
    expect(found).toMatchObject(expected);
    expect(String(found.stack)).not.toContain('ana@example.org');
    expect(office.mails).toEqual([]);
    // The next one may pass.
    office.behave('accept');
    await smtp.send(post('Hello'));
    expect(office.mails).toHaveLength(1);
  });

  test('a connection cut before the message: it has not arrived', async () => {
    office.behave('hang up before the message');
    expect(await trouble(smtp.send(post('Hello')))).toMatchObject({ permanent: false, uncertain: false });
  });

  test('a connection cut after the message: it may have arrived, and the second try is the same mail', async () => {
    office.behave('keep it and hang up');
    expect(await trouble(smtp.send(post('Hello')))).toMatchObject({ permanent: false, uncertain: true });
    office.behave('accept');
    const id = await smtp.send(post('Hello'));
    expect(new Set(office.mails.map(({ messageId }) => messageId))).toEqual(new Set([id]));
  });

  test('nobody there', async () => {
    await office.close();
    expect(await trouble(smtp.send(post('Hello')))).toMatchObject({ permanent: false, uncertain: false, about: 'workspace' });
    office = await openPostOffice();
  });

  test('a wrong password is nothing that a reader can change', () => {
    const error = { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 Bad credentials' };
    expect(troubleOf(error, false)).toMatchObject({ code: 'smtp 535 5.7.8', permanent: false, about: 'workspace' });
  });
});

test.each([
  ['Agora <agora@network.example>', 'network.example'],
  ['agora@network.example', 'network.example'],
])('the host of %s', (sender, host) => {
  expect(hostOf(sender)).toBe(host);
});
