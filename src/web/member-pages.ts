/** The pages of a campaign: a member answers whether it still belongs, and what came of it. Opening one changes nothing. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { barChart } from '../chat/chart.ts';
import { escapeHtml } from '../chat/html.ts';
import type { Translate } from '../chat/translate.ts';
import { contactFrom, isUsable } from '../features/campaign/contact.ts';
import { reportOf } from '../features/campaign/report.ts';
import { answerOnPage, contactOnPage } from '../features/campaign/service.ts';
import type { Parts } from '../features/context.ts';
import type { Log } from '../log.ts';
import { sendPaper as send } from './paper.ts';
import { prepare, readLink } from './secret-pages.ts';
import type { Routes } from './server.ts';

/** An answer and a contact are short. */
const MOST_BYTES = 8192;

export const memberPages = (parts: Parts & { readonly log: Log }): Routes => {
  const read = (request: FastifyRequest) => readLink(parts, request);
  const by = () => ({ ...parts, envelope: `page:${parts.newId()}` });

  return async (app: FastifyInstance) => {
    prepare(app, parts, { mostBytes: MOST_BYTES, reads: true, trouble: 'a page of a campaign could not be shown' });

    // The same for every link, good or not: to read a page tells nobody anything, and mail scanners may open it.
    app.get('/members/:locale/answer/:token', (request, reply) => {
      const { t } = read(request);
      return send(reply, t, { title: t('campaign.page.title'), text: t('campaign.page.text'), more: questions(t) });
    });
    app.post('/members/:locale/answer/:token', async (request, reply) => {
      const { t, token } = read(request);
      const given = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
      const answer = given.get('answer');
      if (answer === 'update') {
        const contact = contactFrom(Object.fromEntries(given));
        if (!isUsable(contact)) {
          return send(reply.code(400), t, {
            title: t('campaign.page.incomplete'),
            text: t('campaign.page.incompleteText'),
            more: contactHtml(t, contact),
          });
        }
        if (await contactOnPage(by(), token, contact)) return done('updated');
      } else if (answer === 'kept' || answer === 'left') {
        if (await answerOnPage(by(), token, answer)) return done(answer);
      }
      return send(reply.code(404), t, { title: t('campaign.page.over'), text: t('campaign.page.overText') });

      function done(what: 'kept' | 'updated' | 'left') {
        const more = what === 'left' ? pressOf(t('campaign.answers.stay'), hidden('kept')) : '';
        return send(reply, t, { title: t(`campaign.answered.${what}`), text: t(`campaign.page.${what}`), more });
      }
    });

    app.get('/members/:locale/report/:token', async (request, reply) => {
      const { t, token } = read(request);
      const report = await reportOf(parts.store.db, t, token);
      if (!report) return send(reply.code(404), t, { title: t('campaign.page.noReport'), text: t('campaign.page.noReportText') });
      const { title, rows, total } = report;
      const head = [t('campaign.report.outcome'), t('campaign.report.members'), t('campaign.report.part')];
      const line = (cells: readonly string[], tag: string): string =>
        `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
      const table = rows.map(({ label, value }) =>
        line([label, String(value), t('campaign.report.share', { share: total === 0 ? 0 : value / total })], 'td'),
      );
      const more = `${barChart(title, rows)}<table><thead>${line(head, 'th')}</thead><tbody>${table.join('')}</tbody></table>`;
      return send(reply, t, { title, text: t('campaign.report.asked', { count: total }), more });
    });
  };
};

/** Sent to where it stands: behind a proxy the path may begin with something else. */
const pressOf = (label: string, inside = ''): string =>
  `<form method="post">${inside}<button type="submit">${escapeHtml(label)}</button></form>`;

const hidden = (answer: string): string => `<input type="hidden" name="answer" value="${answer}">`;

function questions(t: Translate): string {
  return [
    pressOf(t('campaign.answers.keep'), hidden('kept')),
    `<h2>${escapeHtml(t('campaign.answers.update'))}</h2>`,
    contactHtml(t, { name: '', email: '', phone: '', role: '' }),
    `<details><summary>${escapeHtml(t('campaign.answers.leave'))}</summary><p>${escapeHtml(t('campaign.page.leaving'))}</p>${pressOf(t('campaign.leave.yes'), hidden('left'))}</details>`,
  ].join('\n');
}

function contactHtml(t: Translate, given: ReturnType<typeof contactFrom>): string {
  const field = (name: keyof typeof given, type: string, required: boolean): string =>
    `<label>${escapeHtml(t(`campaign.page.${name}`))}<input name="${name}" type="${type}" value="${escapeHtml(given[name])}" maxlength="200"${required ? ' required' : ''}></label>`;
  const fields = [field('name', 'text', true), field('email', 'email', true), field('phone', 'tel', false), field('role', 'text', false)];
  return pressOf(t('campaign.page.save'), `${hidden('update')}${fields.join('')}`);
}
