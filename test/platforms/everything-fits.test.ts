/** Every form, and every card that the router and the shared features show, in every language on every platform: nothing is cut. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Card } from '../../src/chat/card.ts';
import { optionsOf } from '../../src/chat/command.ts';
import type { AnyForm } from '../../src/chat/form.ts';
import { commandHelpCard, groupHelpCard, helpCard } from '../../src/chat/help.ts';
import type { Limits } from '../../src/chat/limits.ts';
import type { PlatformName } from '../../src/chat/platform.ts';
import { fieldOf } from '../../src/chat/present.ts';
import type { Page } from '../../src/chat/sheet.ts';
import { candidacyForm } from '../../src/features/candidacy/form.ts';
import { askMoreForm } from '../../src/features/candidacy/small-forms.ts';
import type { AppContext } from '../../src/features/context.ts';
import { minimumForm } from '../../src/features/coverage/form.ts';
import { dimensions } from '../../src/features/coverage/rules.ts';
import { draftsCard } from '../../src/features/draft/card.ts';
import type { DraftRecord } from '../../src/features/draft/service.ts';
import { codeCard, joinedCard, linkedCard } from '../../src/features/link/card.ts';
import { mergeForm } from '../../src/features/organisation/merge/form.ts';
import { languageCard } from '../../src/features/person/language.ts';
import { actions, forms as alone } from '../../src/features/registry.ts';
import { overflow } from '../../src/platforms/discord/card.ts';
import { commandBodies } from '../../src/platforms/discord/commands.ts';
import { overflowOfPage, renderBetween, renderModal } from '../../src/platforms/discord/form.ts';
import { overLimits } from '../../src/platforms/playground/card.ts';
import { cutsOf } from '../../src/platforms/slack/card.ts';
import { renderPage } from '../../src/platforms/slack/form.ts';
import { commandForm } from '../../src/router/form/command-form.ts';
import { collectForms } from '../../src/router/form/forms.ts';
import { type OpenDraft, withAnswers } from '../../src/router/form/open-draft.ts';
import { pageOf, reviewCard } from '../../src/router/form/page.ts';
import { homeCard } from '../../src/router/home.ts';
import { fullCall } from '../features/candidacy/fullest.ts';
import { fullest } from '../features/organisation/fullest.ts';
import { allLimits } from '../support/desk.ts';
import { checkCallback, checkCommands, checkPost } from '../support/discord/contract.ts';
import { type House, openHouse } from '../support/house.ts';
import { view } from '../support/slack/rules.ts';

const locales = ['en', 'es', 'fr', 'pt'];
const platforms = ['slack', 'discord', 'playground'] as const;
const everywhere = platforms.flatMap((platform) => locales.map((locale) => [platform, locale] as const));
const asked = commands.filter((command) => optionsOf(command).some(([, option]) => option.required)).map(commandForm);
/** Of those that are made of records, the fullest. */
const forms = [
  ...alone,
  candidacyForm(fullCall),
  askMoreForm(fullCall),
  mergeForm(fullest('a', 123456), fullest('b', 123457)),
  ...dimensions.map(minimumForm),
];
const menu = { commands, actions, forms };

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await anEvent();
  await anExperience();
  await anOrganisation();
  await aProspect();
});
afterAll(() => house.stop());

const reader = (locale: string, platform: PlatformName): AppContext => ({
  ...house.parts,
  envelope: `${locale} ${platform}`,
  locale,
  timeZone: 'UTC',
  t: house.parts.translator(locale),
  now: house.clock.now(),
  actor: { id: 'nobody', name: 'W'.repeat(80), role: 'secretariat' },
  from: { kind: 'channel', platform, workspace: 'W1', channel: 'C1' },
  commands,
  people: { forget: () => undefined },
});
/** Forms that are always about a record. */
const subjects: Readonly<Record<string, string>> = {
  'event-move': 'date@0',
  'event-cancel': 'event/event',
  [`candidacy/${fullCall.id}`]: 'experience',
  'candidacy-code': 'award-2026',
  call: 'award-2026@0/',
  'call-phase': 'award-2026@0/submission',
  'call-question': 'award-2026@0/purpose',
  'call-extend': 'award-2026@0/submission',
  organisation: 'organisation@0',
  invitation: 'prospect@0',
};
/** Of the reader. */
async function anExperience(): Promise<void> {
  const { db } = house.parts.store;
  await db.person.create({ data: { id: 'nobody', name: 'Nobody' } });
  await db.experience.create({
    data: {
      id: 'experience',
      state: 'published',
      locale: 'en',
      title: 'W '.repeat(59).concat('WW'),
      summary: '',
      country: 'GB',
      ownerId: 'nobody',
    },
  });
}
async function anOrganisation(): Promise<void> {
  const names = { en: 'W '.repeat(59).concat('WW') };
  await house.parts.store.db.organisation.create({
    data: { id: 'organisation', names, locale: 'en', kind: 'local-government', languages: [], themes: [] },
  });
}
async function aProspect(): Promise<void> {
  const name = 'W '.repeat(59).concat('WW');
  await house.parts.store.db.prospect.create({
    data: { id: 'prospect', token: 'prospect', name, kind: 'other', country: 'GB', themes: [], why: name, locale: 'pt' },
  });
}
async function anEvent(): Promise<void> {
  const startsAt = new Date(house.clock.now().getTime() + 86_400_000);
  const endsAt = new Date(startsAt.getTime() + 3_600_000);
  await house.parts.store.db.event.create({
    data: {
      id: 'event',
      state: 'announced',
      locale: 'en',
      titles: { en: 'W '.repeat(59).concat('WW') },
      startsAt,
      timeZone: 'America/Argentina/Buenos_Aires',
      durationMinutes: 60,
      occurrences: { create: { id: 'date', nth: 0, originalStart: startsAt, startsAt, endsAt } },
    },
  });
}
const aDraft = (form: AnyForm, title = ''): DraftRecord => ({
  id: 'd'.repeat(21),
  form: form.id,
  formVersion: form.version,
  subject: subjects[form.id],
  raw: {},
  labels: {},
  position: '',
  title,
  expiresAt: house.clock.now(),
  version: 1,
  savedAt: house.clock.now(),
});

/** Every page of a form at once, whatever its conditions, with every field refused at length. */
function pagesOf(ctx: AppContext, form: AnyForm, limits: Limits): readonly Page[] {
  const all = { ...form, pages: form.pages.map(({ id, fields, optional }) => ({ id, fields, ...(optional ? { optional } : {}) })) };
  const open = openedWith(ctx, all, limits, {});
  const problems = Object.keys(form.fields).flatMap((field) => [{ field, code: 'text.long', args: { max: 3000, length: 30_000 } }]);
  return [[], problems].flatMap((refused) => open.sheets.map((sheet) => pageOf(ctx, open, sheet, refused)));
}

function openedWith(ctx: AppContext, form: AnyForm, limits: Limits, raw: OpenDraft['draft']['raw']): OpenDraft {
  const labels = Object.fromEntries(
    Object.entries(raw).map(([field, values]) => [field, Object.fromEntries(values.map((value) => [value, value]))]),
  );
  return withAnswers(ctx, { draft: aDraft(form), form, texts: collectForms(menu).texts(ctx.t, form), limits }, raw, labels);
}

describe.each(everywhere)('on %s in %s', (platform, locale) => {
  test.each([...forms, ...asked].map((form) => [form.id, form] as const))('the form %s', (_id, form) => {
    const limits = allLimits[platform];
    const pages = pagesOf(reader(locale, platform), form, limits);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.flatMap((page) => overfull(page, limits.form))).toEqual([]);
    expect(pages.flatMap((page) => refusedBy(platform, page))).toEqual([]);
    const tooLong = Object.entries(form.fields).filter(([id]) => longest(form, id) > limits.form.text);
    expect(tooLong.map(([id]) => id)).toEqual([]);
  });

  test('the cards of help, home, drafts, languages and links', async () => {
    const ctx = reader(locale, platform);
    const { t } = ctx;
    const groups = [...new Set(commands.filter(({ name }) => name.includes(' ')).map(({ name }) => name.split(' ')[0] ?? ''))];
    const [first] = forms;
    const drafts = first === undefined ? [] : Array.from({ length: 10 }, () => aDraft(first, 'W'.repeat(100)));
    const cards: readonly Card[] = [
      helpCard(t, commands),
      ...commands.map((command) => commandHelpCard(t, command)),
      ...groups.map((group) => groupHelpCard(t, commands, group)),
      await homeCard(ctx),
      draftsCard(t, drafts),
      draftsCard(t, []),
      languageCard(ctx, locale, true),
      codeCard(t, { code: 'ABCDEFGH', expiresAt: ctx.now }),
      joinedCard(t),
      linkedCard(t, 'playground'),
    ];
    for (const card of cards) expect([card.title, ...cutBy(platform, card)]).toEqual([card.title]);
  });

  test.each(forms.map((form) => [form.id, form] as const))('the review of %s, empty and filled to the brim', async (_id, form) => {
    const ctx = reader(locale, platform);
    const brim = Object.fromEntries(Object.keys(form.fields).map((id) => [id, mostOf(ctx, form, id)]));
    for (const raw of [{}, brim]) {
      const open = openedWith(ctx, form, allLimits[platform], raw);
      const card = await reviewCard(ctx, open, [...open.answers.missing, ...open.answers.refused]);
      expect(cutBy(platform, card)).toEqual([]);
    }
  });
});

test('the commands in every language on Discord', () => {
  const bodies = commandBodies(
    commands,
    locales.map((locale) => house.parts.translator(locale)),
  );
  expect(checkCommands(JSON.parse(JSON.stringify(bodies)))).toEqual([]);
});

test.each(everywhere)('the texts of commands on %s in %s', (platform, locale) => {
  const t = house.parts.translator(locale);
  const { command: max } = allLimits[platform];
  const texts = commands.flatMap((command) => {
    const key = `commands.${command.name.replaceAll(' ', '.')}`;
    return [t(`${key}.description`), ...optionsOf(command).map(([name]) => t(`${key}.options.${name}.description`))];
  });
  expect(texts.filter((text) => text.length > max.description)).toEqual([]);
});

function overfull(page: Page, max: Limits['form']): readonly string[] {
  const { sheet, text } = page;
  const over = (what: string, value: string | undefined, most: number): readonly string[] =>
    value !== undefined && value.length > most ? [`${what} over ${most}: ${value}`] : [];
  return [
    ...over('form title', text.form, max.title),
    ...over('next', text.next, max.button),
    ...over('close', text.close, max.button),
    ...over('back', text.back, max.button),
    ...over('continue', text.resume, max.button),
    ...over('fix', text.fix, max.button),
    ...(sheet.fields.length > max.fieldsPerSheet ? [`${sheet.id}: ${sheet.fields.length} fields`] : []),
    ...sheet.fields.flatMap((field) => [
      ...over('label', field.label, max.label),
      ...over('hint', field.hint, max.hint),
      ...over('placeholder', field.placeholder, max.placeholder),
      ...(field.kind === 'choice' ? field.options.flatMap((option) => over('option', option.label, max.optionLabel)) : []),
      ...(field.kind === 'choice' && field.options.length > max.options ? [`${field.id}: ${field.options.length} options`] : []),
    ]),
  ];
}

/** What the platform's own contract says against the page as it is sent. */
function refusedBy(platform: PlatformName, page: Page): readonly string[] {
  if (platform === 'slack') {
    const parsed = view.safeParse(JSON.parse(JSON.stringify(renderPage(page))));
    return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  }
  if (platform === 'playground') return [];
  const modal = JSON.parse(JSON.stringify({ type: 9, data: renderModal(page) }));
  const between = JSON.parse(JSON.stringify(renderBetween(page)));
  return [...overflowOfPage(page), ...checkCallback(modal), ...checkPost(between)];
}

function cutBy(platform: PlatformName, card: Card): readonly string[] {
  if (platform === 'slack') return cutsOf(card);
  return platform === 'discord' ? overflow(card) : overLimits(card);
}

function longest(form: AnyForm, id: string): number {
  const field = fieldOf(form, id);
  return field.kind === 'text' ? field.max : 0;
}

function mostOf(ctx: AppContext, form: AnyForm, id: string): readonly string[] {
  const field = fieldOf(form, id);
  switch (field.kind) {
    case 'text':
      return [field.format === 'url' ? `https://example.org/${'w'.repeat(field.max - 20)}` : 'W '.repeat(field.max / 2 - 1).concat('W')];
    case 'number':
      return [String(field.max)];
    case 'date':
      return ['2016-09-30'];
    case 'confirm':
      return ['true'];
    case 'choice': {
      const longestFirst = field.options(ctx as never).toSorted((a, b) => b.label.length - a.label.length);
      return longestFirst.slice(0, field.many ? field.max : 1).map((option) => option.value);
    }
    case 'lookup':
      return ['GB'];
  }
}
