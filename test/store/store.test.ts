/** The store's contract on both kinds of store, and what is particular to each. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/open.ts';
import { openPostgres, type Postgres } from '../support/postgres.ts';
import { openTestStore } from '../support/store.ts';
import { storeContract } from './contract.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.stop());

describe('embedded', () => {
  storeContract(() => openTestStore());

  test('a read past the transaction is an error, not a wait without end', async () => {
    const store = await openTestStore();
    const by = { envelope: 'e1', clock: systemClock };
    await expect(store.write(by, 'a', () => store.db.person.count())).rejects.toThrow(/use the transaction/);
    await expect(store.write(by, 'a', () => store.write(by, 'b', async () => 1))).rejects.toThrow(/use the transaction/);
    expect(await store.write(by, 'a', (tx) => tx.person.count())).toBe(0);
    await store.close();
  });
});

describe('on a PostgreSQL server', () => {
  storeContract(async () => openStore({ kind: 'server', url: await postgres.database() }, systemClock));

  test('instants are UTC on a database with a time zone of its own', async () => {
    const url = await postgres.database();
    const first = await openStore({ kind: 'server', url }, systemClock);
    await first.db.$executeRawUnsafe(`alter database "${new URL(url).pathname.slice(1)}" set timezone = 'America/Caracas'`);
    await first.close();
    const store = await openStore({ kind: 'server', url }, systemClock);
    const at = new Date('2026-01-02T03:04:05.678Z');
    await store.db.auditEntry.create({ data: { id: 'a1', at, actor: 'system', action: 'a.b', subject: 'a:1', envelope: '' } });
    expect((await store.db.auditEntry.findUniqueOrThrow({ where: { id: 'a1' } })).at).toEqual(at);
    const [row] = await store.db.$queryRaw<{ text: string }[]>`
      select to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') as text from "AuditEntry"`;
    expect(row?.text).toBe('2026-01-02 03:04:05.678');
    await store.close();
  });

  test('of two replicas with the same envelope one writes, and both get its result', async () => {
    const url = await postgres.database();
    const replicas = await Promise.all([1, 2].map(() => openStore({ kind: 'server', url }, systemClock)));
    const by = { envelope: 'e1', clock: systemClock };
    const results = await Promise.all(
      replicas.map((store, n) =>
        store.write(by, 'join', async (tx) => (await tx.person.create({ data: { id: `p${n}`, name: 'Ana' } })).id),
      ),
    );
    expect(results[0]).toBe(results[1]);
    expect(await replicas[0]?.db.person.count()).toBe(1);
    for (const store of replicas) await store.close();
  });

  test('two writes that get in each other’s way both happen in the end', async () => {
    const store = await openStore({ kind: 'server', url: await postgres.database() }, systemClock);
    await store.db.person.createMany({ data: ['a', 'b'].map((id) => ({ id, name: '0' })) });
    let arrived = 0;
    let bothThere = (): void => {};
    const meeting = new Promise<void>((resolve) => {
      bothThere = resolve;
    });
    const touch = (envelope: string, first: string, second: string) =>
      store.write({ envelope, clock: systemClock }, 'touch', async (tx) => {
        await tx.$executeRaw`update "Person" set name = (name::int + 1)::text where id = ${first}`;
        arrived += 1;
        if (arrived === 2) bothThere();
        await meeting;
        await tx.$executeRaw`update "Person" set name = (name::int + 1)::text where id = ${second}`;
      });
    await Promise.all([touch('e1', 'a', 'b'), touch('e2', 'b', 'a')]);
    expect((await store.db.person.findMany()).map((person) => person.name)).toEqual(['2', '2']);
    await store.close();
  });
});
