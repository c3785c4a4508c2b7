/** The home card: who you are, what is under way, what to do next, which language. */
import type { Block, Card } from '../chat/card.ts';
import { familyOf } from '../chat/form.ts';
import { commandAction, formActions } from '../chat/refs.ts';
import { moment, strong } from '../chat/text.ts';
import { COMPLETE, toBeCompleted } from '../features/candidacy/service.ts';
import type { AppContext } from '../features/context.ts';
import { type DraftRecord, listDrafts } from '../features/draft/service.ts';
import { languageChoices } from '../features/person/language.ts';
import { keyOf } from './words.ts';

export const HOME_LANGUAGE = 'home.language';
const DRAFTS = 5;
const THINGS_TO_DO = 3;

export async function homeCard(ctx: AppContext): Promise<Card> {
  const { t } = ctx;
  const drafts = await listDrafts(ctx, DRAFTS);
  return {
    title: t('router.home.title'),
    blocks: [
      { type: 'text', text: t.rich('router.home.who', { name: strong(ctx.actor.name), role: t(`router.roles.${ctx.actor.role}`) }) },
      ...draftBlocks(ctx, drafts),
      ...askedBlocks(ctx, await toBeCompleted(ctx, DRAFTS)),
      ...nextBlocks(ctx),
      { type: 'divider' },
      {
        type: 'actions',
        controls: [
          {
            type: 'select',
            placeholder: t('router.home.language'),
            action: { name: HOME_LANGUAGE, id: '' },
            options: languageChoices(ctx),
          },
        ],
      },
    ],
  };
}

function draftBlocks(ctx: AppContext, drafts: readonly DraftRecord[]): readonly Block[] {
  const { t } = ctx;
  if (drafts.length === 0) return [];
  return [
    { type: 'heading', text: t('router.home.drafts') },
    ...drafts.map((draft): Block => {
      const title = draft.title === '' ? t('draft.untitled') : draft.title;
      const text = t.rich('draft.line', {
        title: strong(title),
        form: t(`forms.${familyOf(draft.form)}.title`),
        until: moment(draft.expiresAt, 'date'),
      });
      return { type: 'item', text, control: { type: 'button', label: t('router.form.continue'), action: formActions.resume(draft.id) } };
    }),
  ];
}

/** Candidacies of theirs that need a little more. */
const askedBlocks = ({ t }: AppContext, asked: Awaited<ReturnType<typeof toBeCompleted>>): readonly Block[] =>
  asked.map(({ id, title }) => ({
    type: 'item',
    text: [strong(title), ` · ${t('candidacy.decision.more.title')}`],
    control: { type: 'button', label: t('candidacy.buttons.complete'), action: { name: COMPLETE, id } },
  }));

/** The first commands of the menu that have a text for this place (`commands.<name>.home`). */
function nextBlocks(ctx: AppContext): readonly Block[] {
  const { t } = ctx;
  const commands = ctx.commands.filter((command) => t.has(`commands.${keyOf(command.name)}.home`)).slice(0, THINGS_TO_DO);
  if (commands.length === 0) return [];
  return [
    { type: 'heading', text: t('router.home.next') },
    {
      type: 'actions',
      controls: commands.map((command) => ({
        type: 'button',
        label: t(`commands.${keyOf(command.name)}.home`),
        action: commandAction(command.name),
      })),
    },
  ];
}
