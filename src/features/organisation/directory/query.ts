/** What somebody looks for in the directory: as a command has it, by key or by name in any language, and as keys. */
import { z } from 'zod';
import type { Choice } from '../../../chat/card.ts';
import { UserError } from '../../../errors.ts';
import { codeOf, searchCountries } from '../../../i18n/countries.ts';
import type { AppContext } from '../../context.ts';
import { completeTerms, termOf } from '../../vocabulary/service.ts';

export const TEXT = 200;

/** Also what a button's saved search holds. */
export const directoryQuery = z.object({
  text: z.string().max(TEXT).optional(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().optional(),
  kind: z.string().optional(),
  theme: z.string().optional(),
  /** Words of what it needs from the network. */
  need: z.string().max(TEXT).optional(),
});
export type DirectoryQuery = z.infer<typeof directoryQuery>;

type Words = Pick<AppContext, 'vocabulary' | 'locale'>;
const SUGGESTED = 25;

/** @throws UserError search.unknown for a country, kind or theme that is none of ours */
export function queryOf(ctx: Words, options: { readonly [K in keyof DirectoryQuery]: string | undefined }): DirectoryQuery {
  const { text, country, kind, theme, need } = options;
  return {
    ...(given(text) && { text: text.trim() }),
    ...(given(country) && { country: countryOf(country) }),
    ...(given(kind) && { kind: termOf(ctx, 'organisationKinds', kind) }),
    ...(given(theme) && { theme: termOf(ctx, 'themes', theme) }),
    ...(given(need) && { need: need.trim() }),
  };
}

export const completeKinds = async (ctx: Words, typed: string): Promise<readonly Choice[]> =>
  completeTerms(ctx, 'organisationKinds', typed);
export const completeThemes = async (ctx: Words, typed: string): Promise<readonly Choice[]> => completeTerms(ctx, 'themes', typed);
export const completeCountries = async (ctx: Words, typed: string): Promise<readonly Choice[]> =>
  searchCountries(ctx.locale, typed, SUGGESTED);

function countryOf(name: string): string {
  const code = codeOf(name);
  if (code === undefined) throw new UserError('search.unknown', { given: name });
  return code;
}

const given = (value: string | undefined): value is string => value !== undefined && value.trim() !== '';
