/** /doctor: whether everything that Agora depends on is as it should be, and what to do where it is not. */
import { defineCommand } from '../src/features/context.ts';
import { doctorReply } from '../src/features/doctor/actions.ts';
import { may } from '../src/features/doctor/policy.ts';

export const doctor = defineCommand({
  name: 'doctor',
  answers: 'private',
  shownTo: ({ actor }) => may(actor, 'doctor.examine'),
  options: {},
  run: (ctx) => doctorReply(ctx),
});
