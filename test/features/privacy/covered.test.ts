/** Nothing is held on a person that nobody answers for: Prisma's schema against what the features say of themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptOn, retention } from '../../../src/features/privacy/retention/rules.ts';
import { personal } from '../../../src/features/registry.ts';
import { root } from '../../support/sources.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** The column that a relation to a person is kept in. */
  readonly pointsBy: string | undefined;
}

const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
const models = new Map(
  [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => [name, body.split('\n').flatMap(fieldOf)]),
);

function fieldOf(line: string): readonly Field[] {
  const found = /^\s+(\w+)\s+(\w+)(\?|\[\])?/.exec(line);
  if (!found || line.trim().startsWith('//')) return [];
  const [, name = '', type = '', more] = found;
  const pointsBy = type === 'Person' ? /fields: \[(\w+)\]/.exec(line)?.[1] : undefined;
  return [{ name, type, optional: more === '?', pointsBy }];
}

/** Columns that hold somebody's id without a relation, by what such columns are called. */
const ID = /^(actor|person|by|decidedBy|owner|author)(Id)?$|(Person|By|Owner|Actor)Id$/;
/** What only a person, or a way to reach one, has. */
const OWN = /^(e?mail|phone|telephone|mobile|contacts?|firstName|lastName|fullName|mailbox|birth\w*)$/i;
const holdings = personal.flatMap(({ name, held }) => held.map((holding) => ({ ...holding, entry: name })));
const covers = (model: string, column: string): boolean => holdings.some((one) => one.model === model && one.column === column);

test('the schema is read as it is', () => {
  expect(models.size).toBeGreaterThan(30);
  expect(models.get('Draft')?.find(({ name }) => name === 'person')?.pointsBy).toBe('personId');
});

test('every column that leads to a person is answered for by some feature', () => {
  const pointing = [...models].flatMap(([model, fields]) =>
    fields.flatMap(({ name, type, pointsBy }) => {
      if (pointsBy !== undefined) return [`${model}.${pointsBy}`];
      return type === 'String' && ID.test(name) ? [`${model}.${name}`] : [];
    }),
  );
  expect(pointing.length).toBeGreaterThan(20);
  expect(pointing.filter((column) => !covers(...split(column)))).toEqual([]);
});

test('every model with something of a person is answered for by some feature', () => {
  const own = [...models].filter(([, fields]) => fields.some(({ name, type }) => type === 'String' && OWN.test(name)));
  expect(own.map(([model]) => model)).toContain('Preference');
  expect(own.map(([model]) => model).filter((model) => !holdings.some((one) => one.model === model))).toEqual([]);
});

describe.each(holdings.map((holding) => [`${holding.entry}: ${holding.model}.${holding.column}`, holding] as const))('%s', (_name, one) => {
  test('is there, and can be what it is to become', () => {
    const fields = models.get(one.model) ?? [];
    const named = [one.column, ...Object.keys(one.emptied ?? {}), ...(one.withheld ?? [])];
    expect(named.filter((column) => !fields.some(({ name }) => name === column))).toEqual([]);
    const kept = one.onErasure === 'kept' && one.emptied?.[one.column] === undefined;
    if (kept) expect(fields.find(({ name }) => name === one.column)?.optional, 'a row is kept without its person').toBe(true);
  });
});

test('each feature says in every language what it holds, why, and what becomes of it', () => {
  const wanted = personal.flatMap(({ name }) => [`${name}.what`, `${name}.why`, `${name}.erased`]);
  for (const language of readdirSync(join(root, 'locales'))) {
    const texts: unknown = JSON.parse(readFileSync(join(root, 'locales', language, 'personal.json'), 'utf8'));
    const there = Object.keys(Object(texts));
    expect(there.toSorted(), language).toEqual([...wanted].toSorted());
  }
});

test('what holds something of persons is forgotten by a rule, or says why it is kept on', () => {
  const ruled = new Set(retention.map(({ model }) => model));
  const held = [...new Set(holdings.map(({ model }) => model))];
  expect(held.filter((model) => !ruled.has(model) && keptOn[model] === undefined && model !== 'ConversationMessage')).toEqual([]);
  expect(Object.keys(keptOn).filter((model) => ruled.has(model) || !held.includes(model))).toEqual([]);
});

test('the rule for a child goes with its parent', () => {
  // A conversation's messages go with it, by the store's own foreign key.
  expect(schema).toMatch(/conversation\s+Conversation\s+@relation\(fields: \[conversationId\], references: \[id\], onDelete: Cascade\)/);
});

test('each has a name of its own, and the person comes last', () => {
  expect(new Set(personal.map(({ name }) => name)).size).toBe(personal.length);
  expect(personal.at(-1)?.name).toBe('person');
});

const split = (column: string): readonly [string, string] => {
  const [model = '', name = ''] = column.split('.');
  return [model, name];
};
