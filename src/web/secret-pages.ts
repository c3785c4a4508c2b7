/** What the pages behind an address that is a secret have in common: what such a link looks like, and what is said when one fails. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Translate } from '../chat/translate.ts';
import type { Parts } from '../features/context.ts';
import type { Log } from '../log.ts';
import { sendPaper } from './paper.ts';

/** Anything else is no link of ours, and is not asked for. */
const Link = z.object({
  locale: z.string().max(20),
  token: z
    .string()
    .regex(/^[\w-]{20,64}$/)
    .catch(''),
});

export interface Read {
  readonly t: Translate;
  /** Empty for what is no link of ours. */
  readonly token: string;
}

export function readLink(parts: Pick<Parts, 'translator'>, { params }: FastifyRequest): Read {
  const { locale, token } = Link.catch({ locale: '', token: '' }).parse(params);
  return { t: parts.translator(locale), token };
}

interface Behind {
  /** What a form of theirs may send at most. */
  readonly mostBytes: number;
  /** Whether what it sends is read at all. */
  readonly reads: boolean;
  /** For the log, where one fails. */
  readonly trouble: string;
}

export function prepare(
  app: FastifyInstance,
  parts: Pick<Parts, 'translator'> & { readonly log: Log },
  { mostBytes, reads, trouble }: Behind,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: mostBytes }, (_request, body, done) =>
    done(null, reads ? body : undefined),
  );
  app.setErrorHandler((err: { readonly statusCode?: number }, request, reply) => {
    const { statusCode = 500 } = err;
    // The address of the page is a secret, so of the request nothing is logged.
    if (statusCode >= 500) parts.log.error({ err }, trouble);
    const { t } = readLink(parts, request);
    return sendPaper(reply.code(statusCode), t, { title: t('mail.trouble.title'), text: t('mail.trouble.text') });
  });
}
