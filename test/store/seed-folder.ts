/** A folder of seed files that a test writes itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function seedFolder(): { readonly path: string; write(name: string, content: unknown): void; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'agora-seeds-'));
  return {
    path,
    write: (name, content) => writeFileSync(join(path, name), JSON.stringify(content)),
    remove: () => rmSync(path, { recursive: true }),
  };
}
