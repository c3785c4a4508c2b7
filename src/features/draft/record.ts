/** A draft as it is read from the store. */
import { z } from 'zod';
import type { RawValues } from '../../chat/platform.ts';

/** Labels of looked-up values, by field and value. */
export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface DraftRecord {
  readonly id: string;
  readonly form: string;
  readonly formVersion: number;
  readonly subject: string | undefined;
  readonly raw: RawValues;
  readonly labels: Labels;
  /** A sheet's id, or `review`. */
  readonly position: string;
  /** In the author's words; empty when they have not named it yet. */
  readonly title: string;
  readonly expiresAt: Date;
  /** How often it was saved. Nothing has been typed into a draft of version 0. */
  readonly version: number;
  /** When something was typed last. */
  readonly savedAt: Date;
}

type Row = Omit<DraftRecord, 'subject' | 'raw' | 'labels' | 'savedAt'> & {
  subject: string | null;
  raw: unknown;
  labels: unknown;
  updatedAt: Date;
};

const Raw = z.record(z.string(), z.array(z.string()));
const LabelsJson = z.record(z.string(), z.record(z.string(), z.string()));

export function parse(row: Row): DraftRecord {
  const { id, form, formVersion, position, title, expiresAt, version } = row;
  const subject = row.subject ?? undefined;
  return {
    id,
    form,
    formVersion,
    position,
    title,
    expiresAt,
    version,
    savedAt: row.updatedAt,
    subject,
    raw: Raw.parse(row.raw),
    labels: LabelsJson.parse(row.labels),
  };
}
