/** Phrases of each language that the date library does not know, said in the way that it does. Read in order. */

export interface Phrases {
  /** A pattern and what stands in its place: a text, or a number of days from today. */
  readonly said: readonly (readonly [RegExp, string | number])[];
  /** What may stand around a date and time without changing it. */
  readonly fillers: RegExp;
  /** The end of a day or its beginning: nobody can tell which. */
  readonly midnight: RegExp;
  /** "Next Friday": this week's to some, the one after to others. */
  readonly next: RegExp;
  /** "For two hours", "3 days ago" are no times of day. */
  readonly span: RegExp;
}

/** `18 h 30`, `18h`, `18:00 hrs`, wherever people say hours with an h. */
const hours = (words: string): readonly (readonly [RegExp, string])[] => [
  [/(?<![\d:.])(\d{1,2})\s?h(?:rs?)?\s?(\d{2})(?:\s?(?:min|m))?(?![\p{L}\d])/giu, '$1:$2'],
  [new RegExp(`(?<=\\d[:.]\\d{2})\\s?(?:${words})(?![\\p{L}\\d])\\.?`, 'giu'), ''],
  [new RegExp(`(?<![\\d:.])(\\d{1,2})\\s?(?:${words})(?![\\p{L}\\d])\\.?`, 'giu'), '$1:00'],
];
/** "6:00 de la tarde": the words after the time become am or pm; an hour after twelve needs none. */
const dayTime = (morning: string, later: string): readonly (readonly [RegExp, string])[] => [
  [new RegExp(`(?<=(?<!\\d)(?:1[3-9]|2[0-3])(?:[:.]\\d{2})?)\\s?(?:${later})(?!\\p{L})`, 'giu'), ''],
  [new RegExp(`(?<=\\d)\\s?(?:${later})(?!\\p{L})`, 'giu'), ' pm'],
  [new RegExp(`(?<=\\d)\\s?(?:${morning})(?!\\p{L})`, 'giu'), ' am'],
];

export const phrases: Readonly<Record<'en' | 'es' | 'fr' | 'pt', Phrases>> = {
  en: {
    said: [
      [/(?<!\p{L})(?:the )?day after tomorrow(?!\p{L})/giu, 2],
      [/(?<!\p{L})(?:12 )?(?:noon|midday)(?!\p{L})/giu, '12:00'],
      ...dayTime('in the morning', 'in the (?:afternoon|evening)|at night'),
      ...hours('h|hrs?'),
      [/(\d)\s?o['’]clock/giu, '$1:00'],
    ],
    fillers: /(?<!\p{L})(?:on|at|the|of|from|by|until|o['’]clock|hours)(?!\p{L})/giu,
    midnight: /(?<!\p{L})(?:at )?midnight(?!\p{L})/iu,
    next: /(?<!\p{L})next(?!\p{L})/iu,
    span: /(?<!\p{L})(?:in|within|for)\s+(?:\d+|an?)\s?h/iu,
  },
  es: {
    said: [
      [/(?<!\p{L})pasado mañana(?!\p{L})/giu, 2],
      [/(?<!\p{L})(?:(?:a|al) )?(?:las 12 de(?:l)? )?mediod[ií]a(?!\p{L})/giu, 'a las 12:00'],
      ...hours('h|hs|hrs?|horas'),
      ...dayTime('de la (?:mañana|madrugada)', 'de la (?:tarde|noche)'),
      [/(?<=(?:a )?las \d{1,2}(?:[:.]\d{2})?(?: [ap]m)?) del (?=\d)/giu, ', '],
      [/(?<=\p{L}) del (?=\d{4})/giu, ' de '],
      [/(\p{L}+) que viene(?!\p{L})/giu, 'próximo $1'],
      [/(?<!\p{L})sept\.?(?!\p{L})/giu, 'sep'],
      [/(?<=\d)\s?(?:º|°|ro)(?= de )/giu, ''],
    ],
    fillers: /(?<!\p{L})(?:el|la|las|a|de|del|día|hasta|desde|horas)(?!\p{L})/giu,
    midnight: /(?<!\p{L})(?:(?:a )?(?:la |las )?medianoche|(?:a )?las 12(?:[:.]00)? de la noche)(?!\p{L})/iu,
    next: /(?<!\p{L})pr[oó]ximo(?!\p{L})/iu,
    span: /(?<!\p{L})(?:en|dentro de|durante)\s+(?:\d+|una?)\s?h/iu,
  },
  fr: {
    said: [
      [/(?<!\p{L})apr[eè]s[- ]demain(?!\p{L})/giu, 2],
      [/(?<![\p{L}-])(?:à )?midi(?! et)(?!\p{L})/giu, 'à 12:00'],
      ...hours('h|hrs?|heures?'),
      ...dayTime('du matin', "de l['’]apr[eè]s-midi|du soir"),
    ],
    fillers: /(?<!\p{L})(?:le|la|à|a|au|du|de|dès|jusqu['’]au|jour)(?!\p{L})/giu,
    midnight: /(?<!\p{L})(?:à )?minuit(?!\p{L})/iu,
    next: /(?<!\p{L})(?:prochaine?|qui vient)(?!\p{L})/iu,
    span: /(?<!\p{L})(?:dans|en|pendant)\s+(?:\d+|une?)\s?h/iu,
  },
  pt: {
    said: [
      [/(?<!\p{L})depois de amanhã(?!\p{L})/giu, 2],
      [/(?<!\p{L})(?:(?:ao?|às 12 do) )?meio[- ]dia(?!\p{L})/giu, 'às 12:00'],
      ...hours('h|hs|hrs?|horas'),
      ...dayTime('da (?:manhã|madrugada)', 'da (?:tarde|noite)'),
      [/(?<=(?:às|as) \d{1,2}(?:[:.]\d{2})?(?: [ap]m)?) d[eo] (?:dia )?(?=\d)/giu, ', '],
      [/(?<=\d)\s?(?:º|°|ª)(?= de )/giu, ''],
      [/-feira(?!\p{L})/giu, ''],
      [/(\p{L}+) que vem(?!\p{L})/giu, 'próxima $1'],
    ],
    fillers: /(?<!\p{L})(?:o|a|no|na|em|de|do|da|às|as|dia|até|pr[oó]xim[ao])(?!\p{L})/giu,
    midnight: /(?<!\p{L})(?:(?:à )?meia[- ]noite)(?!\p{L})/iu,
    next: /(?<!\p{L})pr[oó]xim[ao](?!\p{L})/iu,
    span: /(?<!\p{L})(?:em|dentro de|daqui a|durante)\s+(?:\d+|uma?)\s?h/iu,
  },
};
