/** The router: an envelope comes in, the person behind it is found, the handler is run, an outcome goes out. Never rejects. */
import type { AnyAction } from '../chat/action.ts';
import type { ActionRef, Card } from '../chat/card.ts';
import { type AnyCommand, optionsOf } from '../chat/command.ts';
import { commandHelpCard, groupHelpCard, helpCard } from '../chat/help.ts';
import type { Door, Envelope, Inbound, Outcome } from '../chat/platform.ts';
import { COMMAND_ACTION, formActions } from '../chat/refs.ts';
import type { Answers, AnyReply } from '../chat/reply.ts';
import type { Translate } from '../chat/translate.ts';
import { never } from '../errors.ts';
import type { AppContext } from '../features/context.ts';
import { greetNewcomer } from '../features/onboarding/service.ts';
import { FOLLOW } from '../features/person/language.ts';
import { chooseLanguage } from '../features/person/service.ts';
import { privately, tooMany, troubled } from './boundary.ts';
import { createContexts, fallbackOf } from './context.ts';
import { commandForm } from './form/command-form.ts';
import { collectForms } from './form/forms.ts';
import { createFormRun, type FormRun } from './form/steps.ts';
import { HOME_LANGUAGE, homeCard } from './home.ts';
import { createLookup, type Found } from './lookup.ts';
import { checkOptions } from './options.ts';
import type { Menu, RouterParts } from './parts.ts';
import { createTurns } from './turns.ts';
import { readOptions } from './words.ts';

type CommandInbound = Extract<Inbound, { type: 'command' }>;
type Handler = { readonly answers: Answers; readonly run: (ctx: AppContext, id: string, selected: readonly string[]) => Promise<Outcome> };

export function createRouter(parts: RouterParts, menu: Menu): Door {
  const languages = parts.locales.map(parts.translator);
  const lookup = createLookup(menu.commands, languages);
  const contextOf = createContexts(parts, menu);

  const outcomeOf = async (ctx: AppContext, answers: Answers, reply: AnyReply): Promise<Outcome> => {
    switch (reply.type) {
      case 'card':
        return { type: 'card', card: reply.card, privately: answers !== 'public', replace: answers === 'update' };
      case 'form':
        return run.begin(ctx, reply);
      case 'none':
        return { type: 'none' };
      default:
        return never(reply);
    }
  };
  const run = createFormRun(collectForms(menu), parts.limitsOf, (ctx, reply) => outcomeOf(ctx, 'private', reply));
  const handlers = new Map<string, Handler>([
    ...menu.actions.map((action) => [action.name, ofMenu(action, outcomeOf)] as const),
    ...own(run),
  ]);

  const command = async (ctx: AppContext, asked: Found, options?: CommandInbound['options']): Promise<Outcome> => {
    const { t } = ctx;
    const found = parts.limitsOf(ctx.from.platform).command.bareGroup ? settled(asked) : asked;
    if (found.type === 'group') return privately(groupCard(ctx, found.group));
    if (found.type === 'help') return privately(commandHelpCard(t, found.command));
    if (found.type === 'unknown') return privately(unknownCard(ctx, found));
    const given = options ?? readOptions(found.command, found.text, languages);
    const { values, missing } = checkOptions(found.command, given, languages, t);
    if (missing.length > 0) return run.begin(ctx, { type: 'form', form: commandForm(found.command), initial: asRaw(values) });
    return outcomeOf(ctx, found.command.answers, await found.command.run(ctx, values));
  };

  const route = async (ctx: AppContext, inbound: Inbound): Promise<Outcome> => {
    switch (inbound.type) {
      case 'command':
        return command(ctx, lookup.find(inbound.name, inbound.text ?? ''), inbound.options);
      case 'complete':
        return {
          type: 'choices',
          choices: await complete(ctx, lookup.byName.get(inbound.name), inbound, parts.limitsOf(ctx.from.platform).choices.count),
        };
      case 'complete.field':
        return run.complete(ctx, inbound);
      case 'action':
        if (inbound.ref.name === COMMAND_ACTION) return command(ctx, lookup.find(inbound.ref.id, ''));
        return (handlers.get(inbound.ref.name)?.run ?? unknownAction)(ctx, inbound.ref.id, inbound.selected ?? []);
      case 'form.page':
      case 'form.back':
        return run.saved(ctx, inbound);
      case 'form.resume':
        return run.resumed(ctx, inbound.draft, inbound.sheet);
      case 'form.closed':
        return run.closed(ctx, inbound.draft);
      case 'message':
        return (await heard(ctx, inbound.text, true)) ?? said(ctx, inbound.text);
      case 'overheard':
        return (await heard(ctx, inbound.text, false)) ?? { type: 'none' };
      case 'home':
        return privately(await homeCard(ctx));
      case 'joined':
        await greetNewcomer(ctx);
        return { type: 'none' };
      case 'unreadable':
        return unreadable(ctx.t);
      default:
        return never(inbound);
    }
  };

  const turns = createTurns();
  const listeners = menu.listeners ?? [];
  const heard = async (ctx: AppContext, text: string, called: boolean): Promise<Outcome | undefined> => {
    for (const listener of listeners) {
      const found = await listener.hears(ctx, { text, called });
      if (found !== undefined) return outcomeOf(ctx, found.answers, found.reply);
    }
    return undefined;
  };

  /** A command typed as a message, or a question. A form cannot open from a message, so a button stands in between. */
  const said = async (ctx: AppContext, text: string): Promise<Outcome> => {
    const found = lookup.inMessage(text);
    if (!found || isQuestion(text, found)) {
      const answer = await menu.said?.(ctx, text);
      return privately(answer?.card ?? { ...helpCard(ctx.t, ctx.commands), title: ctx.t('router.message.title') });
    }
    const outcome = await command(ctx, found);
    if (outcome.type !== 'page') return outcome;
    const { page } = outcome;
    return privately({
      title: page.text.form,
      blocks: [
        { type: 'text', text: ctx.t('router.message.form') },
        {
          type: 'actions',
          controls: [{ type: 'button', label: ctx.t('router.message.open'), action: formActions.resume(page.draft), style: 'primary' }],
        },
      ],
    });
  };

  const answersOf = (inbound: Inbound): Answers => {
    switch (inbound.type) {
      case 'command':
        return answersOfCommand(lookup.find(inbound.name, inbound.text ?? ''), inbound.options);
      case 'action':
        if (inbound.ref.name === COMMAND_ACTION) return answersOfCommand(lookup.find(inbound.ref.id, ''));
        return handlers.get(inbound.ref.name)?.answers ?? 'private';
      case 'form.page':
      case 'form.back':
      case 'form.resume':
        return 'form';
      default:
        return 'private';
    }
  };
  /** With a required option missing, whatever the command, a form is what comes. */
  const answersOfCommand = (asked: Found, options?: CommandInbound['options']): Answers => {
    const found = settled(asked);
    if (found.type !== 'command') return 'private';
    const given = options ?? readOptions(found.command, found.text, languages);
    const missing = optionsOf(found.command).some(([name, option]) => option.required && String(given[name] ?? '').trim() === '');
    return missing ? 'form' : found.command.answers;
  };

  return {
    answers: answersOf,
    async listens(from, text) {
      try {
        for (const listener of listeners) if (await listener.listens(parts.store.db, from, text)) return true;
      } catch (err) {
        // Nobody called: nobody waits for an answer.
        parts.log.error({ err, platform: from.platform }, 'whether to listen could not be found out');
      }
      return false;
    },
    async deliver(envelope: Envelope) {
      let t = parts.translator(fallbackOf(parts, envelope));
      // Nothing is written down of whoever sent it: that too may be nonsense.
      if (envelope.inbound.type === 'unreadable') return unreadable(t);
      const work = async (): Promise<Outcome> => {
        try {
          const ctx = await contextOf(envelope);
          t = ctx.t;
          return await route(ctx, envelope.inbound);
        } catch (error) {
          return troubled(error, envelope, t, parts.log);
        }
      };
      return turns.take(envelope, work, () => tooMany(envelope, t));
    },
  };
}

/** "Award: when does it close?" begins like a command, and is none. */
const isQuestion = (text: string, found: Found): boolean =>
  !text.trimStart().startsWith('/') && (found.type === 'unknown' || /[?？]\s*$/.test(text));

/** A group typed alone is its default command. */
const settled = (found: Found): Found =>
  found.type === 'group' && found.alone ? { type: 'command', command: found.alone, text: '' } : found;

const asRaw = (values: Readonly<Record<string, string | number>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [String(value)]]));

const ofMenu = (action: AnyAction, outcomeOf: (ctx: AppContext, answers: Answers, reply: AnyReply) => Promise<Outcome>): Handler => ({
  answers: action.answers,
  run: async (ctx, id, selected) => outcomeOf(ctx, action.answers, await action.run(ctx, id, selected)),
});

/** The actions of the form run and of the home card. */
function own(run: FormRun): readonly (readonly [string, Handler])[] {
  const named = (ref: (id: string) => ActionRef): string => ref('').name;
  return [
    [named(formActions.resume), { answers: 'form', run: (ctx, id) => run.resumed(ctx, id) }],
    [named(formActions.edit), { answers: 'form', run: (ctx, id, selected) => run.edit(ctx, id, selected[0]) }],
    [named(formActions.fix), { answers: 'form', run: (ctx, id) => run.fix(ctx, id) }],
    [named(formActions.submit), { answers: 'update', run: (ctx, id) => run.submit(ctx, id) }],
    [named(formActions.later), { answers: 'update', run: (ctx, id) => run.later(ctx, id) }],
    [named(formActions.discard), { answers: 'update', run: (ctx, id) => run.discard(ctx, id) }],
    [HOME_LANGUAGE, { answers: 'update', run: (ctx, _id, selected) => switchLanguage(ctx, selected[0]) }],
  ];
}

async function switchLanguage(ctx: AppContext, chosen: string | undefined): Promise<Outcome> {
  const locale = await chooseLanguage(ctx, chosen === FOLLOW ? undefined : chosen);
  return privately(await homeCard({ ...ctx, locale, t: ctx.translator(locale) }), true);
}

async function complete(
  ctx: AppContext,
  command: AnyCommand | undefined,
  asked: { readonly option: string; readonly typed: string },
  most: number,
) {
  const option = command?.options[asked.option];
  return option?.kind === 'text' && option.complete ? (await option.complete(ctx, asked.typed)).slice(0, most) : [];
}

const unreadable = (t: Translate): Outcome => privately({ blocks: [{ type: 'text', text: t('router.unreadable') }] });

const unknownAction = async (ctx: AppContext): Promise<Outcome> => privately(withFirst(ctx, ctx.t('router.unknown.action')));

function unknownCard(ctx: AppContext, found: Extract<Found, { type: 'unknown' }>): Card {
  const typed = `/${found.typed}`.slice(0, 60);
  const { t } = ctx;
  return withFirst(
    ctx,
    found.closest === undefined
      ? t('router.unknown.command', { typed })
      : t('router.unknown.closest', { typed, closest: `/${found.closest}` }),
  );
}

/** A group of which nothing is for whoever asks says so, and what there is instead. */
const groupCard = (ctx: AppContext, group: string): Card =>
  ctx.commands.some(({ name }) => name.startsWith(`${group} `))
    ? groupHelpCard(ctx.t, ctx.commands, group)
    : withFirst(ctx, ctx.t('errors.forbidden'));

function withFirst(ctx: AppContext, text: string): Card {
  const help = helpCard(ctx.t, ctx.commands);
  return { title: ctx.t('router.unknown.title'), blocks: [{ type: 'text', text }, ...help.blocks.slice(1)] };
}
