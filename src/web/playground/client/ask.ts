/** Short questions in a dialog of their own: yes or no, and a newcomer's name. */
import { el, freshId } from './dom.ts';
import { say } from './words.ts';

/** True when the person said yes; Escape is no. */
export function ask(
  question: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string },
  danger = false,
): Promise<boolean> {
  const yes = el('button', { type: 'submit', class: `button ${danger ? 'danger' : 'primary'}`, value: 'yes' }, question.yes);
  const no = el('button', { type: 'button', class: 'button' }, question.no);
  return opened(question.title, [el('p', {}, question.text)], no, yes, danger ? no : yes).then((said) => said === 'yes');
}

/** The name of somebody new; undefined when nobody comes. */
export async function askName(): Promise<string | undefined> {
  const input = el('input', { id: freshId('name'), type: 'text', required: true, maxlength: '60', autocomplete: 'off' });
  const label = el('label', { for: input.id }, say('playground.newcomer.name'));
  const enter = el('button', { type: 'submit', class: 'button primary', value: 'yes' }, say('playground.newcomer.enter'));
  const cancel = el('button', { type: 'button', class: 'button' }, say('playground.newcomer.cancel'));
  const body = [el('p', {}, say('playground.newcomer.text')), el('div', { class: 'field' }, label, input)];
  const said = await opened(say('playground.newcomer.title'), body, cancel, enter, input);
  return said === 'yes' && input.value.trim() !== '' ? input.value.trim() : undefined;
}

/** The value of the button that was pressed; empty for `no` and Escape. */
export function opened(
  title: string,
  body: readonly Node[],
  no: HTMLElement,
  yes: HTMLElement | undefined,
  focus: HTMLElement,
): Promise<string> {
  const heading = el('h2', { id: freshId('ask') }, title);
  const form = el('form', { method: 'dialog' }, heading, ...body, el('div', { class: 'buttons' }, no, yes));
  const dialog = el('dialog', { class: 'ask', 'aria-labelledby': heading.id }, form);
  no.addEventListener('click', () => dialog.close(''));
  document.body.append(dialog);
  dialog.showModal();
  focus.focus();
  const { promise, resolve } = Promise.withResolvers<string>();
  dialog.addEventListener('cancel', () => {
    dialog.returnValue = '';
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(dialog.returnValue);
  });
  return promise;
}
