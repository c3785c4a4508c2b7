/** The page from which somebody takes the copy of what is held on them. Opening it takes nothing, since previews and scanners open links. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Parts } from '../features/context.ts';
import { files, takeCopy } from '../features/privacy/export/service.ts';
import type { Log } from '../log.ts';
import { guarded, sendPaper } from './paper.ts';
import { prepare, readLink } from './secret-pages.ts';
import type { Routes } from './server.ts';

/** Anything else is no link of ours, and is not asked for. */
const Link = z.object({ locale: z.string().max(20), token: z.string().regex(/^\w{32}$/) });
const File = z.object({ file: z.enum(files) });
const types = { html: 'text/html; charset=utf-8', json: 'application/json; charset=utf-8' } as const;
const MOST_BYTES = 4096;

export const privacyPages = (parts: Parts & { readonly log: Log }): Routes => {
  const translator = (request: FastifyRequest) => readLink(parts, request).t;

  return async (app: FastifyInstance) => {
    prepare(app, parts, { mostBytes: MOST_BYTES, reads: false, trouble: 'a copy of what is held on somebody could not be handed over' });

    // The same for every link, good or not: to read the page tells nobody anything.
    app.get('/privacy/:locale/:token', (request, reply) => {
      const t = translator(request);
      const { token } = Link.safeParse(request.params).data ?? { token: 'copy' };
      const buttons = files.map((file) => ({ label: t(`privacy.copy.files.${file}`), to: `${token}/${file}` }));
      return sendPaper(reply, t, { title: t('privacy.copy.page'), text: t('privacy.copy.pageText'), buttons });
    });
    app.post('/privacy/:locale/:token/:file', async (request, reply) => {
      const t = translator(request);
      const link = Link.safeParse(request.params).data;
      const asked = File.safeParse(request.params).data;
      const copy = link && asked && (await takeCopy({ ...parts, envelope: `page:${parts.newId()}` }, link.token, asked.file));
      if (copy === undefined || asked === undefined) {
        return sendPaper(reply.code(404), t, { title: t('privacy.copy.gone'), text: t('privacy.copy.goneText') });
      }
      return reply
        .headers({ ...guarded, 'content-disposition': `attachment; filename="agora-personal-data.${asked.file}"` })
        .type(types[asked.file])
        .send(copy);
    });
  };
};
