/** Whoever reads contacts goes through the door that writes it down. */
import { expect, test } from 'vitest';
import { readSources } from '../support/sources.ts';

const DOOR = 'src/features/organisation/contacts/service.ts';
const sources = readSources('src', 'commands').filter(({ path }) => !path.startsWith('src/store/generated/'));

/** Figures of the table, and nothing that stands in it: how many, how often a mail came back, when somebody answered. */
const FIGURES = /from "Contact" group by 1/;
const reads: readonly RegExp[] = [
  /\.contact\.(find|groupBy|aggregate)/,
  /(from|join) "Contact"(?! group by 1)/i,
  // As what another row leads to, also through a campaign's question; counts of it are figures.
  /\bcontacts?: (true|\{ (select|include|where|orderBy))/,
];

test('contacts are read in one place', () => {
  const door = sources.find(({ path }) => path === DOOR);
  expect(reads.some((one) => one.test(door?.text ?? ''))).toBe(true);
  const others = sources.filter(({ path, text }) => path !== DOOR && reads.some((one) => one.test(counted(text)))).map(({ path }) => path);
  expect(others).toEqual([]);
});

test('figures of contacts are read for the campaign alone, and name nobody', () => {
  const users = sources.filter(({ text }) => FIGURES.test(text));
  expect(users.map(({ path }) => path)).toEqual(['src/features/campaign/facts.ts']);
  const [selected = ''] = /select "organisationId" as id, [^;]*?from "Contact"/.exec(users[0]?.text ?? '') ?? [];
  expect(selected).not.toBe('');
  expect(selected).not.toMatch(/\b(name|phone|role)\b|[^(]email(?! <> '')/);
});

test('contacts in what was sent in are shown only where that is written down', () => {
  const shows = sources.filter(
    ({ path, text }) => /src\/features\/(membership|candidacy)\//.test(path) && /\btextPageCard\(ctx/.test(text),
  );
  expect(shows.map(({ path }) => path).toSorted()).toEqual(['src/features/candidacy/actions.ts', 'src/features/membership/actions.ts']);
  for (const { path, text } of shows) expect(text, path).toMatch(/note(Reading|AddressesRead)\(ctx[\s\S]*textPageCard\(ctx/);
});

/** `_count: { select: { contacts: true } }` names nobody. */
const counted = (text: string): string => text.replace(/_count: \{ select: \{[^}]*(\{[^}]*\}[^}]*)*\}/g, '');
