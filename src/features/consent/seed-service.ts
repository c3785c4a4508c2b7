/** Loads the words that somebody is asked to agree to. Words that were agreed to are never changed: new ones are a new version. */
import { z } from 'zod';
import { defineSeed } from '../../store/seed.ts';

const consentFile = z.strictObject({
  purpose: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'lower-case words joined by hyphens'),
  about: z.enum(['person', 'organisation']),
  version: z.string().min(1),
  texts: z.record(z.enum(['en', 'es', 'fr', 'pt']), z.string().min(1)),
});

export const consentSeed = defineSeed({
  kind: 'consent',
  content: consentFile,
  async load(tx, { purpose, version, about, texts }) {
    const where = { purpose_version: { purpose, version } };
    if ((await tx.consent.count({ where: { purpose, version } })) > 0) {
      const asked = await tx.consentText.findUniqueOrThrow({ where });
      if (!sameTexts(asked.texts, texts))
        throw new Error(`the text ${version} of "${purpose}" was agreed to already: give the new words a new version`);
    }
    await tx.consentText.updateMany({ where: { purpose, version: { not: version } }, data: { current: false } });
    await tx.consentText.upsert({ where, create: { purpose, version, about, texts }, update: { about, texts, current: true } });
  },
});

/** The store keeps an object's keys in an order of its own. */
function sameTexts(stored: unknown, given: Readonly<Record<string, string>>): boolean {
  const was = z.record(z.string(), z.string()).parse(stored);
  const keys = new Set([...Object.keys(was), ...Object.keys(given)]);
  return [...keys].every((key) => was[key] === given[key]);
}
