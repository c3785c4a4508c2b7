/** What is shipped may be shipped: the licence of every package that runs, by what package-lock.json says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { root } from '../support/sources.ts';

const flag = z.boolean().optional();
const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), license: z.string().optional(), dev: flag, optional: flag, devOptional: flag }),
  ),
});
const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
// What the image is made of: Prisma’s command line and its studio are optional ones of its client, and stay out.
const shipped = Object.entries(packages).filter(
  ([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional,
);

/** They ask for their text to go along, which stands in each package, and for nothing of ours. */
const fine = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'MIT-0',
];

/** Each with the reason why it is fine all the same. */
const argued: Readonly<Record<string, string>> = {};

test('every package that runs has a licence that lets us ship it', () => {
  expect(shipped.length).toBeGreaterThan(100);
  const odd = shipped.flatMap(([path, { license = 'none' }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const ways = license.replaceAll(/[()]/g, '').split(/ OR /);
    return ways.some((way) => way.split(' AND ').every((part) => fine.includes(part))) || name in argued ? [] : [`${name}: ${license}`];
  });
  expect([...new Set(odd)]).toEqual([]);
});
