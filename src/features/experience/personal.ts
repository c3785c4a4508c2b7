/** Sheets that somebody wrote, wrote with others, or reviewed. */
import { definePersonal } from '../personal.ts';
import { absorbExperiences, eraseExperiences } from './service.ts';

export const experienceRecords = definePersonal({
  name: 'experience',
  held: [
    { model: 'Experience', column: 'ownerId', onErasure: 'kept', withheld: ['sourceHash'] },
    { model: 'CoAuthor', column: 'personId', onErasure: 'deleted' },
    { model: 'ExperienceRevision', column: 'byId', onErasure: 'kept' },
    { model: 'ReviewDecision', column: 'byId', onErasure: 'kept' },
  ],
  absorb: (_ctx, tx, from, to) => absorbExperiences(tx, from, to),
  erase: eraseExperiences,
});
