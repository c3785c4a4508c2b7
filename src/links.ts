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

/** The calendar of everything dated in a language, to subscribe to. */
export const calendarLink = (links: Links, locale: string): string | undefined => links.to(`/calendar/${locale}.ics`);

/** One event, with all its dates, for a calendar. */
export const eventCalendarLink = (links: Links, eventId: string, locale: string): string | undefined =>
  links.to(`/calendar/event/${encodeURIComponent(eventId)}.ics?lang=${locale}`);
