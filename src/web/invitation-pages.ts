/** The page that an invitation leads to: what the network is, how to join, and two answers. Opening it changes nothing. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { escapeHtml } from '../chat/html.ts';
import { isMailAddress, MAX_ADDRESS, tidyAddress } from '../chat/mail-address.ts';
import type { Translate } from '../chat/translate.ts';
import { oneLine } from '../chat/typed.ts';
import type { Parts } from '../features/context.ts';
import { invitationBehind } from '../features/prospect/page.ts';
import { answerInvitation } from '../features/prospect/service.ts';
import type { Log } from '../log.ts';
import { sendPaper as send } from './paper.ts';
import { prepare, readLink } from './secret-pages.ts';
import type { Routes } from './server.ts';

/** An answer, a name and an address are short. */
const MOST_BYTES = 4096;
const NAME = 120;

export const invitationPages = (parts: Parts & { readonly log: Log }): Routes => {
  const read = (request: FastifyRequest) => readLink(parts, request);
  const by = () => ({ ...parts, envelope: `page:${parts.newId()}` });

  return async (app: FastifyInstance) => {
    prepare(app, parts, { mostBytes: MOST_BYTES, reads: true, trouble: 'the page of an invitation could not be shown' });

    app.get('/members/:locale/invitation/:token', async (request, reply) => {
      const { t, token } = read(request);
      const found = await invitationBehind(parts.store.db, t.locale, token);
      if (found === undefined) return over(reply, t);
      const { name, network, about, letter, closed } = found;
      const words = [about, letter, t('prospect.page.how')].filter((text) => text !== '').map((text) => `<p>${escapeHtml(text)}</p>`);
      return send(reply, t, {
        title: t('prospect.page.title', { network }),
        text: closed ? t('prospect.page.closed', { name }) : t('prospect.page.text', { name }),
        more: [...words, ...(closed ? [] : [answers(t, '', '')])].join('\n'),
      });
    });

    app.post('/members/:locale/invitation/:token', async (request, reply) => {
      const { t, token } = read(request);
      const given = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
      if (given.get('answer') === 'no') {
        return (await answerInvitation(by(), token, { interested: false })) ? done(reply, t, 'no') : over(reply, t);
      }
      const name = oneLine(given.get('name') ?? '').slice(0, NAME);
      const email = tidyAddress(given.get('email') ?? '');
      if (name === '' || !isMailAddress(email)) {
        return send(reply.code(400), t, {
          title: t('prospect.page.incomplete'),
          text: t('prospect.page.incompleteText'),
          more: answers(t, name, email),
        });
      }
      return (await answerInvitation(by(), token, { interested: true, name, email })) ? done(reply, t, 'yes') : over(reply, t);
    });
  };
};

const done = (reply: FastifyReply, t: Translate, what: 'yes' | 'no'): FastifyReply =>
  send(reply, t, {
    title: t(`prospect.page.${what}`),
    text: t(`prospect.page.${what}Text`),
    more: what === 'no' ? `<details><summary>${escapeHtml(t('prospect.page.changed'))}</summary>${interested(t, '', '')}</details>` : '',
  });

const over = (reply: FastifyReply, t: Translate): FastifyReply =>
  send(reply.code(404), t, { title: t('prospect.page.over'), text: t('prospect.page.overText') });

const answers = (t: Translate, name: string, email: string): string =>
  [
    `<h2>${escapeHtml(t('prospect.page.join'))}</h2>`,
    interested(t, name, email),
    `<details><summary>${escapeHtml(t('prospect.page.refuse'))}</summary><p>${escapeHtml(t('prospect.page.refuseText'))}</p>`,
    `<form method="post"><input type="hidden" name="answer" value="no"><button type="submit">${escapeHtml(t('prospect.page.refuse'))}</button></form></details>`,
  ].join('\n');

/** Sent to where it stands: behind a proxy the path may begin with something else. */
function interested(t: Translate, name: string, email: string): string {
  const field = (id: 'name' | 'email', type: string, value: string, most: number): string =>
    `<label>${escapeHtml(t(`prospect.page.${id}`))}<input name="${id}" type="${type}" value="${escapeHtml(value)}" maxlength="${most}" autocomplete="${id}" required></label>`;
  return `<form method="post"><input type="hidden" name="answer" value="yes">${field('name', 'text', name, NAME)}${field('email', 'email', email, MAX_ADDRESS)}<button type="submit">${escapeHtml(t('prospect.page.send'))}</button></form>`;
}
