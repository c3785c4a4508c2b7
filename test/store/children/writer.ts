/** Writes one person after another, says the id of each once the write is done, and goes on until it is killed. */
import { systemClock } from '../../../src/clock.ts';
import { openStore } from '../../../src/store/open.ts';
import { settingsOf } from './settings.ts';

const [, , place, round = ''] = process.argv;
const store = await openStore(settingsOf(place), systemClock);
for (let n = 0; ; n++) {
  const id = `r${round}-${n}`;
  await store.write({ envelope: id, clock: systemClock }, 'join', async (tx) => {
    await tx.person.create({ data: { id, name: 'A person whose name fills a little of the page' } });
  });
  process.stdout.write(`${id}\n`);
}
