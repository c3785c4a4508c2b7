/** /experience submit: opens the form of a new sheet. */
import { defineCommand } from '../src/features/context.ts';
import { experienceForm } from '../src/features/experience/form.ts';
import { authorize } from '../src/features/experience/policy.ts';

export const experienceSubmit = defineCommand({
  name: 'experience submit',
  answers: 'form',
  options: {},
  async run(ctx) {
    authorize(ctx.actor, 'experience.submit');
    return { type: 'form', form: experienceForm, initial: { language: [ctx.locale] } };
  },
});
