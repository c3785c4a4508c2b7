/** The part of a sheet that a search matched, with the matching words strong. Pure. */
import { type Inline, strong, type Text } from '../../chat/text.ts';

/** What the database marks a matching word with. */
const START = '\u0002';
const STOP = '\u0003';

/** Longer ones are texts without spaces: a language that has none, an address. */
const LONGEST = 320;

export function marked(passage: string): Text {
  const clean = ended(passage.replace(/\s+/g, ' ').trim());
  return clean.split(START).flatMap((part, at): readonly Inline[] => {
    if (at === 0) return part === '' ? [] : [part];
    const [word = '', rest = ''] = part.split(STOP);
    return rest === '' ? [strong(word)] : [strong(word), rest];
  });
}

/** A passage that stops in the middle of a sentence says so. */
function ended(passage: string): string {
  const short = [...passage].slice(0, LONGEST).join('');
  // A mark that was opened and cut off again would make the rest strong.
  const whole = short.lastIndexOf(START) > short.lastIndexOf(STOP) ? short + STOP : short;
  const last = whole.replaceAll(STOP, '').at(-1);
  return last === undefined || (short === passage && '.!?…:;»”")]'.includes(last)) ? whole : `${whole} …`;
}
