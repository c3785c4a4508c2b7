/** What a knowledge entry is made of, and the format of the seed files that bring the network's own: `prisma/seed/knowledge-*.json`. */
import { z } from 'zod';

/** What entries are about. */
export const topics = ['network', 'membership', 'award', 'submitting', 'events', 'platforms', 'cooperation', 'privacy'] as const;
export type Topic = (typeof topics)[number];

/** What is answered from the records: open calls with their deadlines, the next events, the asker's own drafts and candidacies. */
export const liveKinds = ['calls', 'events', 'mine'] as const;
export type LiveKind = (typeof liveKinds)[number];

/** Bounds that the smallest platform sets: a title is also the label of a button that chooses it. */
export const most = { title: 75, answer: 1500, phrasing: 200, phrasings: 40, links: 4, linkLabel: 75, source: 120 } as const;

/** Fewer than this and an editor is told: the number of phrasings matters more than the engine. */
export const FEW_PHRASINGS = 5;

const day = z.iso.date();
const https = z.url({ protocol: /^https$/ });

export const knowledgeKeySchema = z
  .string()
  .regex(/^[a-z0-9-]+$/)
  .max(60);

export const linksSchema = z.array(z.strictObject({ label: z.string().min(1).max(most.linkLabel), url: https })).max(most.links);
export type KnowledgeLinks = z.infer<typeof linksSchema>;

/** An entry in one language. An answer is plain text; empty lines part its paragraphs, lines that begin with `- ` are a list. */
export const textSchema = z.strictObject({
  title: z.string().min(1).max(most.title),
  answer: z.string().min(1).max(most.answer),
  phrasings: z.array(z.string().min(1).max(most.phrasing)).max(most.phrasings).default([]),
  links: linksSchema.default([]),
});
export type KnowledgeWords = z.infer<typeof textSchema>;

export const entrySchema = z.strictObject({
  key: knowledgeKeySchema,
  topic: z.enum(topics),
  /** Answered from the records: the answer's text then stands above what they say. */
  live: z.enum(liveKinds).optional(),
  /** What is not known: the answer says so, and a person is offered first. */
  handsOver: z.boolean().default(false),
  /** Where the answer comes from. Absent only where the answer is what the bot itself does. */
  source: z.strictObject({ title: z.string().min(1).max(most.source), url: https.optional() }).optional(),
  /** The day on which the answer was last compared with its source. */
  checkedOn: day.optional(),
  /** The day by which that should be done again. */
  reviewBy: day.optional(),
  state: z.enum(['draft', 'published']).default('published'),
  /** Language to text. */
  texts: z.record(z.string(), textSchema).refine((texts) => Object.keys(texts).length > 0, 'no text'),
});
export type KnowledgeFileEntry = z.infer<typeof entrySchema>;

/** `{ "kind": "knowledge", "entries": [ … ] }`; one file per topic. */
export const knowledgeFile = z.strictObject({
  entries: z
    .array(entrySchema)
    .refine((entries) => new Set(entries.map(({ key }) => key)).size === entries.length, 'two entries have the same key'),
});
