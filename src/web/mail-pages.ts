/** The pages that mails lead to: confirm an address, stop e-mail. Plain HTML without scripts; only a press changes anything, since mail scanners open links. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { escapeHtml } from '../chat/html.ts';
import type { Translate } from '../chat/translate.ts';
import type { Parts } from '../features/context.ts';
import { confirmMailbox, stopMail } from '../features/subscription/service.ts';
import type { Log } from '../log.ts';
import type { Routes } from './server.ts';

/** Anything else is no link of ours, and is not asked for. */
const Link = z.object({
  locale: z.string().max(20),
  token: z
    .string()
    .regex(/^[\w-]{20,64}$/)
    .catch(''),
});

/** What a mail program sends is `List-Unsubscribe=One-Click` (RFC 8058); a form of ours sends nothing. */
const MOST_BYTES = 4096;

export const mailPages = (parts: Parts & { readonly log: Log }): Routes => {
  const read = (request: FastifyRequest): { readonly t: Translate; readonly token: string } => {
    const { locale, token } = Link.catch({ locale: '', token: '' }).parse(request.params);
    return { t: parts.translator(locale), token };
  };
  const by = () => ({ ...parts, envelope: `page:${parts.newId()}` });

  return async (app: FastifyInstance) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, _body, done) => done(null));
    app.setErrorHandler((err: { readonly statusCode?: number }, request, reply) => {
      const { statusCode = 500 } = err;
      // The address of the page is a secret, so of the request nothing is logged.
      if (statusCode >= 500) parts.log.error({ err }, 'a page of a mail could not be shown');
      const { t } = read(request);
      return send(reply.code(statusCode), t, { title: t('mail.trouble.title'), text: t('mail.trouble.text') });
    });

    // The same for every link, good or not: to read a page tells nobody anything.
    app.get('/mail/:locale/confirm/:token', (request, reply) => {
      const { t } = read(request);
      return send(reply, t, { title: t('mail.confirm.title'), text: t('mail.confirm.text'), button: t('mail.confirm.button') });
    });
    app.post('/mail/:locale/confirm/:token', async (request, reply) => {
      const { t, token } = read(request);
      if (await confirmMailbox(by(), token)) return send(reply, t, { title: t('mail.confirm.done'), text: t('mail.confirm.doneText') });
      return send(reply.code(404), t, { title: t('mail.confirm.gone'), text: t('mail.confirm.goneText') });
    });
    app.get('/mail/:locale/stop/:token', (request, reply) => {
      const { t } = read(request);
      return send(reply, t, { title: t('mail.stop.title'), text: t('mail.stop.text'), button: t('mail.stop.button') });
    });
    // An unknown link is one to an address that nothing is sent to any more: what the page says is true of it as well.
    app.post('/mail/:locale/stop/:token', async (request, reply) => {
      const { t, token } = read(request);
      await stopMail(by(), token);
      return send(reply, t, { title: t('mail.stop.done'), text: t('mail.stop.doneText') });
    });
  };
};

interface Content {
  readonly title: string;
  readonly text: string;
  readonly button?: string;
}

const style = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 2rem 1rem; font: 1.125rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; }
h1 { font-size: 1.6rem; line-height: 1.25; }
button { font: inherit; padding: 0.7em 1.4em; border: 0; border-radius: 4px; background: #0b57d0; color: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid; outline-offset: 3px; }
`;

const headers = {
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
} as const;

function send(reply: FastifyReply, t: Translate, { title, text, button }: Content): FastifyReply {
  // Sent to where it stands: behind a proxy the path may begin with something else.
  const form = button === undefined ? '' : `<form method="post"><button type="submit">${escapeHtml(button)}</button></form>`;
  const html = `<!doctype html>
<html lang="${escapeHtml(t.locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)} · Agora</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${form}</main></body>
</html>
`;
  return reply
    .headers({ ...headers, 'content-language': t.locale })
    .type('text/html; charset=utf-8')
    .send(html);
}
