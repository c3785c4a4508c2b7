/** Gives an outcome to the person who caused it, in the way that their kind of event leaves open. */
import type { types, webApi } from '@slack/bolt';
import type { Card } from '../../chat/card.ts';
import type { Outcome } from '../../chat/platform.ts';
import type { Page } from '../../chat/sheet.ts';
import { never } from '../../errors.ts';
import { jsonBytes, postJson } from '../../http.ts';
import type { Log } from '../../log.ts';
import { resumeId } from './action-id.ts';
import { type Rendered, renderCard } from './card.ts';
import { inlineProblems, option, renderPage } from './form.ts';
import { blockLimits, slackLimits } from './limits.ts';
import type { Post } from './post.ts';
import { refusal } from './post-error.ts';
import type { Way } from './receive.ts';
import { shortened } from './split.ts';
import { plainText } from './text.ts';

export interface AnswerParts {
  readonly web: webApi.WebClient;
  readonly post: Post;
  readonly log: Log;
  /** The bot's own name, the title of a view that has no better one. */
  readonly botName: string;
}

type CardOutcome = Extract<Outcome, { type: 'card' }>;

/** A trigger works once, for three seconds. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const spentTrigger = new Set([
  'expired_trigger_id',
  'trigger_expired',
  'exchanged_trigger_id',
  'trigger_exchanged',
  'invalid_trigger_id',
  'invalid_trigger',
]);
/** The view was closed, or somebody saw to it in the meantime. */
const goneView = new Set(['not_found', 'view_not_found']);

const responsePatienceMs = 10_000;

export async function answer(parts: AnswerParts, way: Way, outcome: Outcome): Promise<void> {
  switch (outcome.type) {
    case 'none':
    case 'choices':
      return;
    case 'page':
      return showPage(parts, way, outcome.page);
    case 'card':
      return showCard(parts, way, outcome);
    default:
      return never(outcome);
  }
}

/** What a submitted view is acknowledged with. */
export function submissionAnswer(parts: AnswerParts, way: Way, outcome: Outcome): object {
  switch (outcome.type) {
    case 'page': {
      const errors = way.view?.form === undefined ? undefined : inlineProblems(outcome.page, way.view.form);
      return errors === undefined ? { response_action: 'update', view: renderPage(outcome.page) } : { response_action: 'errors', errors };
    }
    case 'card':
      return { response_action: 'update', view: cardView(parts, outcome.card, way) };
    case 'none':
    case 'choices':
      return { response_action: 'clear' };
    default:
      return never(outcome);
  }
}

/** While a slow answer is made: the form must not time out, nor be sent twice. It has no words, because it has no language yet. */
export function waitingView(parts: AnswerParts, way: Way): types.ModalView {
  return modal(way.view?.title ?? parts.botName, [
    { type: 'section', text: { type: 'plain_text', text: ':hourglass_flowing_sand:', emoji: true } },
  ]);
}

export function suggestions(outcome: Outcome): { options: readonly types.PlainTextOption[] } {
  return { options: outcome.type === 'choices' ? outcome.choices.slice(0, slackLimits.choices.count).map(option) : [] };
}

/** A late answer to a submission that was acknowledged with the waiting view. */
export async function answerLate(parts: AnswerParts, way: Way, outcome: Outcome): Promise<void> {
  const view = way.view;
  if (view === undefined) return;
  if (outcome.type === 'card') return showCard(parts, { ...way, view: { ...view, hash: undefined } }, { ...outcome, replace: true });
  if (outcome.type === 'page') return showPage(parts, { ...way, view: { ...view, hash: undefined } }, outcome.page);
  await parts.web.views.update({
    view_id: view.id,
    view: modal(view.title ?? parts.botName, [{ type: 'section', text: { type: 'plain_text', text: ':white_check_mark:', emoji: true } }]),
  });
}

async function showPage(parts: AnswerParts, way: Way, page: Page): Promise<void> {
  const view = renderPage(page);
  try {
    if (way.view?.kind === 'modal') {
      await parts.web.views.update({ view_id: way.view.id, ...(way.view.hash === undefined ? {} : { hash: way.view.hash }), view });
      return;
    }
    if (way.triggerId !== undefined) {
      await parts.web.views.open({ trigger_id: way.triggerId, view });
      return;
    }
  } catch (error) {
    const said = refusal(error);
    if (said === 'hash_conflict') return parts.log.info('slack view was newer than the answer');
    if (said === undefined || !(spentTrigger.has(said) || goneView.has(said))) throw error;
    parts.log.warn({ refused: said }, 'slack form came too late, offered by message');
  }
  await say(parts, { ...way, view: undefined }, offer(page), true, false);
}

/** The form as a button, for when it can no longer open by itself. */
function offer(page: Page): Rendered {
  const { blocks, ...rendered } = renderCard(
    { title: page.text.form, blocks: page.sheet.title === '' ? [] : [{ type: 'text', text: page.sheet.title }] },
    'message',
  );
  const button: types.ActionsBlock = {
    type: 'actions',
    elements: [
      {
        type: 'button',
        style: 'primary',
        action_id: resumeId(page.draft, page.sheet.id),
        text: plainText(shortened(page.text.resume, slackLimits.card.buttonLabel)),
      },
    ],
  };
  return { ...rendered, blocks: [...blocks, button] };
}

async function showCard(parts: AnswerParts, way: Way, { card, privately, replace }: CardOutcome): Promise<void> {
  if (way.view?.kind === 'home') return showAtHome(parts, way, card, replace);
  if (way.view?.kind === 'modal') {
    const view = cardView(parts, card, way);
    try {
      // A word beside the view, such as a refusal, lies on top of it; only the lowest view surely has room above (three fit).
      if (!replace && !way.view.stacked && way.triggerId !== undefined) await parts.web.views.push({ trigger_id: way.triggerId, view });
      else await parts.web.views.update({ view_id: way.view.id, ...(way.view.hash === undefined ? {} : { hash: way.view.hash }), view });
      return;
    } catch (error) {
      const said = refusal(error);
      if (said === undefined || !(spentTrigger.has(said) || goneView.has(said) || said === 'hash_conflict')) throw error;
      parts.log.info({ refused: said }, 'slack view is gone, answered by message');
    }
  }
  await say(parts, { ...way, view: undefined }, checked(parts, renderCard(card, 'message')), privately, replace);
}

async function showAtHome(parts: AnswerParts, way: Way, card: Card, replace: boolean): Promise<void> {
  if (replace || way.triggerId === undefined) {
    const { blocks } = checked(parts, renderCard(card, 'view'));
    await parts.web.views.publish({ user_id: way.user, view: { type: 'home', blocks } });
    return;
  }
  try {
    await parts.web.views.open({ trigger_id: way.triggerId, view: cardView(parts, card, way) });
  } catch (error) {
    if (!spentTrigger.has(refusal(error) ?? '')) throw error;
    await parts.post.direct(way.user, checked(parts, renderCard(card, 'message')));
  }
}

async function say(parts: AnswerParts, way: Way, said: Rendered, privately: boolean, replace: boolean): Promise<void> {
  if (await respond(parts, way, said, privately, replace)) return;
  if (way.channel === undefined) return parts.post.direct(way.user, said);
  const message = {
    channel: way.channel,
    text: said.fallback,
    blocks: said.blocks,
    ...(way.thread === undefined ? {} : { thread_ts: way.thread }),
  };
  // In a direct message there is nobody else to hide it from, and it should stay.
  if (!privately || way.channel.startsWith('D')) {
    await parts.web.chat.postMessage({ ...message, unfurl_links: false, unfurl_media: false });
    return;
  }
  try {
    await parts.web.chat.postEphemeral({ ...message, user: way.user });
  } catch (error) {
    if (refusal(error) === undefined) throw error;
    // Where the bot is not in the channel, it can still write to the person.
    await parts.post.direct(way.user, said);
  }
}

/** At most five times in half an hour; false when Slack no longer takes it. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
async function respond(parts: AnswerParts, way: Way, said: Rendered, privately: boolean, replace: boolean): Promise<boolean> {
  if (way.responseUrl === undefined) return false;
  try {
    const message = {
      ...(replace ? { replace_original: true } : { response_type: privately ? 'ephemeral' : 'in_channel', replace_original: false }),
      ...(way.thread === undefined || replace ? {} : { thread_ts: way.thread }),
      text: said.fallback,
      unfurl_links: false,
      unfurl_media: false,
    };
    const body = jsonBytes(`${JSON.stringify(message).slice(0, -1)},"blocks":`, said.blocks, '}');
    const response = await postJson(way.responseUrl, body, { patienceMs: responsePatienceMs });
    if (response.ok) return true;
    parts.log.warn({ status: response.status, said: response.body.slice(0, 500) }, 'slack response_url no longer usable');
  } catch (error) {
    parts.log.warn({ err: error }, 'slack response_url unreachable');
  }
  return false;
}

function cardView(parts: AnswerParts, card: Card, way: Way): types.ModalView {
  const fits =
    card.blocks.length > 0 && card.title !== undefined && card.title.trim() !== '' && card.title.length <= slackLimits.form.title;
  const title = fits ? card.title : (way.view?.title ?? parts.botName);
  const { blocks } = checked(parts, renderCard(fits ? { blocks: card.blocks } : card, 'view'));
  return modal(title, blocks);
}

const modal = (title: string, blocks: types.KnownBlock[]): types.ModalView => ({
  type: 'modal',
  title: plainText(shortened(title, slackLimits.form.title)),
  blocks: blocks.slice(0, blockLimits.view),
});

/** A cut is a mistake of ours: a test holds every card against the limits. Should one get through, it is at least known. */
export function checked(parts: { readonly log: Log }, rendered: Rendered): Rendered {
  if (rendered.cuts.length > 0) parts.log.error({ cuts: rendered.cuts }, 'a card did not fit and was cut');
  return rendered;
}
