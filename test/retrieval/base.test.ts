/** Finding the entry that a question asks for: words, letters, slips, meaning, and what a base says about itself. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BaseEntry, createBase } from '../../src/retrieval/base.ts';
import { calibrate, cautious } from '../../src/retrieval/calibrate.ts';
import { decide } from '../../src/retrieval/decide.ts';
import { createSpelling } from '../../src/retrieval/spelling.ts';
import { repairEndings, wordsOf } from '../../src/retrieval/text.ts';

const entries: readonly BaseEntry[] = [
  { id: 'deadline', phrasings: ['When does the award close?', 'until when can we send a candidacy', 'last day for the award'] },
  { id: 'cost', phrasings: ['Does membership cost anything?', 'is there a fee for members', 'how much do we pay to be a member'] },
  { id: 'join', phrasings: ['How does a city join the network?', 'we want to become a member', 'joining as an associate'] },
  { id: 'language', phrasings: ['In which languages can we write?', 'may the sheet be in French', 'language of an experience'] },
];
const base = createBase(entries);

describe('words', () => {
  test('case, accents and punctuation do not count', () => {
    expect(wordsOf('¿Cuándo CIERRA la inscripción?')).toEqual(['cuando', 'cierra', 'la', 'inscripcion']);
    expect(wordsOf("l’appel d'Agora")).toEqual(['l', 'appel', 'd', 'agora']);
  });

  test('endings without accents are written as they should be', () => {
    expect(repairEndings('participacion y presentacion')).toBe('participación y presentación');
    expect(repairEndings('votacao, inscricoes')).toBe('votação, inscrições');
    expect(repairEndings('coca')).toBe('coca');
  });

  test('any single slip in a long word is repaired to the word', () => {
    const word = 'participation';
    const spelling = createSpelling(new Map([[word, 3]]));
    const slip = fc.tuple(fc.nat(word.length - 2), fc.constantFrom('drop', 'swap', 'twice')).map(([at, kind]) => {
      if (kind === 'drop') return word.slice(0, at) + word.slice(at + 1);
      if (kind === 'twice') return word.slice(0, at + 1) + word.slice(at);
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
    });
    fc.assert(
      fc.property(slip, (typed) => {
        expect(spelling.repair([typed])).toEqual([word]);
      }),
    );
  });

  test('short words, numbers and words without a neighbour stay', () => {
    const spelling = createSpelling(
      new Map([
        ['member', 1],
        ['2026', 1],
      ]),
    );
    expect(spelling.repair(['mem', '2027', 'soufflé'])).toEqual(['mem', '2027', 'soufflé']);
  });
});

describe('a ranking', () => {
  test.each(entries.flatMap(({ id, phrasings }) => phrasings.map((phrasing) => [phrasing, id])))('%s: %s', (phrasing, id) => {
    expect(base.rank(phrasing).best[0]?.id).toBe(id);
    expect(base.rank(`${phrasing.toUpperCase()} ?`).confidence).toBe(1);
  });

  test('a question in other words, with a slip', () => {
    expect(base.rank('what is the last dya to send our candidacy').best[0]?.id).toBe('deadline');
    expect(base.rank('we would like to pay the membreship fee').best[0]?.id).toBe('cost');
  });

  test('nothing in common is no candidate', () => {
    expect(base.rank('12345 !!').best).toEqual([]);
    expect(base.rank('').confidence).toBe(0);
    expect(createBase([]).rank('anything').best).toEqual([]);
  });

  test('whatever is typed: scores fall, stay within 0 and 1, and each entry is there once', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom(...entries.flatMap(({ phrasings }) => phrasings)).chain((text) => fc.string().map((more) => text + more)),
        ),
        (typed) => {
          const { best } = base.rank(typed);
          const scores = best.map(({ score }) => score);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
          expect(scores.every((score) => score > 0 && score <= 1.000_01)).toBe(true);
          expect(new Set(best.map(({ id }) => id)).size).toBe(best.length);
        },
      ),
    );
  });
});

describe('meaning', () => {
  const unit = (...values: readonly number[]): Float32Array => {
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value) => value / length);
  };
  const meant = [
    { id: 'a', phrasings: ['uno', 'dos'], vectors: [unit(1, 0, 0), unit(1, 1, 0)] },
    { id: 'b', phrasings: ['tres'], vectors: [unit(0, 0, 1)] },
  ];

  test('finds what has no word in common', () => {
    expect(createBase(meant, 0.6).rank('quite other', unit(0, 0.1, 1)).best[0]?.id).toBe('b');
  });

  test('counts once every phrasing has a vector', () => {
    expect(createBase(meant, 0.6).meaning).toBe(true);
    expect(createBase([...meant, { id: 'c', phrasings: ['new'] }], 0.6).meaning).toBe(false);
  });

  test('with a phrasing left out, its entry is judged by the others', () => {
    const { phrasing, entry } = createBase(meant, 1).leaveOut(0, 'meaning');
    // The best and the centroid are both the cosine to the one that is left.
    expect(phrasing.best).toEqual([{ id: 'a', score: expect.closeTo(Math.SQRT1_2, 5) }]);
    expect(entry.best).toEqual([]);
  });
});

describe('calibration', () => {
  const topics = ['award', 'network', 'seminar', 'privacy', 'language', 'membership', 'deadline', 'candidacy'];
  const wide = createBase(
    topics.map((topic) => ({
      id: topic,
      phrasings: [
        `what is the ${topic}`,
        `tell me about the ${topic}`,
        `how does the ${topic} work`,
        `${topic} please`,
        `more on ${topic}`,
      ],
    })),
  );

  test('what is sure is answered, what is off topic goes to a person', async () => {
    const thresholds = await calibrate(wide, 'letters');
    const judged = (question: string) => decide([{ locale: 'en', ...wide.rank(question), ...thresholds }]);
    expect(judged('please tell me more about the seminar')).toMatchObject({
      type: 'direct',
      candidates: expect.arrayContaining(['seminar']),
    });
    expect(judged('xyzzy plugh').type).toBe('none');
    expect(thresholds.offer).toBeLessThanOrEqual(thresholds.direct);
    expect(thresholds.entries).toHaveLength(topics.length);
  });

  test('two entries that are asked for in the same words are named as easily confused', async () => {
    const twins = createBase([
      { id: 'one', phrasings: ['when does the award close', 'award closing day', 'last day of the award'] },
      { id: 'two', phrasings: ['when does the award close then', 'closing day of the award', 'the award ends when'] },
    ]);
    const { confusable } = await calibrate(twins, 'letters');
    expect(confusable[0]).toMatchObject({ one: 'one', other: 'two' });
  });

  test('a base too small to learn from is cautious', async () => {
    expect(await calibrate(base, 'letters')).toMatchObject(cautious);
    expect(await calibrate(createBase([]), 'letters')).toMatchObject({ first: 0, entries: [] });
  });
});

describe('a decision over several languages', () => {
  const judged = (locale: string, confidence: number, id: string) => ({
    locale,
    confidence,
    direct: 0.5,
    offer: 0.2,
    best: [{ id, score: confidence }],
  });

  test('the language that is furthest above its threshold decides, and each candidate stands once', () => {
    expect(decide([judged('en', 0.6, 'a'), judged('es', 0.9, 'b'), judged('fr', 0.7, 'b')])).toEqual({
      type: 'direct',
      candidates: ['b', 'a'],
      confidence: 0.9,
      locale: 'es',
    });
  });

  test('between the two thresholds it is offered, below both a person is asked', () => {
    expect(decide([judged('en', 0.3, 'a')]).type).toBe('choices');
    expect(decide([judged('en', 0.1, 'a')]).type).toBe('none');
    expect(decide([])).toEqual({ type: 'none', candidates: [], confidence: 0, locale: undefined });
  });
});
