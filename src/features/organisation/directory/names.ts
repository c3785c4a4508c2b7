/** Names of the actions that the directory's cards carry, apart from what they do. Pure. */
import { buttonsOf } from '../../../chat/compose.ts';

export const actionNames = { page: 'directory.page', wider: 'directory.wider', show: 'directory.show' } as const;

export const button = buttonsOf(actionNames);
