/** What is kept of a calibration, for the editors' view: `Calibration.figures`. */
import { z } from 'zod';

const calibratedSchema = z.object({
  direct: z.number(),
  offer: z.number(),
  /** Share of phrasings that find their entry, first and among three, when they are left out. */
  first: z.number(),
  amongThree: z.number(),
  entries: z.array(z.object({ id: z.string(), phrasings: z.int(), found: z.int() })),
  confusable: z.array(z.object({ one: z.string(), other: z.string(), times: z.int() })),
});

export const figuresSchema = z.object({
  /** By words and letters. */
  letters: calibratedSchema,
  /** By the embedding model too, where there is one. */
  meaning: calibratedSchema.optional(),
});
export type CalibrationFigures = z.infer<typeof figuresSchema>;
