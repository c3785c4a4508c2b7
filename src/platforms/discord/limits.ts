/** What Discord can hold. Numbers: docs.discord.com/developers, pages named per line; the SDK's where the page is older. */
import type { Limits } from '../../chat/limits.ts';

export const limits: Limits = {
  card: {
    // components/reference#text-display: a text display holds what a whole message holds, 4000 characters.
    title: 4000,
    heading: 4000,
    text: 4000,
    total: 4000,
    // components/reference#component-object: 40 in one message, containers and what stands inside counted.
    blocks: 40,
    fieldLabelAndValue: 4000,
    // components/reference#action-row, #button, #string-select
    controlsPerRow: 5,
    buttonLabel: 80,
    selectPlaceholder: 150,
    selectOptions: 25,
    optionLabel: 100,
    optionHint: 100,
    // components/reference#media-gallery
    imageAlt: 1024,
    // Discord has no question of its own: ours is a card, so it may be as long as a card's text.
    confirmTitle: 250,
    confirmText: 1500,
  },
  form: {
    // interactions/receiving-and-responding#interaction-response-object-modal
    fieldsPerSheet: 5,
    title: 45,
    // components/reference#label, #text-input
    label: 45,
    hint: 100,
    placeholder: 100,
    text: 4000,
    // components/reference#string-select, #radio-group, #checkbox-group
    options: 25,
    optionLabel: 100,
    // Modals have no button texts of ours; Continue and Fix are buttons of a message.
    button: 80,
    searchable: false,
    // "a modal cannot be the response to a modal submit"
    chained: false,
  },
  // interactions/application-commands#application-command-object
  // #subcommands-and-subcommand-groups: "your base command will be unusable"
  command: { name: 32, description: 100, options: 25, choices: 25, bareGroup: false },
  // topics/rate-limits#global-rate-limit: 50 requests a second. Limits per route are in its headers, which the SDK keeps.
  pace: { app: 50, workspace: Number.POSITIVE_INFINITY, channel: Number.POSITIVE_INFINITY },
  // resources/guild-scheduled-event: name 100, description 1000, location 100; opcodes-and-status-codes#json, 30038: 100 to come; at most five years ahead.
  calendar: { title: 100, text: 1000, place: 100, entries: 100, aheadDays: 5 * 365 - 1 },
  choices: { count: 25, label: 100 },
};

/** Components of one message, everything nested counted (components/reference#component-object). */
export const MAX_COMPONENTS = 40;
/** Characters over all text displays of one message. */
export const MAX_TEXT = 4000;
/** Longest value of a select's option and of a suggestion (components/reference#string-select). */
export const MAX_VALUE = 100;
/** Options of a radio group or a checkbox group (components/reference#radio-group). */
export const MAX_VISIBLE_OPTIONS = 10;
