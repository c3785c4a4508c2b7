/** Everything that buttons, forms and deliveries name, in one explicit list each. */
import type { AnyAction } from '../chat/action.ts';
import type { AnyForm } from '../chat/form.ts';
import type { AnyMessage } from '../delivery/message.ts';
import type { AnyFeatureJob } from './job.ts';

export const actions: readonly AnyAction[] = [];
export const forms: readonly AnyForm[] = [];
export const messages: readonly AnyMessage[] = [];
export const jobs: readonly AnyFeatureJob[] = [];
