/**
 * Who was erased, in a file apart from the store and its backups, so that a restored backup forgets them again. One line each,
 * `<instant> <id>`: the ids are random and, once the person is gone, stand for nobody.
 */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface ErasedList {
  read(): Promise<ReadonlySet<string>>;
  /** On the disk when it resolves. Ids that are in it already are not added again. */
  add(ids: readonly string[], at: Date): Promise<void>;
}

export function fileErasedList(file: string): ErasedList {
  const read = async (): Promise<ReadonlySet<string>> => {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return new Set(text.split('\n').flatMap((line) => line.split(' ')[1] ?? []));
  };
  return {
    read,
    async add(ids, at) {
      const known = await read();
      const fresh = ids.filter((id) => !known.has(id));
      if (fresh.length === 0) return;
      await mkdir(dirname(file), { recursive: true });
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.appendFile(fresh.map((id) => `${at.toISOString()} ${id}\n`).join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}

/** For a store that is gone with its process. */
export function memoryErasedList(): ErasedList {
  const known = new Set<string>();
  return {
    read: async () => known,
    async add(ids) {
      for (const id of ids) known.add(id);
    },
  };
}
