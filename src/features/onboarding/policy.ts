/** What a newcomer may do, and who sees how newcomers fare. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({
  'onboarding.start': 'guest',
  'onboarding.finish': 'guest',
  'onboarding.stop': 'guest',
  'onboarding.funnel': 'secretariat',
});
