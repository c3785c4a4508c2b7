/** The code with what to do with it, and the news that it was used. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, short } from '../../chat/compose.ts';
import { commandAction } from '../../chat/refs.ts';
import { moment, strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { type IssuedCode, type Linked, VALID_MINUTES, writeCode } from './rules.ts';

/** `now`: what is linked already, with what can be undone. */
export const codeCard = (t: Translate, { code, expiresAt }: IssuedCode, now?: Linked): Card => ({
  title: t('link.start.title'),
  blocks: [
    ...(now === undefined ? [] : linkedBlocks(t, now)),
    { type: 'text', text: t.rich('link.start.what', { secret: writeCode(code) }) },
    { type: 'quote', text: strong(writeCode(code)) },
    { type: 'note', text: t.rich('link.start.until', { minutes: VALID_MINUTES, until: moment(expiresAt, 'time') }) },
    { type: 'note', text: t('link.start.secret') },
  ],
});

/** Whoever typed a code by mistake finds the way back here. */
export const joinedCard = (t: Translate, what: 'account' | 'address' = 'account'): Card => ({
  title: t(what === 'address' ? 'link.mail.madeTitle' : 'link.made.title'),
  blocks: [
    { type: 'text', text: t(what === 'address' ? 'link.mail.made' : 'link.made.text') },
    { type: 'note', text: t('link.made.undo') },
    ...actions([list(t)]),
  ],
});

export const unlinkedCard = (t: Translate): Card => ({
  title: t('link.undone.title'),
  blocks: [{ type: 'text', text: t('link.undone.text') }, ...actions([list(t)])],
});

const list = (t: Translate): Button => ({ type: 'button', label: t('link.now.show'), action: commandAction('link') });

/** Of a name, which may be long. */
const NAME = 60;

function linkedBlocks(t: Translate, { accounts, email, merges }: Linked): readonly Block[] {
  const called = ({ platform, name }: { readonly platform: string; readonly name: string }): string =>
    t('link.now.account', { platform: platformName(t, platform), name: short(name, NAME) });
  return [
    { type: 'heading', text: t('link.now.title') },
    {
      type: 'list',
      items: [
        ...accounts.map(called),
        ...(email === undefined ? [t('link.now.noMail')] : [t('link.now.mail', { email: short(email, NAME) })]),
      ],
    },
    ...(email === undefined ? [] : actions([{ type: 'button', label: t('link.mail.remove'), action: { name: UNMAIL, id: '' } }])),
    ...merges.map((merge): Block => {
      const text = t.rich('link.now.made', {
        at: moment(merge.at, 'date'),
        accounts: short(merge.accounts.map(called).join(', '), 2 * NAME),
      });
      return { type: 'item', text, control: undoButton(t, merge.id) };
    }),
    { type: 'heading', text: t('link.now.another') },
  ];
}

const undoButton = (t: Translate, id: string): Button => ({
  type: 'button',
  label: t('link.undo.button'),
  action: { name: UNDO, id },
  confirm: { title: t('link.undo.title'), text: t('link.undo.text'), yes: t('link.undo.yes'), no: t('link.undo.no') },
});

export const UNDO = 'link.undo';
export const UNMAIL = 'link.unmail';

const platformName = (t: Translate, platform: string): string =>
  t.has(`link.platforms.${platform}`) ? t(`link.platforms.${platform}`) : platform;

/** `platform`: where the code was typed. */
export const linkedCard = (t: Translate, platform: string): Card => ({
  title: t('link.made.title'),
  blocks: [
    {
      type: 'text',
      text: t('link.made.there', { platform: platformName(t, platform) }),
    },
    { type: 'note', text: t('link.made.not-you') },
    ...actions([list(t)]),
  ],
});

/** In the mail; nothing in it was written by whoever asked for it. */
export const mailCodeCard = (t: Translate, code: string): Card => ({
  title: t('link.mail.title'),
  blocks: [
    { type: 'text', text: t.rich('link.mail.what', { secret: writeCode(code), minutes: VALID_MINUTES }) },
    { type: 'quote', text: strong(writeCode(code)) },
    { type: 'note', text: t('link.mail.notYou') },
  ],
});

export const mailSentCard = (t: Translate, email: string): Card => ({
  title: t('link.mail.sentTitle'),
  blocks: [{ type: 'text', text: t.rich('link.mail.sent', { email: strong(short(email, 2 * NAME)), minutes: VALID_MINUTES }) }],
});

export const unmailedCard = (t: Translate): Card => ({
  title: t('link.mail.removed'),
  blocks: [{ type: 'text', text: t('link.mail.removedText') }, ...actions([list(t)])],
});
