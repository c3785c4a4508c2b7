/** The part of a sheet that a search matched, with the matching words strong. Pure. */
import { type Inline, strong, type Text } from '../../chat/text.ts';

/** What the database marks a matching word with. */
const START = '\u0002';
const STOP = '\u0003';

export function marked(passage: string): Text {
  const clean = ended(passage.replace(/\s+/g, ' ').trim());
  return clean.split(START).flatMap((part, at): readonly Inline[] => {
    if (at === 0) return part === '' ? [] : [part];
    const [word = '', rest = ''] = part.split(STOP);
    return rest === '' ? [strong(word)] : [strong(word), rest];
  });
}

/** A passage that stops in the middle of a sentence says so. */
const ended = (passage: string): string => (passage === '' || /[.!?…:;»”")\]]\u0003?$/u.test(passage) ? passage : `${passage} …`);
