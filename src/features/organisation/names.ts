/** How an organisation is called, and from what it is known again: its names per language, its host. Pure. */
import { inLanguage, type Localized, localizedSchema } from '../../i18n/localized.ts';

export interface Named {
  readonly names: unknown;
  readonly locale: string;
}

/** Stored names, read. */
export const namesOf = (organisation: Pick<Named, 'names'>): Localized => localizedSchema.parse(organisation.names);

/** Its name for a reader: in their language, else in its own. */
export const nameFor = (organisation: Named, reader: string): string => inLanguage(namesOf(organisation), reader, organisation.locale).text;

/** Hosts under which many have a page: such an address says nothing of who somebody is. */
const SHARED = new Set([
  'facebook.com',
  'twitter.com',
  'x.com',
  'instagram.com',
  'linkedin.com',
  'youtube.com',
  'medium.com',
  'github.com',
  'github.io',
  'sites.google.com',
  'wordpress.com',
  'blogspot.com',
  'wixsite.com',
  'wikipedia.org',
]);

/** The host of a web address without www; empty for none, and for one that many share. */
export function domainOf(website: string): string {
  if (website.trim() === '') return '';
  const address = /^[a-z]+:\/\//i.test(website) ? website : `https://${website}`;
  if (!URL.canParse(address)) return '';
  const host = new URL(address).hostname.toLowerCase().replace(/^www\d*\./, '');
  const shared = [...SHARED].some((one) => host === one || host.endsWith(`.${one}`));
  return shared || !host.includes('.') ? '' : host;
}
