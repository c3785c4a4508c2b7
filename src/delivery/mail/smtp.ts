/** The mail server: a pool of connections, and what its answers mean for a message. The only importer of nodemailer. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { PostError } from '../../chat/platform.ts';
import type { Clock } from '../../clock.ts';
import type { MailConfig } from '../../config.ts';
import { type Letter, oneLine } from './letter.ts';

export interface Post {
  readonly to: { readonly address: string; readonly name: string };
  readonly letter: Letter;
  /** BCP 47. */
  readonly locale: string;
  /** The same for the same message: a second try is no second mail. */
  readonly key: string;
  /** The page that ends these mails, by itself when it is posted to (RFC 8058). */
  readonly stopUrl: string | undefined;
}

export interface Smtp {
  /** Resolves with the Message-ID once the server has taken the mail. @throws PostError */
  send(post: Post): Promise<string>;
  /** Connects and logs in, as for a mail. @throws what hindered it */
  verify(): Promise<void>;
  close(): void;
}

const CONNECTIONS = 2;
/** A server that says nothing for so long has gone. */
const PATIENCE_MS = 30_000;

export function connectSmtp({ smtpUrl, from }: Pick<MailConfig, 'smtpUrl' | 'from'>, clock: Clock): Smtp {
  const host = hostOf(from);
  const transport = createTransport({
    pool: true,
    url: smtpUrl,
    maxConnections: CONNECTIONS,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  /** By Message-ID: whether the server has been given any of it is what its stream knows. */
  const streams = new Map<string, Readable>();
  transport.use('stream', (mail, done) => {
    const make = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (options) => {
      const stream = make(options);
      streams.set(mail.message.messageId(), stream);
      return stream;
    };
    done();
  });
  return {
    async send({ to, letter, locale, key, stopUrl }) {
      const messageId = messageIdOf(key, host);
      try {
        await transport.sendMail({
          from,
          to: { name: oneLine(to.name), address: to.address },
          subject: letter.subject,
          text: letter.text,
          html: letter.html,
          messageId,
          date: clock.now(),
          headers: {
            'Auto-Submitted': 'auto-generated',
            'Content-Language': locale,
            ...(stopUrl === undefined ? {} : unsubscribing(stopUrl)),
          },
        });
        return messageId;
      } catch (error) {
        throw troubleOf(error, streams.get(messageId)?.readableDidRead === true);
      } finally {
        streams.delete(messageId);
      }
    },
    async verify() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}

/** RFC 2369 and, for one click, RFC 8058. */
const unsubscribing = (stopUrl: string) => ({
  'List-Unsubscribe': `<${stopUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** `<…@host>`: from the delivery's key, so that mailboxes and people recognise a second try. */
export const messageIdOf = (key: string, host: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${host}>`;

export const hostOf = (from: string): string =>
  from
    .slice(from.lastIndexOf('@') + 1)
    .replace(/>\s*$/, '')
    .trim();

const Refusal = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
});

/**
 * `begun`: the server was being given the message. Only then can it have arrived without our hearing of it. The answer's own
 * words are left out: servers repeat addresses in them.
 */
export function troubleOf(error: unknown, begun: boolean): PostError {
  const { code = 'ERROR', command = '', response = '', responseCode } = Refusal.catch({}).parse(error);
  if (responseCode === undefined) {
    // Nodemailer itself refuses: no such address can be, or the message cannot be read.
    const ours = code === 'EENVELOPE' || code === 'EMESSAGE';
    return new PostError(`smtp ${code}`, ours, {
      uncertain: begun && !ours,
      about: code === 'EENVELOPE' ? 'place' : ours ? 'message' : 'workspace',
    });
  }
  const [enhanced] = /(?<=^\d{3}[ -])[245]\.\d{1,3}\.\d{1,3}/.exec(response) ?? [];
  const said = ['smtp', responseCode, enhanced].filter((part) => part !== undefined).join(' ');
  const refused = responseCode >= 500 && responseCode !== 503;
  if (command === 'RCPT TO') return new PostError(said, refused, { about: 'place' });
  // Most often a filter of that one mailbox: elsewhere the message is as good as before.
  if (command === 'DATA') return new PostError(said, refused, { about: 'place' });
  // Our own account or sender is not accepted, or the server is closing: nothing that this message or its reader could change.
  return new PostError(said, false, { about: 'workspace' });
}
