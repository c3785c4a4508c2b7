/** What one date of an event is called in reminders, in what people were told, and in keys of deliveries. Pure. */
export const subjectOf = (occurrenceId: string): string => `event:${occurrenceId}`;
export const occurrenceOf = (subject: string): string => subject.slice('event:'.length);

/** What everything that leaves about an event belongs to. */
export const causeOf = (eventId: string): string => `event:${eventId}`;
export const CARDS = 'events';
/** Name of the reminder source and of its texts. */
export const START = 'event.start';
