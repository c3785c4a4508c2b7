/** What the doctor says of every finding, in every language: it fits each platform whole, and says what to do. */
import { describe, expect, test } from 'vitest';
import { flawLevels } from '../../../src/chat/platform.ts';
import { doctorCard } from '../../../src/features/doctor/card.ts';
import { changesCard } from '../../../src/features/doctor/messages.ts';
import type { Finding } from '../../../src/features/doctor/report.ts';
import { saidOf } from '../../../src/features/doctor/words.ts';
import { overflow as overDiscord } from '../../../src/platforms/discord/card.ts';
import { overLimits as overPlayground } from '../../../src/platforms/playground/card.ts';
import { cutsOf as overSlack } from '../../../src/platforms/slack/card.ts';
import { catalogue, translator } from '../../support/catalogue.ts';

const locales = ['en', 'es', 'fr', 'pt'];
const long = 'W & <b>*x*</b> '.repeat(40);
const args: Readonly<Record<string, string | number>> = {
  ...Object.fromEntries(
    [
      'trouble',
      'error',
      'channel',
      'category',
      'place',
      'scope',
      'names',
      'workspace',
      'role',
      'first',
      'extension',
      'job',
      'address',
      'locale',
      'version',
    ].map((name) => [name, long]),
  ),
  purpose: 'announcements',
  permission: 'SendMessagesInThreads',
  what: 'database',
  check: 'embedder',
  ...Object.fromEntries(['oldest', 'count', 'free', 'size', 'minutes', 'seconds', 'status'].map((name) => [name, 123_456])),
};
const keys = catalogue.keys('en').filter((key) => key.startsWith('doctor.'));
const details = (code: string) =>
  keys.filter((key) => key.startsWith(`doctor.${code}.breaks.`)).map((key) => key.slice(`doctor.${code}.breaks.`.length));
const every = keys
  .filter((key) => key.endsWith('.what'))
  .map((key) => key.slice('doctor.'.length, -'.what'.length))
  .flatMap((code) => (details(code).length === 0 ? [{ code }] : details(code).map((detail) => ({ code, detail }))))
  .map((one, at): Finding => ({ ...one, platform: 'discord', level: flawLevels[at % 3] ?? 'broken', about: String(at), args }));

describe.each(locales)('in %s', (locale) => {
  const t = translator(locale);

  test('every finding says what it is, what breaks and what to do, without a hole', () => {
    expect(every.length).toBeGreaterThan(50);
    for (const flaw of every) {
      const said = Object.values(saidOf(t, flaw)).join('\n');
      expect(said).not.toMatch(/\{|undefined|doctor\./);
    }
  });

  test('every page fits everywhere', () => {
    const unchecked = Array.from({ length: 9 }, () => ({ code: 'failed', args: { check: 'embedder', error: long } }));
    const cards = every.map((_flaw, at) => doctorCard(t, { flaws: every, unchecked }, at));
    for (let at = 0; at < every.length; at += 4) cards.push(changesCard(t, { added: [...every.slice(at)], gone: [...every.slice(at)] }));
    cards.push(doctorCard(t, { flaws: [], unchecked: [] }));
    for (const card of cards) {
      expect(overSlack(card)).toEqual([]);
      expect(overDiscord(card)).toEqual([]);
      expect(overPlayground(card)).toEqual([]);
    }
  });
});
