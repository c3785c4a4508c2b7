/** Addresses of the bot's own web pages, as people outside reach them. */

export interface Links {
  /** `path` begins with a slash. Undefined while there is no web server to lead to. */
  to(path: string): string | undefined;
}

/** `base` is asked each time: which port is free is known once the server listens. */
export const createLinks = (base: () => string | undefined): Links => ({
  to(path) {
    const at = base();
    return at === undefined ? undefined : `${at.replace(/\/+$/, '')}${path}`;
  },
});

/** The calendar of everything dated in a language, to subscribe to; narrowed where filters are given. */
export function calendarLink(links: Links, locale: string, { kind, theme, country }: CalendarFilters = {}): string | undefined {
  const given = Object.entries({ kind, theme, country }).filter((one): one is [string, string] => one[1] !== undefined);
  const query = new URLSearchParams(given).toString();
  return links.to(`/calendar/${locale}.ics${query === '' ? '' : `?${query}`}`);
}

interface CalendarFilters {
  readonly kind?: string | undefined;
  readonly theme?: string | undefined;
  readonly country?: string | undefined;
}

/** One record with all its dates, for a calendar; `source` is the name of its DatedSource: event, call, agenda. */
export const recordCalendarLink = (links: Links, source: string, id: string, locale: string): string | undefined =>
  links.to(`/calendar/${source}/${encodeURIComponent(id)}.ics?lang=${locale}`);

/** The pages that mails lead to: to confirm an address, to stop e-mail. The language stands in the address, so that a page looks nobody up to be read. */
export const mailPageLink = (links: Links, page: 'confirm' | 'stop', locale: string, token: string): string | undefined =>
  links.to(`/mail/${locale}/${page}/${token}`);

/** The page from which somebody takes a copy of what is held on them. */
export const privacyPageLink = (links: Links, locale: string, token: string): string | undefined => links.to(`/privacy/${locale}/${token}`);

/** The page on which a member answers whether it still belongs. */
export const answerLink = (links: Links, locale: string, token: string): string | undefined =>
  links.to(`/members/${locale}/answer/${token}`);

/** What came of a campaign, as a picture and a table. */
export const reportLink = (links: Links, locale: string, token: string): string | undefined =>
  links.to(`/members/${locale}/report/${token}`);

/** The page on which an organisation that is invited reads what the network is, and answers. */
export const invitationLink = (links: Links, locale: string, token: string): string | undefined =>
  links.to(`/members/${locale}/invitation/${token}`);

/** Where the network is thin, as pictures and tables. */
export const coverageLink = (links: Links, locale: string, token: string): string | undefined =>
  links.to(`/members/${locale}/coverage/${token}`);
