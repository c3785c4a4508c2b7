/** What looks like a question, in four languages, and what does not. */
import { expect, test } from 'vitest';
import { looksLikeQuestion } from '../../../src/features/question/help/looks.ts';

test.each([
  'How do I put an experience to the award?',
  'hello everyone, how can we join the network',
  'Does anyone know when the conference starts',
  'We sent our form last week. Is there anything else to do?',
  '¿Quién puede presentar una candidatura?',
  'Hola a todos, cómo puedo cambiar mi correo',
  'Alguien sabe cuándo es la próxima reunión',
  'Comment devenir membre du réseau',
  'Bonjour à tous, est-ce que le prix est ouvert aux ONG ?',
  'Y a-t-il une date limite pour les candidatures',
  'Olá, como posso mudar a língua da Agora',
  'Quem pode concorrer ao prémio?',
  'O que é a distinção (“boas práticas”)?',
])('a question: %s', (text) => {
  expect(looksLikeQuestion(text)).toBe(true);
});

test.each([
  'Thank you all for the great session yesterday.',
  'why?',
  'Really ??',
  'Here is the link: https://example.org/page?id=12&lang=fr and the slides',
  'The agenda is ready, which is good news for everybody.',
  'Muchas gracias por la información, nos vemos el jueves.',
  'Merci à toutes et à tous pour votre accueil à Grenoble.',
  'Obrigada pela resposta, fica tudo claro.',
  '> How do I join the network?\nThat is what they asked me.',
  `We met and talked. ${'It was long and good. '.repeat(40)} Why not again?`,
  '',
])('no question: %s', (text) => {
  expect(looksLikeQuestion(text)).toBe(false);
});
