/** Whoever writes in a help channel may be offered an answer. */
import { defineRights } from '../../rights.ts';

export const { table, authorize, may } = defineRights({ 'question.offerHelp': 'guest' });
