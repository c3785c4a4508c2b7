/** What Slack can hold. Numbers are from the comments of @slack/types 3.2 and https://docs.slack.dev/reference/block-kit unless said otherwise. */
import type { Limits } from '../../chat/limits.ts';

export const slackLimits = {
  card: {
    // Shown as a header block.
    title: 150,
    heading: 150,
    // A longer text goes on in the next block.
    text: 3000,
    total: Number.POSITIVE_INFINITY,
    // In a message; a modal and the Home tab hold 100.
    blocks: 50,
    fieldLabelAndValue: 2000,
    // https://docs.slack.dev/reference/block-kit/blocks/actions-block
    controlsPerRow: 25,
    buttonLabel: 75,
    selectPlaceholder: 150,
    selectOptions: 100,
    optionLabel: 75,
    optionHint: 75,
    imageAlt: 2000,
    confirmTitle: 100,
    confirmText: 300,
  },
  form: {
    // A view holds 100 blocks; six of them are ours (Back, the list of what was refused) and each refused field may bring its message.
    fieldsPerSheet: 40,
    // https://docs.slack.dev/reference/views: title, submit and close 24.
    title: 24,
    label: 2000,
    hint: 2000,
    placeholder: 150,
    text: 3000,
    options: 100,
    optionLabel: 75,
    button: 24,
    searchable: true,
    chained: true,
  },
  // https://github.com/slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json: the command's 32 include the slash.
  command: { name: 31, description: 2000, options: 25, choices: 100, bareGroup: true },
  // https://docs.slack.dev/apis/web-api/rate-limits: chat.postMessage, one a second per channel and "several hundred messages per minute" per workspace.
  pace: { app: Number.POSITIVE_INFINITY, workspace: 5, channel: 1 },
  choices: { count: 100, label: 75 },
} as const satisfies Limits;

/** What the answers of this platform are built with beyond the shared table. */
export const blockLimits = {
  message: 50,
  view: 100,
  contextElements: 10,
  sectionFields: 10,
  confirmButton: 30,
  optionValue: 150,
  url: 3000,
  /** https://docs.slack.dev/reference/methods/chat.postMessage: cut by Slack after 40,000; 4,000 is what it advises. */
  fallback: 4000,
  /** Radio buttons and checkboxes. */
  visibleOptions: 10,
} as const;

/** A person sees "did not respond" after three seconds; the rest is for the network. https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
export const ackWithinMs = 2300;
