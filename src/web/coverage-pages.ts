/** The page that shows where the network is thin, and the same as a file. Both name nobody. */
import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { barChart } from '../chat/chart.ts';
import { escapeHtml } from '../chat/html.ts';
import type { Translate } from '../chat/translate.ts';
import type { Parts } from '../features/context.ts';
import { type Report, reportOf, tableOf } from '../features/coverage/report.ts';
import type { Log } from '../log.ts';
import { guarded, sendPaper } from './paper.ts';
import { prepare, readLink } from './secret-pages.ts';
import type { Routes } from './server.ts';

export const coveragePages = (parts: Parts & { readonly log: Log }): Routes => {
  const read = (request: FastifyRequest) => {
    const { t, token } = readLink(parts, request);
    return { t, token, words: { t, vocabulary: parts.vocabulary } };
  };

  return async (app: FastifyInstance) => {
    prepare(app, parts, { mostBytes: 1, reads: false, trouble: 'a page of the coverage could not be shown' });

    app.get('/members/:locale/coverage/:token', async (request, reply) => {
      const { t, token, words } = read(request);
      const report = await reportOf(parts.store.db, words, token);
      if (report === undefined) return unknown(reply, t);
      return sendPaper(reply, t, {
        title: t('coverage.title'),
        text: t('coverage.members', { count: report.members }),
        more: html(t, report, token),
      });
    });

    app.get('/members/:locale/coverage/:token/coverage.csv', async (request, reply) => {
      const { t, token, words } = read(request);
      const rows = await tableOf(parts.store.db, words, token);
      if (rows === undefined) return unknown(reply, t);
      return reply
        .headers({ ...guarded, 'content-disposition': 'attachment; filename="coverage.csv"' })
        .type('text/csv; charset=utf-8')
        .send(stringify([...rows], { bom: true }));
    });
  };
};

const unknown = (reply: FastifyReply, t: Translate): FastifyReply =>
  sendPaper(reply.code(404), t, { title: t('coverage.page.none'), text: t('coverage.page.noneText') });

function html(t: Translate, { parts, across }: Report, token: string): string {
  const sections = parts.map(
    ({ title, said, bars, unknown: missing }) =>
      `<h2>${escapeHtml(title)}</h2><p>${escapeHtml(said)}</p>${bars.length === 0 ? '' : barChart(title, bars)}${missing === 0 ? '' : `<p>${escapeHtml(t('coverage.unknown', { count: missing }))}</p>`}`,
  );
  const line = (cells: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  const table = `<h2>${escapeHtml(t('coverage.page.across'))}</h2><div class="wide" tabindex="0"><table><thead>${line(across.head, 'th')}</thead><tbody>${across.rows.map((row) => line(row, 'td')).join('')}</tbody></table></div>`;
  return `<p><a href="${escapeHtml(token)}/coverage.csv" download>${escapeHtml(t('coverage.page.file'))}</a></p>${sections.join('')}${table}<p>${escapeHtml(t('coverage.page.how'))} ${escapeHtml(t('coverage.counted'))}</p>`;
}
