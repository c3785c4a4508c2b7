/** The network's calls as seed files. What the secretariat has changed since is not overwritten: a file brings a call that is not there yet. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import { type Localized, localizedSchema } from '../../i18n/localized.ts';
import { defineSeed } from '../../store/seed.ts';
import {
  audiences,
  figuresSchema,
  keySchema,
  linksSchema,
  optionsSchema,
  phaseKinds,
  questionsSchema,
  rulesSchema,
  statementSchema,
} from './content.ts';
import { checkCall, refusals } from './rules.ts';

/** A day, or a time of a day, on the clocks of the call's zone. */
const local = z.string().regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/);
const none: Localized = {};

const callFile = z.strictObject({
  key: keySchema,
  call: z.enum(['award', 'sessions', 'jurors']),
  edition: z.int().min(1).optional(),
  locale: z.string(),
  state: z.enum(['draft', 'open', 'closed']),
  timeZone: z.string(),
  graceMinutes: z.int().min(0).max(1440),
  titles: localizedSchema,
  texts: localizedSchema.default(none),
  eligibility: localizedSchema.default(none),
  links: linksSchema.default([]),
  categories: optionsSchema.default([]),
  sizes: optionsSchema.default([]),
  questions: questionsSchema.default([]),
  figures: figuresSchema.optional(),
  statements: z.array(statementSchema).default([]),
  phases: z.array(
    z.strictObject({
      key: keySchema,
      kind: z.enum(phaseKinds),
      audience: z.enum(audiences),
      titles: localizedSchema,
      opens: local.optional(),
      closes: local.optional(),
      place: z.string().default(''),
      rules: rulesSchema.default({}),
    }),
  ),
});

export const callSeed = defineSeed({
  kind: 'call',
  content: callFile,
  async load(tx, { call: kind, phases, figures, edition, ...call }, now) {
    if ((await tx.call.count({ where: { key: call.key } })) > 0) return;
    const rows = phases.map(({ opens, closes, ...phase }, position) => ({
      ...phase,
      position,
      opensAt: opens === undefined ? null : instantOf(opens, call.timeZone, '00:00'),
      closesAt: closes === undefined ? null : instantOf(closes, call.timeZone, '23:59'),
      changedAt: now,
    }));
    const wrong = refusals(checkCall({ ...call, phases: rows, figures }));
    if (wrong.length > 0)
      throw new Error(`call ${call.key}: ${wrong.map(({ code, phases: about }) => `${code} ${about.join(' ')}`).join(', ')}`);
    await tx.call.create({
      data: {
        ...call,
        id: call.key,
        kind,
        edition: edition ?? null,
        ...(figures && { figures }),
        openedAt: call.state === 'draft' ? null : now,
        createdAt: now,
        phases: { create: rows },
      },
    });
  },
});

/** A day without a time begins at midnight, and ends with its last minute. */
function instantOf(written: string, zone: string, time: string): Date {
  const at = DateTime.fromISO(written.includes('T') ? written : `${written}T${time}`, { zone });
  if (!at.isValid) throw new Error(`${written} is no date in ${zone}`);
  return at.toJSDate();
}
