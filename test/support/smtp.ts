/** A real mail server on this machine: it takes mails in and keeps them, refuses, or falls silent, as a test tells it. */
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface PostOffice {
  /** For SMTP_URL. */
  readonly url: string;
  /** Everything that was taken in, as a mail program reads it, oldest first. */
  readonly mails: readonly Arrived[];
  /** What it does with the next mails; `accept` at the beginning. */
  behave(how: Behaviour): void;
  close(): Promise<void>;
}

export interface Arrived extends ParsedMail {
  /** As it came over the wire. */
  readonly raw: string;
  /** To whom the envelope said. */
  readonly recipients: readonly string[];
}

export type Behaviour =
  | 'accept'
  /** The connection is cut when the recipient is named. */
  | 'hang up before the message'
  /** The message is kept, and the connection cut before it is said. */
  | 'keep it and hang up'
  | { readonly at: 'sender' | 'recipient' | 'message'; readonly code: number; readonly text: string; readonly only?: string };

export async function openPostOffice(): Promise<PostOffice> {
  const mails: Arrived[] = [];
  let behaviour: Behaviour = 'accept';
  /** `only`: of one recipient. */
  const refusal = (at: 'sender' | 'recipient' | 'message', recipient = ''): Error | null =>
    typeof behaviour === 'object' && behaviour.at === at && (behaviour.only === undefined || behaviour.only === recipient)
      ? Object.assign(new Error(behaviour.text), { responseCode: behaviour.code })
      : null;
  const hangUp = (): void => {
    for (const connection of server.connections) connection._socket.destroy();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onMailFrom: (_address, _session, done) => done(refusal('sender')),
    onRcptTo(address, _session, done) {
      if (behaviour === 'hang up before the message') hangUp();
      else done(refusal('recipient', address.address));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const refused = refusal('message');
        if (refused) return done(refused);
        const raw = Buffer.concat(chunks);
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ ...(await simpleParser(raw)), raw: raw.toString('utf8'), recipients });
        if (behaviour === 'keep it and hang up') hangUp();
        else done();
      });
    },
  });
  server.on('error', () => undefined);
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail server has no address');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    behave(how) {
      behaviour = how;
    },
    close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      hangUp();
      return closed.promise;
    },
  };
}
