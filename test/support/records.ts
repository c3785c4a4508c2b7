/** Sheets made up from a seed, in four languages: for benchmarks, and for tests where the real records are missing. */
import type { Content } from '../../src/features/experience/content.ts';

type Language = 'en' | 'es' | 'fr' | 'pt';
const languages: readonly Language[] = ['en', 'en', 'en', 'es', 'fr', 'pt'];

interface Words {
  /** In every sentence. */
  readonly small: readonly string[];
  /** In most sheets of such a repository. */
  readonly core: readonly string[];
  /** A sheet has a few of these. */
  readonly topics: readonly string[];
}
const split = (text: string): readonly string[] => text.split(' ');
const words: Readonly<Record<Language, Words>> = {
  en: {
    small: split('the of and to in a for with on that by was were from their'),
    core: split('participation citizens public community city local process project government participants'),
    topics: split(
      'budget participatory deliberative residents neighbourhood assembly council policy planning decision deliberation health education housing environment climate transport youth women forum consultation proposals vote workshop online open district services members national regional reform water energy mobility safety culture inclusion school mayor hospital river forest traffic waste police election migrants indigenous farmers rights law justice science internet survey jury poll students elderly heritage tourism market taxes corruption land mining airport parks',
    ),
  },
  es: {
    small: split('la de y en el los las para con por que del una se su'),
    core: split('participación ciudadanía pública comunidad ciudad local proceso proyecto gobierno participantes'),
    topics: split(
      'presupuesto participativo vecinos barrio asamblea consejo política planificación decisión deliberación salud educación vivienda medioambiente clima transporte juventud mujeres foro consulta propuestas voto taller digital distrito servicios nacional regional reforma agua energía movilidad seguridad cultura inclusión escuela alcalde hospital río bosque tráfico residuos policía elección migrantes indígenas campesinos derechos ley justicia ciencia encuesta jurado estudiantes mayores patrimonio turismo mercado impuestos corrupción tierra minería parques',
    ),
  },
  fr: {
    small: split('la de et les des à en le pour avec par que du une sur'),
    core: split('participation citoyens publique communauté ville local processus projet gouvernement participants'),
    topics: split(
      'budget participatif habitants quartier assemblée conseil politique planification décision délibération santé éducation logement environnement climat transport jeunesse femmes forum consultation propositions vote atelier numérique arrondissement services national régional réforme eau énergie mobilité sécurité culture inclusion école maire hôpital rivière forêt circulation déchets police élection migrants autochtones agriculteurs droits loi justice science enquête jury étudiants aînés patrimoine tourisme marché impôts corruption terre mines parcs',
    ),
  },
  pt: {
    small: split('a de e em o os as para com por que do uma se sua'),
    core: split('participação cidadãos pública comunidade cidade local processo projeto governo participantes'),
    topics: split(
      'orçamento participativo moradores bairro assembleia conselho política planeamento decisão deliberação saúde educação habitação ambiente clima transporte juventude mulheres fórum consulta propostas voto oficina digital distrito serviços nacional regional reforma água energia mobilidade segurança cultura inclusão escola prefeito hospital rio floresta trânsito resíduos polícia eleição migrantes indígenas agricultores direitos lei justiça ciência inquérito júri estudantes idosos património turismo mercado impostos corrupção terra mineração parques',
    ),
  },
};
const countries = ['US', 'GB', 'CA', 'BR', 'ES', 'FR', 'PT', 'DE', 'AU', 'IT', 'MX', 'AR', 'CO', 'CL', 'MZ', 'SN', 'MA', 'ZA', 'IN', 'KR'];
const themes = [
  'governance',
  'health',
  'education',
  'environment',
  'urban-management',
  'transport',
  'youth',
  'gender',
  'housing',
  'economy',
];
const types = [
  'participatory-budgeting',
  'citizens-assembly',
  'consultation',
  'council',
  'forum',
  'workshop',
  'participatory-planning',
  'referendum',
];

export interface MadeUp extends Content {
  /** `1`, `2`, … */
  readonly id: string;
}

/** The same seed gives the same sheets. `length` is the description's, in words. */
export function* madeUpSheets(count: number, { seed = 1, length = 40 } = {}): Generator<MadeUp> {
  const random = mulberry32(seed);
  for (let n = 1; n <= count; n++) {
    const locale = pick(random, languages);
    const topics = Array.from({ length: 4 }, () => pick(random, words[locale].topics));
    const startYear = 1989 + Math.floor(random() * 37);
    const ongoing = random() < 0.3;
    yield {
      id: String(n),
      locale,
      title: sentence(random, locale, topics, 4 + Math.floor(random() * 6)),
      summary: sentence(random, locale, topics, 30),
      description: sentence(random, locale, topics, length),
      country: pick(random, countries),
      city: random() < 0.6 ? capital(tailWord(random, 400)) : '',
      startsOn: random() < 0.5 ? String(startYear) : `${startYear}-0${1 + Math.floor(random() * 9)}-11`,
      endsOn: ongoing || random() < 0.4 ? '' : String(startYear + Math.floor(random() * 5)),
      ongoing,
      types: [pick(random, types)],
      themes: [...new Set([pick(random, themes), pick(random, themes)])],
      sdgs: random() < 0.3 ? [`sdg-${1 + Math.floor(random() * 17)}`] : [],
      objectives: [],
      participants: [],
      methods: random() < 0.5 ? ['deliberation'] : [],
      scale: random() < 0.5 ? 'city' : '',
      participantCount: random() < 0.2 ? 10 + Math.floor(random() * 5000) : null,
      results: '',
      evaluation: '',
      links: [`https://example.org/case/${n}`],
      imageUrl: '',
      imageAlt: '',
    };
  }
}

/** About the shape of real text: small words everywhere, a few topics again and again, and always something rare. */
function sentence(random: () => number, locale: Language, topics: readonly string[], length: number): string {
  const { small, core } = words[locale];
  const chosen = Array.from({ length }, () => {
    const r = random();
    if (r < 0.4) return pick(random, small);
    if (r < 0.48) return pick(random, core);
    return r < 0.65 ? pick(random, topics) : tailWord(random, 20_000);
  });
  return capital(chosen.join(' '));
}

const syllables = 'ba de fi go lu ma ne pi ro su ta ve xi za co dra gle mor nal ter'.split(' ');

function tailWord(random: () => number, variety: number): string {
  let n = Math.floor(variety * random() ** 3) + syllables.length ** 2;
  let word = '';
  for (; n > 0; n = Math.floor(n / syllables.length)) word += syllables[n % syllables.length] ?? '';
  return word;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const pick = <T>(random: () => number, list: readonly T[]): T => {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('an empty list');
  return found;
};

/** A small well-known generator, so that a seed means the same sheets everywhere (Tommy Ettinger, public domain). */
function mulberry32(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
