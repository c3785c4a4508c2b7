/** Which date of what each reader was told last, so that those who know an old date hear of the new one, and nobody else. */
import type { Clock } from '../clock.ts';
import type { Transaction } from '../store/store.ts';

export interface Told {
  readonly subject: string;
  readonly reader: Reader;
  readonly at: Date;
}

/** A person, or a channel by `platform/workspace/channel`. */
export type Reader = { readonly personId: string } | { readonly place: string };

/** They have just read that date: on a card that answered them, or in a message that was sent. */
export async function tell(ctx: { readonly clock: Clock }, tx: Transaction, told: readonly Told[]): Promise<void> {
  const toldAt = ctx.clock.now();
  for (const { subject, reader, at } of told) {
    const row = { at, toldAt, personId: 'personId' in reader ? reader.personId : null };
    const key = { subject, reader: readerKey(reader) };
    await tx.told.upsert({ where: { subject_reader: key }, create: { ...key, ...row }, update: row });
  }
}

/** Who knows another date than this one. */
export async function misinformed(tx: Transaction, subject: string, at: Date): Promise<readonly Told[]> {
  const rows = await tx.told.findMany({ where: { subject, at: { not: at } }, orderBy: { reader: 'asc' } });
  return rows.map((row) => ({
    subject,
    at: row.at,
    reader: row.personId === null ? { place: row.reader.slice(CHANNEL.length) } : { personId: row.personId },
  }));
}

const CHANNEL = 'channel:';
const readerKey = (reader: Reader): string => ('personId' in reader ? `person:${reader.personId}` : `${CHANNEL}${reader.place}`);
