/** Answers a search, and its buttons: turning pages, and looking without filters. */
import { type CardReply, show } from '../../chat/reply.ts';
import { UserError } from '../../errors.ts';
import { type AppContext, defineAction } from '../context.ts';
import { type SearchQuery, searchExperiences } from './search.ts';
import { filtered, searchActions, searchCard } from './search-card.ts';
import { queryOf, type SearchOptions } from './search-options.ts';
import { keepSearch, keptSearch } from './search-service.ts';

/** For the command. @throws UserError search.unknown */
export const searchReply = (ctx: AppContext, options: SearchOptions): Promise<CardReply> => answer(ctx, queryOf(ctx, options), 1);

export const turnPage = defineAction({
  name: searchActions.page,
  answers: 'update',
  async run(ctx, ref) {
    const { id, page } = /^(?<id>[\w-]+)\.(?<page>\d{1,4})$/.exec(ref)?.groups ?? {};
    if (id === undefined) throw new UserError('search.expired');
    return answer(ctx, await keptSearch(ctx, id), Number(page));
  },
});

export const wider = defineAction({
  name: searchActions.wider,
  answers: 'update',
  async run(ctx, id) {
    const { text } = await keptSearch(ctx, id);
    return answer(ctx, text === undefined ? {} : { text }, 1);
  },
});

async function answer(ctx: AppContext, query: SearchQuery, page: number): Promise<CardReply> {
  const found = await searchExperiences(ctx, query, page);
  const needed = found.pages > 1 || (found.hits.length === 0 && filtered(query));
  return show(searchCard(ctx, { query, found, kept: needed ? await keepSearch(ctx, query) : undefined }));
}
