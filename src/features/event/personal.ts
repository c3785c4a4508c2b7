/** Events that somebody organises, and their answers to dates. */
import { definePersonal } from '../personal.ts';
import { absorbEvents, eraseAnswers, settleAnswers } from './service.ts';

export const eventRecords = definePersonal({
  name: 'event',
  held: [
    { model: 'Event', column: 'organiserId', onErasure: 'kept' },
    { model: 'Rsvp', column: 'personId', onErasure: 'deleted' },
    { model: 'EventFeedback', column: 'personId', onErasure: 'kept' },
  ],
  absorb: absorbEvents,
  erase: eraseAnswers,
  settle: settleAnswers,
});
