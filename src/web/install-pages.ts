/** Where a workspace installs the bot, and what is said to whoever comes back from its platform. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { InstallOutcome, InstallWay } from '../chat/install-way.ts';
import type { Translate } from '../chat/translate.ts';
import type { Parts } from '../features/context.ts';
import type { Log } from '../log.ts';
import { sendPaper } from './paper.ts';
import type { Routes } from './server.ts';

type PageParts = Pick<Parts, 'translator' | 'locales'> & { readonly log: Log };

const statusOf: Readonly<Record<InstallOutcome['type'], number>> = {
  installed: 200,
  declined: 200,
  expired: 400,
  unlisted: 403,
  failed: 502,
};

/** `/slack/install` and `/slack/oauth_redirect`. */
export const installPages =
  (parts: PageParts, platform: string, way: InstallWay): Routes =>
  async (app: FastifyInstance) => {
    const reader = (request: FastifyRequest): Translate => {
      const wished = languages(request.headers['accept-language'] ?? '');
      return parts.translator(wished.find((language) => parts.locales.includes(language)) ?? parts.locales[0] ?? 'en');
    };

    app.setErrorHandler((err: { readonly statusCode?: number }, request, reply) => {
      // The address carries a code and a state: of the request nothing is logged.
      parts.log.error({ err }, 'a page for installing could not be shown');
      const t = reader(request);
      return sendPaper(reply.code(err.statusCode ?? 500), t, { title: t('install.failed'), text: t('install.failedText') });
    });

    app.get(`/${platform}/install`, async (request, reply) => {
      await way.begin(request.raw, reply.raw);
      // What Slack's SDK has answered is on its way.
      return reply.hijack();
    });

    app.get(`/${platform}/oauth_redirect`, async (request, reply) => {
      const outcome = await way.finish(request.raw, reply.raw);
      // The SDK takes its cookie back by itself, on what we answer with.
      const cookie = reply.raw.getHeader('set-cookie');
      if (typeof cookie === 'string') reply.header('set-cookie', cookie);
      const t = reader(request);
      const workspace = outcome.workspace ?? '';
      return sendPaper(reply.code(statusOf[outcome.type]), t, {
        title: t(`install.${outcome.type}`, { workspace }),
        text: t(`install.${outcome.type}Text`, { workspace }),
      });
    });
  };

/** Browsers name the dearest first: `es-CO,es;q=0.9`. */
const languages = (header: string): readonly string[] =>
  header
    .slice(0, 200)
    .split(',')
    .map((part) => part.trim().split(/[-;]/)[0]?.toLowerCase() ?? '');
