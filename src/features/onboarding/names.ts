/** Names of the buttons of the first steps, apart from what they do. */
import { buttonsOf } from '../../chat/compose.ts';

export const onboardingActions = { open: 'onboarding.open', begin: 'onboarding.begin', stop: 'onboarding.stop' } as const;

/** They are about whoever presses them. */
export const ONESELF = 'me';

export const button = buttonsOf(onboardingActions);
