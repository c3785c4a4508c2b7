/** Carries cards to mailboxes, for as long as their readers want it. */
import type { ActionRef, Card } from '../../chat/card.ts';
import type { Limits } from '../../chat/limits.ts';
import { PostError } from '../../chat/platform.ts';
import type { Translate } from '../../chat/translate.ts';
import type { Clock } from '../../clock.ts';
import type { MailConfig } from '../../config.ts';
import { type Links, mailPageLink } from '../../links.ts';
import type { Database } from '../../store/store.ts';
import type { Mailbox } from '../address.ts';
import { letterOf } from './letter.ts';
import { connectSmtp } from './smtp.ts';

export interface MailReader {
  readonly t: Translate;
  readonly timeZone: string;
  readonly personId: string | undefined;
}

export interface MailCarrier {
  /** What the mail server may be given, over all replicas. */
  readonly pace: Limits['pace'];
  /** Resolves with the Message-ID. @throws PostError; `unwanted` where the reader has stopped e-mail or has another address now */
  post(to: Mailbox, card: Card, key: string, reader: MailReader): Promise<string>;
  /** Asks the server whether it would take mails. @throws what hinders it */
  verify(): Promise<void>;
  stop(): Promise<void>;
}

export interface MailParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly links: Links;
  /** The command that leads to what a button does, without its slash. */
  readonly typed: (ref: ActionRef) => string | undefined;
}

export function createMailCarrier(config: MailConfig, { db, clock, links, typed }: MailParts): MailCarrier {
  const smtp = connectSmtp(config, clock);
  return {
    pace: { app: config.perMinute / 60, workspace: Number.POSITIVE_INFINITY, channel: Number.POSITIVE_INFINITY },
    async post(to, card, key, { t, timeZone, personId }) {
      const wanted = personId === undefined ? undefined : await wantedBy(db, personId, to);
      const stopUrl = wanted && mailPageLink(links, 'stop', t.locale, wanted.token);
      const letter = letterOf(card, { t, timeZone }, typed, wanted?.confirmed === true ? stopUrl : undefined);
      return smtp.send({ to: { address: to.mailbox, name: to.name }, letter, locale: t.locale, key, stopUrl });
    },
    verify: () => smtp.verify(),
    stop: async () => smtp.close(),
  };
}

/** Asked when it leaves, since minds change while it waits. */
async function wantedBy(db: Database, personId: string, to: Mailbox): Promise<{ readonly token: string; readonly confirmed: boolean }> {
  const row = await db.preference.findUnique({ where: { personId } });
  if (row === null || row.email !== to.mailbox || row.emailStoppedAt !== null) throw new PostError('unwanted', true, { about: 'place' });
  return { token: row.mailToken, confirmed: row.emailVerifiedAt !== null };
}
