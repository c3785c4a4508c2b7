/**
 * What the playground can hold. The page is ours, so the numbers are our own choice: generous, yet finite, so that one
 * message stays readable and one request stays small. Nothing is cut; what is over a limit is refused.
 */
import type { Limits } from '../../chat/limits.ts';

export const limits: Limits = {
  card: {
    title: 200,
    heading: 200,
    text: 8000,
    total: 40_000,
    blocks: 100,
    fieldLabelAndValue: 2000,
    controlsPerRow: 10,
    buttonLabel: 80,
    selectPlaceholder: 150,
    selectOptions: 200,
    optionLabel: 150,
    optionHint: 200,
    imageAlt: 2000,
    confirmTitle: 150,
    confirmText: 500,
  },
  form: {
    // A dialog of more than a dozen questions is no longer one look.
    fieldsPerSheet: 12,
    title: 150,
    label: 150,
    hint: 400,
    placeholder: 150,
    text: 10_000,
    // Chips of a choice all stand on the sheet; beyond this a list is better searched.
    options: 60,
    optionLabel: 150,
    button: 60,
    searchable: true,
    chained: true,
  },
  command: { name: 32, description: 200, options: 25, choices: 50, bareGroup: true },
  pace: { app: Number.POSITIVE_INFINITY, workspace: Number.POSITIVE_INFINITY, channel: Number.POSITIVE_INFINITY },
  choices: { count: 25, label: 150 },
};

/** What a request of the page may hold, in characters. */
export const requests = {
  text: 4000,
  personName: 60,
  /** A whole sheet: a dozen long texts in a script of three bytes a character, with room to spare. */
  bodyBytes: 512 * 1024,
} as const;

/** Messages of one place that a page shows when it opens; older ones stay in the journal. */
export const messagesShown = 200;
