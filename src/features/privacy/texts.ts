/** What a feature says of what it holds, in the reader's language. */
import type { Translate } from '../../chat/translate.ts';

export const whatOf = (t: Translate, name: string): string => t(`personal.${name}.what`);
export const whyOf = (t: Translate, name: string): string => t(`personal.${name}.why`);
/** What becomes of it when the person is erased. */
export const afterwards = (t: Translate, name: string): string => t(`personal.${name}.erased`);
