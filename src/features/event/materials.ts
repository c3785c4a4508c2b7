/** Links with titles, one a line, as people write them and as they are kept. Pure. */

import { linesOf } from '../../chat/typed.ts';
import { isWebAddress } from '../../chat/web-address.ts';
import type { Material } from './queries.ts';

/** "Slides https://…": the title is what stands around the address; without one the address's host. */
export const materialsFrom = (given: string | undefined): readonly Material[] => linesOf(given).flatMap((line) => read(line) ?? []);

export const materialsText = (materials: readonly Material[]): string => materials.map(({ title, url }) => `${title} ${url}`).join('\n');

/** The first line without an https address. */
export const brokenLine = (given: string | undefined): string | undefined => linesOf(given).find((line) => read(line) === undefined);

const TITLE = 150;

function read(line: string): Material | undefined {
  const url = /https:\/\/\S+/.exec(line)?.[0];
  if (url === undefined || !isWebAddress(url)) return undefined;
  const title = line
    .replace(url, ' ')
    .replace(/^[\s:–-]+|[\s:–-]+$/g, '')
    .replace(/\s+/g, ' ');
  return { title: (title === '' ? (URL.parse(url)?.hostname ?? url) : title).slice(0, TITLE), url };
}
