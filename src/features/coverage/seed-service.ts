/** Loads the regions' countries and the least numbers of members that a network wants. What the secretariat has set by hand stays. */
import { z } from 'zod';
import { defineSeed } from '../../store/seed.ts';
import { dimensions } from './rules.ts';

const minimum = z.number().int().min(0);
const countries = z.string().regex(/^[A-Z]{2}( [A-Z]{2})*$/, 'countries by their two letters, with a space between');
const coverageFile = z.strictObject({
  regions: z.record(z.string(), countries),
  targets: z.partialRecord(z.enum(dimensions), z.record(z.string(), minimum)),
});

export const coverageSeed = defineSeed({
  kind: 'coverage',
  content: coverageFile,
  async load(tx, { regions, targets }) {
    const placed = Object.entries(regions).flatMap(([region, codes]) => codes.split(' ').map((country) => ({ country, region })));
    await tx.regionCountry.deleteMany();
    await tx.regionCountry.createMany({ data: placed });
    const wanted = Object.entries(targets).flatMap(([dimension, keys]) =>
      Object.entries(keys).map(([key, least]) => ({ dimension, key, minimum: least })),
    );
    const own = await tx.coverageTarget.findMany({ where: { changedAt: { not: null } } });
    await tx.coverageTarget.deleteMany({ where: { changedAt: null } });
    await tx.coverageTarget.createMany({ data: wanted, skipDuplicates: true });
    return own
      .filter((set) => wanted.some((one) => one.dimension === set.dimension && one.key === set.key && one.minimum !== set.minimum))
      .map(({ dimension, key }) => `${dimension} ${key}`.trim());
  },
});
