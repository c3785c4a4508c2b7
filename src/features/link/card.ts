/** The code with what to do with it, and the news that it was used. */
import type { Card } from '../../chat/card.ts';
import { moment, strong } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { type IssuedCode, VALID_MINUTES, writeCode } from './rules.ts';

export const codeCard = (t: Translate, { code, expiresAt }: IssuedCode): Card => ({
  title: t('link.start.title'),
  blocks: [
    { type: 'text', text: t.rich('link.start.what', { secret: writeCode(code) }) },
    { type: 'quote', text: strong(writeCode(code)) },
    { type: 'note', text: t.rich('link.start.until', { minutes: VALID_MINUTES, until: moment(expiresAt, 'time') }) },
    { type: 'note', text: t('link.start.secret') },
  ],
});

export const joinedCard = (t: Translate): Card => ({ title: t('link.made.title'), blocks: [{ type: 'text', text: t('link.made.text') }] });

/** `platform`: where the code was typed. */
export const linkedCard = (t: Translate, platform: string): Card => ({
  title: t('link.made.title'),
  blocks: [
    {
      type: 'text',
      text: t('link.made.there', { platform: t.has(`link.platforms.${platform}`) ? t(`link.platforms.${platform}`) : platform }),
    },
    { type: 'note', text: t('link.made.not-you') },
  ],
});
