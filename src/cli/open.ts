/** What the operator's commands open: the configured store, the vocabularies, texts in the network's language. */
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import type { Translate } from '../chat/translate.ts';
import { environment, readConfig } from '../config.ts';
import { UserError } from '../errors.ts';
import type { AppContext } from '../features/context.ts';
import { seeds } from '../features/registry.ts';
import { openVocabulary } from '../features/vocabulary/service.ts';
import { loadCatalogue } from '../i18n/catalogue.ts';
import { clockOf, storeSettings } from '../plans.ts';
import { type ErasedList, fileErasedList } from '../store/erased-list.ts';
import { openStore, type StoreSettings } from '../store/open.ts';
import { loadSeeds } from '../store/seed.ts';

/** An address of a server, or the folder of an embedded store. */
export function storeAt(place: string): StoreSettings {
  return /^postgres(ql)?:\/\//.test(place) ? { kind: 'server', url: place } : { kind: 'embedded', folder: place };
}

const root = join(import.meta.dirname, '../..');

/** The operator, who has the files and the database anyway. */
export type OperatorContext = Pick<AppContext, 'store' | 'clock' | 'envelope' | 'newId' | 'actor' | 'vocabulary' | 'locale' | 't'>;

export interface Operator {
  readonly t: Translate;
  readonly say: (line?: string) => void;
  /** The configured store, for what does not open it in the usual way. */
  readonly settings: StoreSettings;
  /** Who was erased. */
  readonly erased: ErasedList;
  /** Opens the store, runs, closes. */
  within<T>(run: (ctx: OperatorContext) => Promise<T>): Promise<T>;
}

/**
 * Runs an operator's command and ends the process with its code: 0 done, 1 refused, 2 wrongly called.
 * A refusal is said in words; anything else is a bug and thrown.
 */
export async function operate(command: (operator: Operator) => Promise<number>): Promise<void> {
  const { config, problems } = readConfig(environment());
  const catalogue = loadCatalogue(join(root, 'locales'));
  const t = catalogue.translator(config.network.locale);
  const complain = (line: string): void => void process.stderr.write(`${line}\n`);
  const fatal = problems.filter((problem) => problem.fatal);
  for (const { variable, message } of fatal) complain(`${variable} ${message}`);
  if (fatal.length > 0) {
    process.exitCode = 2;
    return;
  }
  // Whoever reads our output may stop reading, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const settings = storeSettings(config);
  const clock = clockOf(config);
  const within = async <T>(run: (ctx: OperatorContext) => Promise<T>): Promise<T> => {
    const store = await openStore(settings, clock);
    try {
      await loadSeeds(store, join(root, 'prisma/seed'), clock, seeds);
      const vocabulary = await openVocabulary(store.db);
      const actor = { id: 'system', name: 'system', role: 'admin' as const };
      return await run({ store, clock, envelope: `cli:${nanoid()}`, newId: nanoid, actor, vocabulary, locale: t.locale, t });
    } finally {
      await store.close();
    }
  };
  try {
    process.exitCode = await command({
      t,
      say: (line = '') => void process.stdout.write(`${line}\n`),
      settings,
      erased: fileErasedList(config.erasedList),
      within,
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    complain(t(`errors.${error.code}`, error.args));
    process.exitCode = 1;
  }
}
