/** Who may ask the doctor. */
import { defineRights } from '../rights.ts';

export const { table, authorize, may } = defineRights({ 'doctor.examine': 'secretariat' });
