/** A form in a dialog: one sheet at a time, from the bot and back to it, until it answers with something else. */
import type { RawValues } from '../../../chat/platform.ts';
import type { Page } from '../../../chat/sheet.ts';
import type { Move } from '../../../platforms/playground/form.ts';
import type { Answer } from '../../../platforms/playground/wire.ts';
import { ask } from './ask.ts';
import { el, fill, freshId, icon } from './dom.ts';
import { type FieldView, fieldView } from './field.ts';
import type { Lookup } from './lookup.ts';
import { say } from './words.ts';

export interface FormParts {
  /** Hands the sheet to the bot. Undefined when that failed, which has been said. */
  send(move: Move, page: Page, raw: RawValues): Promise<Answer | undefined>;
  search(draft: string): Lookup;
  /** The form is done or put away; `answer` is what came of it. */
  closed(answer: Answer | undefined): void;
}

export function openForm(first: Page, parts: FormParts): void {
  const dialog = el('dialog', { class: 'form' });
  document.body.append(dialog);
  let page = first;
  let views: readonly FieldView[] = [];
  let dirty = false;
  let result: Answer | undefined;

  const raw = (): RawValues => Object.fromEntries(views.map((view) => [view.id, view.read()]));
  const go = async (move: Move) => {
    busy(dialog, true);
    const answer = await parts.send(move, page, raw());
    busy(dialog, false);
    if (answer === undefined) return;
    if (answer.type === 'page') return draw(answer.page);
    result = answer;
    dialog.close();
  };
  const putAway = async () => {
    const question = {
      title: say('playground.unsaved.title'),
      text: say('playground.unsaved.text'),
      yes: say('playground.unsaved.leave'),
      no: say('playground.unsaved.stay'),
    };
    if (dirty && !(await ask(question))) return;
    await go('close');
    dialog.close();
  };

  const draw = (next: Page) => {
    page = next;
    dirty = false;
    const problems = new Map(page.problems.map((problem) => [problem.field, problem.message]));
    views = page.sheet.fields.map((field) =>
      fieldView(field, page.filled[field.id] ?? [], problems.get(field.id), parts.search(page.draft)),
    );
    const heading = el('h2', { id: freshId('form'), tabindex: '-1' }, page.text.form);
    const close = el('button', { type: 'button', class: 'icon-button', 'aria-label': page.text.close }, icon('close'));
    close.addEventListener('click', putAway);
    const back = page.back ? el('button', { type: 'button', class: 'button' }, page.text.back) : undefined;
    back?.addEventListener('click', () => go('back'));
    const form = el(
      'form',
      { novalidate: true },
      el('header', {}, el('div', {}, heading, progress(page)), close),
      el(
        'div',
        { class: 'sheet', tabindex: '-1' },
        page.sheet.title !== page.text.form && el('h3', {}, page.sheet.title),
        refusals(page, views),
        ...views.map((view) => view.element),
      ),
      el('footer', { class: 'buttons' }, back, el('button', { type: 'submit', class: 'button primary' }, page.text.next)),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (dialog.getAttribute('aria-busy') !== 'true') void go('next');
    });
    for (const type of ['input', 'change']) {
      form.addEventListener(type, () => {
        dirty = true;
      });
    }
    fill(dialog, form);
    dialog.setAttribute('aria-labelledby', heading.id);
    if (!dialog.open) dialog.showModal();
    const wrong = views.find((view) => problems.has(view.id));
    if (wrong === undefined) views[0]?.focus();
    else wrong.focus();
  };

  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void putAway();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    parts.closed(result);
  });
  draw(first);
}

function progress(page: Page): HTMLElement | undefined {
  if (page.part.of < 2) return undefined;
  const words = say('playground.form.part', { at: String(page.part.at), of: String(page.part.of) });
  const bar = el('progress', { max: String(page.part.of), value: String(page.part.at), 'aria-hidden': 'true' });
  return el('div', { class: 'part' }, bar, words);
}

/** What needs another look, each with a way to it. */
function refusals(page: Page, views: readonly FieldView[]): HTMLElement | undefined {
  if (page.problems.length === 0) return undefined;
  const rows = page.problems.map((problem) => {
    const label = page.sheet.fields.find((field) => field.id === problem.field)?.label ?? '';
    const go = el('button', { type: 'button', class: 'link' }, label === '' ? problem.message : `${label}: ${problem.message}`);
    go.addEventListener('click', () => views.find((view) => view.id === problem.field)?.focus());
    return el('li', {}, go);
  });
  return el('div', { class: 'refusals', role: 'alert' }, el('p', {}, page.text.refused), el('ul', {}, ...rows));
}

function busy(dialog: HTMLDialogElement, on: boolean): void {
  dialog.setAttribute('aria-busy', String(on));
  for (const button of dialog.querySelectorAll('footer button')) button.toggleAttribute('disabled', on);
}
