/** The pages that mails lead to: confirm an address, stop e-mail. Plain HTML without scripts; only a press changes anything, since mail scanners open links. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Parts } from '../features/context.ts';
import { confirmMailbox, stopMail } from '../features/subscription/service.ts';
import type { Log } from '../log.ts';
import { sendPaper as send } from './paper.ts';
import { prepare, readLink } from './secret-pages.ts';
import type { Routes } from './server.ts';

/** What a mail program sends is `List-Unsubscribe=One-Click` (RFC 8058); a form of ours sends nothing. */
const MOST_BYTES = 4096;

export const mailPages = (parts: Parts & { readonly log: Log }): Routes => {
  const read = (request: FastifyRequest) => readLink(parts, request);
  const by = () => ({ ...parts, envelope: `page:${parts.newId()}` });

  return async (app: FastifyInstance) => {
    prepare(app, parts, { mostBytes: MOST_BYTES, reads: false, trouble: 'a page of a mail could not be shown' });

    // The same for every link, good or not: to read a page tells nobody anything.
    app.get('/mail/:locale/confirm/:token', (request, reply) => {
      const { t } = read(request);
      return send(reply, t, {
        title: t('mail.confirm.title'),
        text: t('mail.confirm.text'),
        buttons: [{ label: t('mail.confirm.button') }],
      });
    });
    app.post('/mail/:locale/confirm/:token', async (request, reply) => {
      const { t, token } = read(request);
      if (await confirmMailbox(by(), token)) return send(reply, t, { title: t('mail.confirm.done'), text: t('mail.confirm.doneText') });
      return send(reply.code(404), t, { title: t('mail.confirm.gone'), text: t('mail.confirm.goneText') });
    });
    app.get('/mail/:locale/stop/:token', (request, reply) => {
      const { t } = read(request);
      return send(reply, t, { title: t('mail.stop.title'), text: t('mail.stop.text'), buttons: [{ label: t('mail.stop.button') }] });
    });
    // An unknown link is one to an address that nothing is sent to any more: what the page says is true of it as well.
    app.post('/mail/:locale/stop/:token', async (request, reply) => {
      const { t, token } = read(request);
      await stopMail(by(), token);
      return send(reply, t, { title: t('mail.stop.done'), text: t('mail.stop.doneText') });
    });
  };
};
