/** Importing records as operators do it: looked at first, then written, again, cut off, from tables of any kind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../../src/clock.ts';
import { searchExperiences } from '../../../../src/features/experience/search.ts';
import { importExperiences } from '../../../../src/features/experience/transfer/import.ts';
import { knownMapping } from '../../../../src/features/experience/transfer/mapping.ts';
import { openStore } from '../../../../src/store/open.ts';
import type { Store } from '../../../../src/store/store.ts';
import { openTable } from '../../../../src/transfer/read.ts';
import type { ReportRow } from '../../../../src/transfer/report.ts';
import { publish, somebody } from '../../../support/experiences.ts';
import { openPostgres, type Postgres } from '../../../support/postgres.ts';
import { compactFile, compactRow, officialFile, write, writeCompact } from '../../../support/record-files.ts';
import { madeUpSheets } from '../../../support/records.ts';
import { root } from '../../../support/sources.ts';
import { openTestStore } from '../../../support/store.ts';

let server: Postgres;
beforeAll(async () => {
  server = await openPostgres();
});
afterAll(() => server.stop());

const stores: Readonly<Record<string, () => Promise<Store>>> = {
  embedded: () => openTestStore(),
  server: async () => openStore({ kind: 'server', url: await server.database() }, systemClock),
};

async function run(store: Store, file: string, apply = true) {
  const ctx = await somebody(store, 'admin');
  const table = await openTable(file);
  const mapping = knownMapping(table.header);
  if (!mapping) throw new Error('the header is not known');
  const report: ReportRow[] = [];
  const imported = await importExperiences(ctx, {
    file,
    table,
    mapping,
    vocabulary: ctx.vocabulary,
    apply,
    report: (row) => report.push(row),
    progress: () => {},
  });
  return { ...imported, report };
}

describe.each(Object.keys(stores))('into the %s store', (kind) => {
  let store: Store;
  beforeEach(async () => {
    const open = stores[kind];
    if (!open) throw new Error(kind);
    store = await open();
  });
  afterEach(() => store.close());

  test('the whole compact table: a dry run writes nothing, the real one everything, a second one nothing more', async () => {
    const { file, rows } = compactFile();
    expect((await run(store, file, false)).tally).toMatchObject({ new: rows, refused: 0 });
    expect([await store.db.experience.count(), await store.db.auditEntry.count()]).toEqual([0, 0]);

    const first = await run(store, file);
    expect(first.tally).toMatchObject({ new: rows, changed: 0, same: 0, refused: 0 });
    expect(await store.db.experience.count({ where: { state: 'published', source: 'participedia', ownerId: null } })).toBe(rows);
    expect(await store.db.experienceRevision.count()).toBe(rows);
    // What has no equivalent is said, with its line, and not dropped in silence.
    expect(first.report).toContainEqual(
      expect.objectContaining({ kind: 'note', column: 'method_types', value: 'informal', reason: 'noEquivalent' }),
    );

    const before = await store.db.experience.findFirstOrThrow({ orderBy: { number: 'desc' } });
    expect((await run(store, file)).tally).toMatchObject({ new: 0, changed: 0, same: rows });
    expect(await store.db.experience.findUniqueOrThrow({ where: { id: before.id } })).toEqual(before);
    expect(await store.db.auditEntry.count({ where: { action: 'transfer.import' } })).toBe(1);

    const found = await searchExperiences(await somebody(store), { text: 'budget participatif' });
    expect(found.hits[0]?.title.toLowerCase()).toMatch(/participatory budgeting/);
  });

  test('the official header: vocabularies, dates, counts and texts stand where they belong', async () => {
    const { file, rows } = officialFile();
    expect((await run(store, file)).tally).toMatchObject({ new: rows, refused: 0 });
    const sheet = await store.db.experience.findUniqueOrThrow({ where: { source_sourceId: { source: 'participedia', sourceId: '1' } } });
    expect(sheet.themes).toContain('governance');
    expect(sheet.scale).toBe('regional');
    expect(sheet.participantCount).toBe(160);
    expect(sheet.methods).toContain('deliberation');
    expect(sheet.objectives).toContain('decision-quality');
    expect(sheet.links).toEqual(['https://participedia.net/case/1']);
    expect(sheet.startsOn).toMatch(/^\d{4}/);
    expect(sheet.description.length).toBeGreaterThan(300);
    expect(sheet.description).not.toMatch(/<p>|&amp;/);
    expect(await store.db.experience.count({ where: { participants: { has: 'random' } } })).toBeGreaterThan(0);
  });

  test('a changed row is a new revision, once; what was edited here stays', async () => {
    const [first, second] = [...madeUpSheets(2)].map(compactRow);
    if (!first || !second) throw new Error('two rows');
    await run(store, write('cases.csv', [first, second]));
    const edited = await store.db.experience.findUniqueOrThrow({ where: { source_sourceId: { source: 'participedia', sourceId: '2' } } });
    await store.db.person.create({ data: { id: 'editor', name: 'Editor' } });
    await store.db.experience.update({ where: { id: edited.id }, data: { title: 'Put right by an editor', revision: 2 } });
    await store.db.experienceRevision.create({ data: { experienceId: edited.id, number: 2, content: {}, byId: 'editor', at: new Date() } });

    const again = write('cases.csv', [
      { ...first, title: 'a new title' },
      { ...second, title: 'another title' },
    ]);
    expect((await run(store, again)).tally).toMatchObject({ changed: 1, kept: 1 });
    expect((await run(store, again)).tally).toMatchObject({ changed: 0, same: 1, kept: 1 });
    const sheets = await store.db.experience.findMany({ orderBy: { number: 'asc' }, select: { title: true, revision: true } });
    expect(sheets).toEqual([
      { title: 'a new title', revision: 2 },
      { title: 'Put right by an editor', revision: 2 },
    ]);
    expect((await searchExperiences(await somebody(store), { text: 'a new title' })).total).toBe(1);
  });

  test('refused rows are in the report with their line and reason; the others go in', async () => {
    const rows = [...madeUpSheets(4)].map(compactRow);
    const [one, two, three, four] = rows;
    const file = write('cases.csv', [
      { ...one },
      { ...two, title: '  ' },
      { ...three, id: '1' },
      { ...four, description: 'two\nlines' },
      { ...four, id: '9', start_date: 'soon', country: 'Atlantis' },
    ]);
    writeFileSync(file, `${readFileSync(file, 'utf8')}too,few\n`);
    const { tally, report } = await run(store, file);
    expect(tally).toMatchObject({ new: 3, refused: 3 });
    expect(report.filter((row) => row.kind === 'refused').map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'noTitle'],
      [4, 'twice'],
      [8, 'cells'],
    ]);
    expect(report.filter((row) => row.line === 7 && row.reason === 'unreadable').map(({ column, value }) => [column, value])).toEqual([
      ['start_date', 'soon'],
      ['country', 'Atlantis'],
    ]);
  });

  test('hostile cells are only texts', async () => {
    const [row] = [...madeUpSheets(1)].map(compactRow);
    const nasty = [
      '=cmd|calc',
      '\'; drop table "Experience"; --',
      '<script>alert(1)</script>x',
      '\u0000\u0007bell',
      '🙂'.repeat(40),
      '{{ICU}} {x, plural',
      '\\u0000 \\ "quoted"',
    ];
    const file = write(
      'cases.csv',
      nasty.map((title, at) => ({ ...row, id: `n${at}`, title, description: `${title} ${title}` })),
    );
    const { tally } = await run(store, file);
    expect(tally).toMatchObject({ new: nasty.length, refused: 0 });
    const titles = (await store.db.experience.findMany({ orderBy: { number: 'asc' } })).map(({ title }) => title);
    expect([titles[0], titles[1], titles[2], titles[3]]).toEqual(['=cmd|calc', '\'; drop table "Experience"; --', 'x', 'bell']);
  });

  test('nobody but the operator imports', async () => {
    const ctx = await somebody(store, 'secretariat');
    const table = await openTable(officialFile().file);
    const mapping = knownMapping(table.header);
    if (!mapping) throw new Error('the header is not known');
    const attempt = importExperiences(ctx, {
      file: 'x',
      table,
      mapping,
      vocabulary: ctx.vocabulary,
      apply: true,
      report: () => {},
      progress: () => {},
    });
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
    expect(await store.db.experience.count()).toBe(0);
  });
});

describe('from the command line', () => {
  const command = (folder: string, ...args: readonly string[]): ChildProcess =>
    spawn(
      join(root, 'node_modules/.bin/node'),
      ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/import.ts'), 'experiences', ...args],
      {
        cwd: folder,
        env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data') },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  const output = async (child: ChildProcess): Promise<{ text: string; code: number | null }> => {
    let text = '';
    child.stdout?.on('data', (chunk) => (text += chunk));
    child.stderr?.on('data', (chunk) => (text += chunk));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { text, code };
  };
  const newFolder = (): string => mkdtempSync(join(tmpdir(), 'agora-import-'));

  test('one that was killed half-way goes on where it was, and nothing is there twice', async () => {
    const folder = newFolder();
    const file = writeCompact(6000);
    const first = command(folder, file, '--apply');
    await new Promise<void>((resolve) => first.stderr?.on('data', (chunk) => /[2-6]\d ?%/.test(String(chunk)) && resolve()));
    first.kill('SIGKILL');
    await new Promise((resolve) => first.once('close', resolve));

    const { text, code } = await output(command(folder, file, '--apply'));
    expect(code, text).toBe(0);
    const [, made, same] = /([\d,]+) new, 0 changed, ([\d,]+) the same/.exec(text)?.map((n) => Number(n.replace(',', ''))) ?? [];
    expect([(made ?? 0) + (same ?? 0), (same ?? 0) > 0]).toEqual([6000, true]);
    const store = await openStore({ kind: 'embedded', folder: join(folder, 'data') }, systemClock);
    expect([await store.db.experience.count(), await store.db.experienceSearch.count()]).toEqual([6000, 6000]);
    await store.close();
  });

  test('an unknown header: the guess is shown, kept, can be edited and is used again; refused rows are in a file', async () => {
    const folder = newFolder();
    const file = write('fichas.csv', [
      {
        'Nombre de la experiencia': 'Presupuesto de barrio',
        País: 'España',
        Ciudad: 'Getafe',
        Período: '2015-2018',
        Tema: 'Educación; Salud',
        Mecanismo: 'presupuestos participativos',
        Notas: 'x',
      },
      {
        'Nombre de la experiencia': 'Consejo de niños',
        País: 'Argentina',
        Ciudad: 'Rosario',
        Período: 'desde 1997',
        Tema: 'Infancia',
        Mecanismo: 'consejo',
        Notas: 'y',
      },
      { 'Nombre de la experiencia': '', País: 'Chile', Ciudad: '', Período: '', Tema: 'Marte', Mecanismo: '', Notas: '' },
    ]);
    const dry = await output(command(folder, file));
    expect(dry.code, dry.text).toBe(0);
    expect(dry.text).toMatch(/Nombre de la experiencia\s+Title\s+its name/);
    expect(dry.text).toMatch(/Período\s+Period\s+name and values|Período\s+Period\s+its name/);
    expect(dry.text).toMatch(/Notas\s+–\s+not imported/);
    expect(dry.text).toContain('2 new');
    const kept = join(folder, 'fichas.mapping.json');
    const mapping = JSON.parse(readFileSync(kept, 'utf8'));
    mapping.columns.evaluation = ['Notas'];
    mapping.source = 'fichero';
    mapping.locale = 'es';
    writeFileSync(kept, JSON.stringify(mapping));

    const real = await output(command(folder, file, '--apply', '--mapping', kept));
    expect(real.code, real.text).toBe(0);
    const report = parse(readFileSync(join(folder, 'fichas.report.csv')), { columns: true, bom: true });
    expect(report).toContainEqual(expect.objectContaining({ line: '4', kind: 'refused', reason: 'no title' }));
    const store = await openStore({ kind: 'embedded', folder: join(folder, 'data') }, systemClock);
    const [first, second] = await store.db.experience.findMany({ orderBy: { number: 'asc' } });
    await store.close();
    expect(first).toMatchObject({
      source: 'fichero',
      locale: 'es',
      country: 'ES',
      startsOn: '2015',
      endsOn: '2018',
      types: ['participatory-budgeting'],
      evaluation: 'x',
    });
    expect(first?.themes.toSorted()).toEqual(['education', 'health']);
    expect(second).toMatchObject({ country: 'AR', startsOn: '1997', ongoing: true, themes: ['youth'], types: ['council'] });
  });

  test.each([
    [['missing.csv'], 1, /no file/i],
    [[], 2, /How to call it/],
    [['a.csv', 'b.csv'], 2, /How to call it/],
    [['a.csv', '--aply'], 2, /How to call it/],
  ])('called with %j it says what is wrong', async (args, code, said) => {
    const folder = newFolder();
    const result = await output(command(folder, ...args));
    expect(result).toEqual({ code, text: expect.stringMatching(said) });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('while the bot has the folder open, it says who has it', async () => {
    const folder = newFolder();
    const store = await openStore({ kind: 'embedded', folder: join(folder, 'data') }, systemClock);
    const result = await output(command(folder, officialFile().file));
    await store.close();
    expect(result).toEqual({ code: 1, text: expect.stringContaining(`process ${process.pid}`) });
  });
});

test('a table of an older spreadsheet: semicolons, another encoding, cells over several lines', async () => {
  const file = write('old.csv', []);
  writeFileSync(file, Buffer.from('Título;País\r\n"Presupuesto ""nuevo""\r\nde Getafe";España\r\nOtro;Perú\r\n', 'latin1'));
  const table = await openTable(file);
  const rows = [];
  for await (const { line, cells } of table.rows()) rows.push({ line, cells });
  expect(table.header).toEqual(['Título', 'País']);
  expect(rows).toEqual([
    { line: 2, cells: ['Presupuesto "nuevo"\r\nde Getafe', 'España'] },
    { line: 4, cells: ['Otro', 'Perú'] },
  ]);
});

test('sheets of this store come out, go into another, and are the same there', async () => {
  const [here, there] = [await openTestStore(), await openTestStore()];
  try {
    await publish(here, [
      {
        title: '=1+1',
        summary: '-2',
        description: "'=quoted\nsecond line",
        city: '@home',
        types: ['council'],
        themes: ['health', 'youth'],
        links: ['https://example.org/a|b', 'https://example.org/c'],
      },
      {
        title: "'+plus",
        summary: 'an "old" one, really',
        country: 'FR',
        startsOn: '2016-05',
        ongoing: true,
        participantCount: 12,
        locale: 'fr',
      },
    ]);
    const { exportExperiences } = await import('../../../../src/features/experience/transfer/export.ts');
    const operator = await somebody(here, 'admin');
    const text = async (stream: AsyncIterable<unknown>): Promise<string> => (await Array.fromAsync(stream, String)).join('');
    const csv = await text(exportExperiences(operator, 'csv'));
    const file = write('export.csv', []);
    writeFileSync(file, csv);
    expect(csv.startsWith('\ufeffsource_id,source,title')).toBe(true);
    for (const row of parse(csv, { bom: true })) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);

    expect((await run(there, file)).tally).toMatchObject({ new: 2, refused: 0, notes: 0 });
    expect((await run(here, file)).tally).toMatchObject({ same: 2 });
    const contents = async (who: Store) => JSON.parse(await text(exportExperiences({ ...operator, store: who }, 'json')));
    const bare = (rows: readonly Record<string, unknown>[]) => rows.map(({ number, publishedOn, ...content }) => content);
    expect(bare(await contents(there))).toEqual(bare(await contents(here)));
  } finally {
    await Promise.all([here.close(), there.close()]);
  }
});
