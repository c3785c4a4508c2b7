/** Whether a message looks like a question, by its words alone, in four languages. Pure: nothing is asked of anybody, nothing is kept. */
import { fold } from '../../../i18n/fold.ts';

/** Shorter ones ("why?", "ok?") are talk among people; longer ones are letters. */
const WORDS = { least: 3, most: 120 };

/** How a question begins where nobody writes a question mark. Folded: without accents, in small letters. */
const BEGINNINGS: readonly string[] = [
  // English
  ...[
    'how do',
    'how can',
    'how does',
    'how is',
    'how long',
    'how many',
    'how much',
    'how to',
    'what is',
    'what are',
    'what does',
    'what do',
  ],
  ...[
    'when is',
    'when does',
    'when do',
    'when are',
    'where is',
    'where can',
    'where do',
    'where are',
    'who is',
    'who can',
    'who are',
    'which',
  ],
  ...['why is', 'why does', 'can i', 'can we', 'could you', 'could someone', 'does anyone', 'does anybody', 'does somebody', 'is there'],
  ...['are there', 'do i', 'do we', 'is it possible', 'does it', 'has anyone', 'may i'],
  // Spanish
  ...['como puedo', 'como se', 'como hago', 'como podemos', 'cuando es', 'cuando se', 'cuando hay', 'cuanto cuesta', 'cuantos', 'cuantas'],
  ...[
    'donde esta',
    'donde puedo',
    'donde se',
    'quien puede',
    'quien es',
    'que es',
    'que hay que',
    'que hace falta',
    'cual es',
    'cuales son',
  ],
  ...['alguien sabe', 'alguien puede', 'se puede', 'puedo', 'podemos', 'hay que', 'hay alguna', 'hay algun', 'es posible', 'por que'],
  // French
  ...[
    'comment',
    'quand est',
    'quand a lieu',
    'quand commence',
    'ou est',
    'ou puis',
    'ou peut',
    'ou trouver',
    'qui peut',
    'qui est',
    'quel est',
  ],
  ...['quelle est', 'quels sont', 'quelles sont', 'combien', 'pourquoi', 'est ce que', 'qu est ce', 'peut on', 'puis je', 'pouvez vous'],
  ...['quelqu un sait', 'quelqu un peut', 'y a t il', 'existe t il', 'faut il', 'doit on'],
  // Portuguese
  ...[
    'como posso',
    'como faco',
    'como podemos',
    'como e que',
    'quando e',
    'quando comeca',
    'quando termina',
    'onde esta',
    'onde posso',
    'onde e',
  ],
  ...['quem pode', 'quem e', 'o que e', 'o que significa', 'qual e', 'quais sao', 'quanto custa', 'quantos', 'quantas', 'alguem sabe'],
  ...['alguem pode', 'posso', 'e possivel', 'ha alguma', 'ha algum', 'sera que', 'e preciso', 'porque e que', 'por que'],
];

const ADDRESS = /https?:\/\/\S+/g;
const QUOTED = /^\s*>.*$/gm;
const GREETINGS = [
  'hi',
  'hello',
  'hey',
  'good morning',
  'good afternoon',
  'hola',
  'buenos dias',
  'buenas tardes',
  'buenas',
  'bonjour',
  'bonsoir',
];
const MORE_GREETINGS = [
  'salut',
  'ola',
  'bom dia',
  'boa tarde',
  'all',
  'everyone',
  'everybody',
  'a todos',
  'a todas',
  'y todas',
  'a tous',
  'et a toutes',
];
const GREETING = new RegExp(`^(?:(?:${[...GREETINGS, ...MORE_GREETINGS].join('|')}) )+`);

export function looksLikeQuestion(text: string): boolean {
  // An address may have a question mark of its own, and what somebody quotes is not theirs.
  const bare = text.replaceAll(ADDRESS, ' ').replaceAll(QUOTED, ' ').trim();
  const words = bare.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  if (words.length < WORDS.least || words.length > WORDS.most) return false;
  if (/¿|\?+["”»)\]]*(?:\s|$)/.test(bare)) return true;
  return bare.split(/[.!\n]+/).some(begins);
}

function begins(sentence: string): boolean {
  const said = fold(sentence).replace(GREETING, '');
  return BEGINNINGS.some((beginning) => said.startsWith(`${beginning} `));
}
