/** Addresses of the pages that mails lead to; the pages are in src/web/mail-pages.ts. */

export type MailPage = 'confirm' | 'stop';

/** The language stands in the address, so that a page looks nobody up to be read. */
export const mailPath = (page: MailPage, locale: string, token: string): string => `/mail/${locale}/${page}/${token}`;
