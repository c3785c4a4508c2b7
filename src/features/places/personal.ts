/** Which roles, groups and channels somebody was given for the membership of their organisation. */
import { definePersonal } from '../personal.ts';
import { syncPlaces, takeBackPlaces } from './service.ts';

export const placeRecords = definePersonal({
  name: 'places',
  held: [{ model: 'Placement', column: 'personId', onErasure: 'deleted' }],
  // Another account of theirs is to have the same.
  absorb: (ctx, tx, _from, to) => syncPlaces(ctx, tx, [to]),
  settle: (ctx, tx, person) => syncPlaces(ctx, tx, [person]),
  erase: (ctx, tx, persons) => takeBackPlaces(ctx, tx, persons),
});
