/** A candidacy for whoever sent it in: where it stands, what to do next, every word of it; and the list of one's own. Pure. */
import type { Block, Button, Card } from '../../chat/card.ts';
import { actions, named, short } from '../../chat/compose.ts';
import { formActions } from '../../chat/refs.ts';
import { type Inline, strong, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { formatList } from '../../i18n/format.ts';
import { mayBecome } from './content.ts';
import { button } from './names.ts';
import type { WithCall } from './queries.ts';
import { sentBlocks } from './receipt-card.ts';
import { candidacyRef } from './ref.ts';
import { untilWhen } from './review.ts';
import { mayResend } from './rules.ts';
import type { Unfinished } from './unfinished.ts';
import { textPages } from './words.ts';

interface Words {
  readonly t: Translate;
}

/** How one's own stands. `late`: until when a late code lets it be sent in. */
export function ownCard({ t }: Words, { candidacy, call }: WithCall, late: Date | undefined): Card {
  const { id, version, state, reason, number } = candidacy;
  return {
    title: t('candidacy.own.title', { number: String(number) }),
    blocks: [
      { type: 'text', text: [strong(t(`candidacy.states.${state}`)), ' · ', call.title] },
      ...(reason === '' ? [] : [{ type: 'quote', text: reason } as const]),
      { type: 'text', text: nextStep(t, candidacy.state, call, late) },
      ...sentBlocks(t, { candidacy, call }),
      ...actions([
        button(t('candidacy.buttons.read'), 'read', candidacyRef(id, version, 1)),
        ...(mayResend(state, call, late !== undefined) ? [button(t('candidacy.buttons.edit'), 'edit', id)] : []),
        ...(mayBecome(state, 'withdrawn') ? [withdrawButton(t, id, candidacy.experience.title)] : []),
      ]),
    ],
  };
}

function nextStep(t: Translate, state: WithCall['candidacy']['state'], call: WithCall['call'], late: Date | undefined): Text {
  if (state === 'changesRequested' || state === 'valid') return t(`candidacy.next.${state}`);
  if (mayResend(state, call, late !== undefined)) return untilWhen(t, call, late);
  return t(state === 'submitted' ? 'candidacy.next.submitted' : 'candidacy.next.none');
}

const withdrawButton = (t: Translate, id: string, title: string): Button =>
  button(t('candidacy.buttons.withdraw'), 'withdraw', id, {
    style: 'danger',
    confirm: {
      title: t('candidacy.withdraw.title'),
      text: t('candidacy.withdraw.text', { title }),
      yes: t('candidacy.withdraw.yes'),
      no: t('candidacy.withdraw.no'),
    },
  });

/** One page of all that was sent in. `contacts`: for those alone who may read them. */
export function textPageCard({ t }: { readonly t: Translate }, { candidacy, call }: WithCall, page: number): Card {
  const pages = textPages(t, call, candidacy);
  const at = Math.min(Math.max(1, page), pages.length);
  const turn = (label: string, to: number): Button => button(label, 'turn', candidacyRef(candidacy.id, candidacy.version, to));
  return named(candidacy.experience.title, [
    ...(pages[at - 1] ?? []).flatMap(({ heading, text }): readonly Block[] => [
      { type: 'heading', text: heading },
      { type: 'text', text },
    ]),
    { type: 'note', text: [t('candidacy.page', { at, of: pages.length }), t('candidacy.private')].join(' · ') },
    ...(candidacy.questionSet === call.questionSet ? [] : [{ type: 'note', text: t('candidacy.earlier') } as const]),
    ...actions([
      ...(at > 1 ? [turn(t('candidacy.buttons.back'), at - 1)] : []),
      ...(at < pages.length ? [turn(t('candidacy.buttons.next'), at + 1)] : []),
    ]),
  ]);
}

/** Of each kind at most. */
export const SHOWN = 4;
/** Titles in a list; the whole one is where it leads. */
const TITLE = 80;
/** Names of questions that are listed; a list of everything that is not there discourages. */
const NAMED = 4;

export function mineCard({ t }: Words, own: readonly WithCall[], unfinished: readonly Unfinished[]): Card {
  const title = t('candidacy.mine.title');
  if (own.length + unfinished.length === 0) {
    return { title, blocks: [{ type: 'text', text: t('candidacy.mine.empty') }, ...actions([applyButton(t)])] };
  }
  return {
    title,
    blocks: [
      ...unfinishedBlocks(t, unfinished.slice(0, SHOWN)),
      ...(own.length === 0 ? [] : [{ type: 'heading', text: t('candidacy.mine.sent') } as const]),
      ...own.slice(0, SHOWN).map(
        ({ candidacy, call }): Block => ({
          type: 'item',
          text: [
            strong(short(candidacy.experience.title, TITLE)),
            ` · ${short(call.title, TITLE)} · ${t(`candidacy.states.${candidacy.state}`)}`,
          ],
          control: button(t('candidacy.buttons.show'), 'show', candidacy.id),
        }),
      ),
      ...(Math.max(own.length, unfinished.length) > SHOWN
        ? [{ type: 'note', text: t('candidacy.mine.more', { shown: SHOWN }) } as const]
        : []),
      ...actions([applyButton(t)]),
    ],
  };
}

const applyButton = (t: Translate): Button => button(t('candidacy.buttons.apply'), 'apply', '');

/** What is begun, each with what is missing and until when it can be sent in. */
export function unfinishedBlocks(t: Translate, unfinished: readonly Unfinished[]): readonly Block[] {
  return unfinished.flatMap((one): readonly Block[] => [
    { type: 'text', text: [...unfinishedLine(t, one), ' ', ...[untilWhen(t, one.call, one.late)].flat()] },
    ...actions([{ type: 'button', label: t('candidacy.buttons.continue'), action: formActions.resume(one.draft), style: 'primary' }]),
  ]);
}

export const unfinishedLine = (t: Translate, { title, missing }: Pick<Unfinished, 'title' | 'missing'>): readonly Inline[] => [
  strong(title),
  ` · ${missingText(t, missing)}`,
];

function missingText(t: Translate, missing: readonly string[]): string {
  const more = Math.max(0, missing.length - NAMED);
  if (missing.length === 0) return t('candidacy.missing.nothing');
  // "and" comes once: before the number of the others where there are any.
  const fields = more === 0 ? formatList(missing, t.locale) : missing.slice(0, NAMED).join(', ');
  return t('candidacy.missing.some', { fields, more });
}
