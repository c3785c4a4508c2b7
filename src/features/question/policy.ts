/** Who may ask, and say what came of it: everybody. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({ 'question.ask': 'guest', 'question.judge': 'guest' });
