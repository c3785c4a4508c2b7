/** The network's plans, loaded from their seed files; and what of them is dated. */
import { z } from 'zod';
import type { Dated, DatedSource } from '../../dated.ts';
import { isEdtf } from '../../i18n/dates.ts';
import { inLanguage, localizedSchema } from '../../i18n/localized.ts';
import { defineSeed } from '../../store/seed.ts';
import type { Database, Transaction } from '../../store/store.ts';
import { firstDayOf, lastDayOf } from './days.ts';

const language = z.enum(['en', 'es', 'fr', 'pt']);
const texts = z.record(language, z.string().min(1));
const date = z.string().refine(isEdtf, 'a date as 2020, 2020-07 or 2020-07-20');

const agendaFile = z.strictObject({
  agenda: z.string().regex(/^[a-z0-9-]+$/),
  items: z
    .array(
      z
        .strictObject({
          key: z.string().regex(/^[a-z0-9-]+$/),
          kind: z.enum(['event', 'deadline', 'plan']),
          titles: texts,
          texts: texts.optional(),
          startsOn: date,
          endsOn: date.or(z.literal('')).default(''),
          place: z.string().default(''),
          country: z
            .string()
            .regex(/^([A-Z]{2})?$/)
            .default(''),
          url: z
            .url({ protocol: /^https$/ })
            .or(z.literal(''))
            .default(''),
          themes: z.array(z.string()).default([]),
        })
        .refine(({ startsOn, endsOn }) => endsOn === '' || lastDayOf(endsOn) >= firstDayOf(startsOn), 'it ends before it begins'),
    )
    .refine((items) => new Set(items.map(({ key }) => key)).size === items.length, 'two items have the same key'),
});

/** An item that has left its file is gone; one that says something else has a higher sequence number, for calendars. */
export const agendaSeed = defineSeed({
  kind: 'agenda',
  content: agendaFile,
  async load(tx, { agenda, items }, now) {
    const before = new Map((await tx.agendaItem.findMany({ where: { agenda } })).map((row) => [row.id, row]));
    await refuseUnknownThemes(tx, [...new Set(items.flatMap(({ themes }) => themes))]);
    for (const [position, { key, endsOn, startsOn, texts: told, ...item }] of items.entries()) {
      const row = {
        ...item,
        id: `${agenda}/${key}`,
        agenda,
        texts: told ?? {},
        startsOn,
        endsOn,
        firstDay: firstDayOf(startsOn),
        lastDay: lastDayOf(endsOn === '' ? startsOn : endsOn),
        position,
      };
      const old = before.get(row.id);
      const { sequence = 0, changedAt = now, ...said } = old ?? {};
      const isSame = old !== undefined && isEqual(said, row);
      const fresh = isSame ? { sequence, changedAt } : { sequence: old === undefined ? 0 : sequence + 1, changedAt: now };
      await tx.agendaItem.upsert({ where: { id: row.id }, create: { ...row, ...fresh }, update: { ...row, ...fresh } });
    }
    await tx.agendaItem.deleteMany({ where: { agenda, id: { notIn: items.map(({ key }) => `${agenda}/${key}`) } } });
  },
});

async function refuseUnknownThemes(tx: Transaction, themes: readonly string[]): Promise<void> {
  const known = await tx.term.findMany({ where: { vocabulary: 'themes', key: { in: [...themes] } }, select: { key: true } });
  const unknown = themes.filter((theme) => !known.some(({ key }) => key === theme));
  if (unknown.length > 0) throw new Error(`there are no themes ${unknown.join(', ')}`);
}

/** Whatever the order of keys: the store sorts those of JSON. */
const isEqual = (a: object, b: object): boolean => sorted(a) === sorted(b);
const sorted = (value: object): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort()) : one,
  );

const DAY_MS = 24 * 60 * 60 * 1000;

export const agendaSource: DatedSource = {
  name: 'agenda',
  async list(db, t, { from, until }) {
    // A date is a day somewhere: from a day before in the east to a day after in the west.
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    const rows = await db.agendaItem.findMany({
      where: { firstDay: { lte: day(until.getTime() + DAY_MS) }, lastDay: { gte: day(from.getTime() - DAY_MS) } },
      orderBy: [{ firstDay: 'asc' }, { position: 'asc' }],
    });
    return rows.map((row) => datedOf(row, t.locale));
  },
  async of(db, t, id) {
    const row = await db.agendaItem.findUnique({ where: { id } });
    return row === null ? [] : [datedOf(row, t.locale)];
  },
};

type Row = NonNullable<Awaited<ReturnType<Database['agendaItem']['findUnique']>>>;

function datedOf(row: Row, locale: string): Dated {
  return {
    uid: `agenda:${row.id}`,
    kind: row.kind,
    title: inLanguage(localizedSchema.parse(row.titles), locale, 'en').text,
    text: inLanguage(localizedSchema.parse(row.texts), locale, 'en').text,
    when: { kind: 'date', start: row.startsOn, ...(row.endsOn === '' ? {} : { end: row.endsOn }) },
    place: row.place,
    url: row.url,
    themes: row.themes,
    country: row.country,
    cancelled: false,
    sequence: row.sequence,
    changedAt: row.changedAt,
  };
}
