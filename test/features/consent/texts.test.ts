/** The words of a consent: what was agreed to is not changed afterwards. */
import { expect, test } from 'vitest';
import { consentSeed } from '../../../src/features/consent/seed-service.ts';
import { agreesTo, askedOf } from '../../../src/features/consent/service.ts';
import { openTestStore } from '../../support/store.ts';

const words = (version: string, en: string) => ({
  purpose: 'directory',
  about: 'organisation' as const,
  version,
  texts: { en, es: 'uno', fr: 'un', pt: 'um' },
});

test('words that were agreed to stay; new words are a new version, and the one that is asked for', async () => {
  await using store = await openTestStore().then((open) => ({ ...open, [Symbol.asyncDispose]: () => open.close() }));
  const load = (content: ReturnType<typeof words>) => store.db.$transaction((tx) => consentSeed.load(tx, content, new Date()));
  await load(words('1', 'one'));
  await load(words('1', 'One.'));
  await store.db.organisation.create({ data: { id: 'o', kind: 'other', names: { en: 'Orchard League' }, locale: 'en' } });
  await store.db.consent.create({
    data: { id: 'c', organisationId: 'o', purpose: 'directory', version: '1', locale: 'en', givenAt: new Date() },
  });
  await load(words('1', 'One.'));
  await expect(load(words('1', 'Something else.'))).rejects.toThrow('a new version');
  await load(words('2', 'Two.'));
  expect(await askedOf(store.db, 'organisation')).toEqual([{ purpose: 'directory', version: '2', texts: words('2', 'Two.').texts }]);
  expect(await agreesTo(store.db, { organisationId: 'o' }, 'directory')).toBe(true);
  await store.db.consent.update({ where: { id: 'c' }, data: { withdrawnAt: new Date() } });
  expect(await agreesTo(store.db, { organisationId: 'o' }, 'directory')).toBe(false);
});
