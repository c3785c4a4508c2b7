/** What an asker sees: the answer, three to choose from, or a person to ask. Pure. */
import type { Block, Card } from '../../chat/card.ts';
import { actions, buttonsOf, short } from '../../chat/compose.ts';
import { type Inline, link, moment, type Text } from '../../chat/text.ts';
import type { Translate } from '../../chat/translate.ts';
import { languageName } from '../../i18n/format.ts';
import type { KnownEntry } from '../knowledge/live/service.ts';

export const questionActions = {
  helped: 'question.helped',
  not: 'question.not',
  choose: 'question.choose',
  person: 'question.person',
} as const;
const button = buttonsOf(questionActions);

/** As many as are offered at once. */
export const OFFERED = 3;
const QUOTED = 300;

export const chosen = (question: string, entry: string): string => `${question}/${entry}`;
export function readChosen(id: string): { readonly question: string; readonly entry: string } {
  const at = id.indexOf('/');
  return { question: id.slice(0, at), entry: id.slice(at + 1) };
}

/** `live`: what the records say. The title is the question that was understood, so that a wrong one is seen at once. */
export function answerCard(t: Translate, id: string, entry: KnownEntry, live: readonly Block[] = []): Card {
  const person = button(t('question.buttons.person'), 'person', id, entry.handsOver ? { style: 'primary' } : {});
  const helped = button(t('question.buttons.helped'), 'helped', id, entry.handsOver ? {} : { style: 'primary' });
  const not = button(t('question.buttons.not'), 'not', id);
  return {
    title: entry.title,
    blocks: [...body(t, entry, live), ...actions(entry.handsOver ? [person, not] : [helped, not, person])],
  };
}

/** After "That helped": the answer stays. */
export const helpedCard = (t: Translate, entry: KnownEntry, live: readonly Block[] = []): Card => ({
  title: entry.title,
  blocks: [...body(t, entry, live), { type: 'note', text: t('question.thanks') }],
});

function body(t: Translate, entry: KnownEntry, live: readonly Block[]): readonly Block[] {
  const other =
    entry.locale === t.locale
      ? []
      : [{ type: 'note', text: t('question.otherLanguage', { language: languageName(entry.locale, t.locale) }) } as const];
  const links = entry.links.map(({ label, url }) => link(label, url));
  const footing = sourceLine(t, entry);
  return [
    ...other,
    ...paragraphs(entry.answer),
    ...live,
    ...(links.length > 0 ? [{ type: 'list', items: links } as const] : []),
    ...(footing === undefined ? [] : [{ type: 'note', text: footing } as const]),
  ];
}

/** Empty lines part paragraphs; a run of lines that begin with `- ` is a list. */
function paragraphs(answer: string): readonly Block[] {
  return answer
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part): Block[] => {
      const lines = part.split('\n');
      const first = lines.findIndex((line) => line.startsWith('- '));
      if (first < 0) return [{ type: 'text', text: part }];
      const before = lines.slice(0, first).join('\n');
      const items = lines.slice(first).map((line) => line.replace(/^- /, ''));
      return [...(before === '' ? [] : [{ type: 'text', text: before } as const]), { type: 'list', items }];
    });
}

function sourceLine(t: Translate, { source, checkedAt, live }: KnownEntry): Text | undefined {
  const checked: readonly Inline[] = checkedAt === null ? [] : [`${t('question.checked')} `, moment(checkedAt, 'date')];
  if (live !== undefined) return t('question.fromRecords');
  if (source.title === '') return checked.length === 0 ? undefined : checked;
  const from = source.url === '' ? source.title : link(source.title, source.url);
  return [`${t('question.source')} `, from, ...(checked.length === 0 ? [] : [' · ', ...checked])];
}

/** `again`: something else was shown before and was not it. */
export function choicesCard(t: Translate, id: string, text: string, entries: readonly KnownEntry[], again = false): Card {
  return {
    title: t(again ? 'question.choices.again' : 'question.choices.title'),
    blocks: [
      { type: 'quote', text: short(text, QUOTED) },
      { type: 'text', text: t('question.choices.text') },
      ...actions(entries.map((entry) => button(entry.title, 'choose', chosen(id, entry.id)))),
      ...actions([button(t('question.buttons.none'), 'not', id), button(t('question.buttons.person'), 'person', id)]),
    ],
  };
}

/** Nothing was found, or nothing of it was it. */
export const noneCard = (t: Translate, id: string, text: string): Card => ({
  title: t('question.none.title'),
  blocks: [
    { type: 'quote', text: short(text, QUOTED) },
    { type: 'text', text: t('question.none.text') },
    ...actions([button(t('question.buttons.person'), 'person', id, { style: 'primary' })]),
  ],
});
