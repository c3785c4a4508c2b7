/** Late codes as cards: one that was made, one that was typed, all that were given out. Pure. */
import type { Block, Card } from '../../../chat/card.ts';
import { actions } from '../../../chat/compose.ts';
import { code as coded, moment, strong, type Text } from '../../../chat/text.ts';
import type { Translate } from '../../../chat/translate.ts';
import type { Intake } from '../../call/intake/service.ts';
import { button } from '../names.ts';
import type { GivenCode } from './queries.ts';

interface Words {
  readonly t: Translate;
}

export const madeCodeCard = (
  { t }: Words,
  call: Intake,
  made: { readonly note: string; readonly code: string; readonly endsAt: Date },
): Card => ({
  title: t('candidacy.late.made'),
  blocks: [
    { type: 'text', text: [strong(made.note), ' · ', call.title] },
    { type: 'text', text: coded(made.code) },
    { type: 'text', text: t.rich('candidacy.late.how', { command: coded(`/award late-code ${made.code}`), at: moment(made.endsAt) }) },
    { type: 'note', text: t('candidacy.late.once') },
  ],
});

export const usedCodeCard = ({ t }: Words, call: Intake, endsAt: Date): Card => ({
  title: t('candidacy.late.taken'),
  blocks: [
    {
      type: 'text',
      text: t.rich('candidacy.late.now', {
        call: strong(call.title),
        at: moment(endsAt),
        left: moment(endsAt, 'relative'),
      }),
    },
    ...actions([
      button(t('candidacy.buttons.apply'), 'apply', call.id, { style: 'primary' }),
      button(t('candidacy.buttons.mine'), 'mine', ''),
    ]),
  ],
});

/** As many as every platform shows with their buttons. */
export const CODES = 10;

export function codesCard({ t }: Words, call: Intake, codes: readonly GivenCode[], now: Date): Card {
  const line = (given: GivenCode): Text => [
    strong(given.note),
    ` · ${stateOf(t, given, now)} · `,
    ...[t.rich('candidacy.late.ends', { at: moment(given.endsAt) })].flat(),
  ];
  return {
    title: t('candidacy.late.title'),
    blocks: [
      { type: 'text', text: call.title },
      ...(codes.length === 0 ? [{ type: 'text', text: t('candidacy.late.none') } as const] : []),
      ...codes.slice(0, CODES).map(
        (given): Block => ({
          type: 'item',
          text: line(given),
          ...(given.revokedAt === null && given.endsAt > now && given.number === undefined
            ? {
                control: button(t('candidacy.buttons.revoke'), 'revokeLateCode', given.id, {
                  style: 'danger',
                  confirm: asked(t, given.note),
                }),
              }
            : {}),
        }),
      ),
      ...(codes.length > CODES ? [{ type: 'note', text: t('candidacy.late.more', { shown: CODES }) } as const] : []),
      ...actions([button(t('candidacy.buttons.newCode'), 'newLateCode', call.id)]),
    ],
  };
}

const asked = (t: Translate, note: string) => ({
  title: t('candidacy.late.revoke.title'),
  text: t('candidacy.late.revoke.text', { note }),
  yes: t('candidacy.late.revoke.yes'),
  no: t('candidacy.late.revoke.no'),
});

function stateOf(t: Translate, { revokedAt, endsAt, number, person }: GivenCode, now: Date): string {
  if (number !== undefined) return t('candidacy.late.states.used', { number: String(number) });
  if (revokedAt !== null) return t('candidacy.late.states.revoked');
  if (endsAt <= now) return t('candidacy.late.states.over');
  return person === null ? t('candidacy.late.states.open') : t('candidacy.late.states.typed', { who: person.name });
}
