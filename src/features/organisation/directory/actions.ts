/** Answers a look into the directory, and its buttons: turning pages, looking without filters, one member. */
import { type CardReply, show } from '../../../chat/reply.ts';
import { UserError } from '../../../errors.ts';
import { type AppContext, defineAction } from '../../context.ts';
import { directoryCard, entryCard, filtered } from './card.ts';
import { actionNames } from './names.ts';
import type { DirectoryQuery } from './query.ts';
import { directoryEntry, searchDirectory } from './search.ts';
import { keepDirectorySearch, keptDirectorySearch } from './service.ts';

export const turnDirectory = defineAction({
  name: actionNames.page,
  answers: 'update',
  typed: 'directory',
  async run(ctx, ref) {
    const { id, page } = /^(?<id>[\w-]+)\.(?<page>\d{1,4})$/.exec(ref)?.groups ?? {};
    if (id === undefined) throw new UserError('search.expired');
    return directoryReply(ctx, await keptDirectorySearch(ctx, id), Number(page));
  },
});

export const widerDirectory = defineAction({
  name: actionNames.wider,
  answers: 'update',
  typed: 'directory',
  async run(ctx, id) {
    const { text } = await keptDirectorySearch(ctx, id);
    return directoryReply(ctx, text === undefined ? {} : { text });
  },
});

export const showEntry = defineAction({
  name: actionNames.show,
  answers: 'private',
  typed: 'directory',
  run: async (ctx, id) => show(entryCard(ctx, await directoryEntry(ctx, id))),
});

export const directoryActions = [turnDirectory, widerDirectory, showEntry];

export async function directoryReply(ctx: AppContext, query: DirectoryQuery, page = 1): Promise<CardReply> {
  const found = await searchDirectory(ctx, query, page);
  const needed = found.pages > 1 || (found.entries.length === 0 && filtered(query));
  return show(directoryCard(ctx, { query, found, kept: needed ? await keepDirectorySearch(ctx, query) : undefined }));
}
