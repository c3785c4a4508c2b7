/** `npm run import -- knowledge`: what would change is said first, and a file that is none is named. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importKnowledgeFile } from '../../src/cli/import-knowledge.ts';
import { openTown, type Town } from '../features/experience/support.ts';
import { cost } from '../features/knowledge/support.ts';

let town: Town;
let folder: string;
beforeAll(async () => {
  town = await openTown();
  folder = mkdtempSync(join(tmpdir(), 'agora-knowledge-'));
  await town.parts.store.db.knowledgeEntry.deleteMany();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await town.stop();
});

const file = (content: string): string => {
  const path = join(folder, 'knowledge.json');
  writeFileSync(path, content);
  return path;
};

test('a dry run says what is new and changes nothing; applied, it is there; again, it is the same', async () => {
  const operator = { ...(await town.person('Ola', 'admin')), vocabulary: town.parts.vocabulary };
  const path = file(JSON.stringify({ kind: 'knowledge', entries: [cost()] }));
  const run = async (apply: boolean) => (await importKnowledgeFile(town.again(operator), path, apply)).join('\n');
  expect(await run(false)).toContain('+ cost (What does it cost?)');
  expect(await town.parts.store.db.knowledgeEntry.count()).toBe(0);
  expect(await run(true)).toContain('1 new');
  expect(await town.parts.store.db.knowledgeEntry.count()).toBe(1);
  expect(await run(false)).toContain('1 the same');
});

test.each([
  ['no JSON', '{'],
  ['another kind of file', JSON.stringify({ kind: 'agenda', items: [] })],
  ['an entry without a text', JSON.stringify({ kind: 'knowledge', entries: [{ ...cost(), texts: {} }] })],
])('%s is refused, with the file’s name', async (_what, content) => {
  const operator = { ...(await town.person(`Ola ${_what}`, 'admin')), vocabulary: town.parts.vocabulary };
  await expect(importKnowledgeFile(operator, file(content), true)).rejects.toThrow(expect.objectContaining({ code: 'knowledge.no-file' }));
});
