/** The story of a seminar: written down as people say it, announced, filled, moved, remembered. */
import type { Playground } from '../src/platforms/playground/index.ts';
import { playgroundPlayer } from '../test/support/playground/player.ts';
import type { Stage } from './screenshots-stage.ts';

const title = 'Presupuestos de jóvenes: qué se construyó';

export async function eventStory({ house, visit, picture, phone }: Stage, room: Playground): Promise<void> {
  const marta = await visit('marta', 'agora');
  await marta.getByRole('combobox', { name: /Mensaje|Escrib/ }).fill('/event create');
  await marta.keyboard.press('Enter');
  const dialog = marta.locator('dialog.form');
  const field = (name: string) => dialog.getByRole('textbox', { name: new RegExp(`^${name}`) });
  const next = () => dialog.locator('footer .primary').click();
  await field('Título').fill(title);
  await field('De qué trata').fill('Cuatro ciudades cuentan cómo deciden los jóvenes, qué se construyó y qué harían de otra manera.');
  await next();
  await field('.Cuándo empieza').fill('el jueves 24 de septiembre de 2026 a las 16:00');
  await picture(marta, 'event-when');
  await next();
  await field('.Cuántas plazas').fill('2');
  await field('Enlace').fill('https://meet.example.org/jovenes');
  await dialog.getByRole('radio', { name: 'Ahora mismo' }).check();
  await next();
  await marta.getByRole('button', { name: 'Enviar', exact: true }).first().waitFor();
  await picture(marta, 'event-understood');
  if (await dialog.isVisible()) await next();
  await marta.locator('.message').last().getByRole('button', { name: 'Enviar' }).click();
  await marta.locator('.message').last().getByRole('button', { name: 'Detalles' }).waitFor();
  await house.settled();

  const awa = playgroundPlayer(room, 'awa', {}, 'direct:awa');
  for (const player of [awa, playgroundPlayer(room, 'lucia', {}, 'direct:lucia'), playgroundPlayer(room, 'noor', {}, 'direct:noor')]) {
    await player.types(`/event rsvp event:${title} answer:yes`);
    await house.advance({ minutes: 1 });
  }
  const events = await visit('awa', 'events');
  await events.locator('.message').last().getByText(title).first().waitFor();
  await picture(events, 'event-card');

  await awa.presses('Me le rappeler');
  const mover = playgroundPlayer(room, 'marta', {}, 'direct:marta');
  await mover.types(`/event move event:${title}`);
  await mover.fills({ when: 'el viernes 25 de septiembre de 2026 a las 16:00' });
  await mover.presses('Enviar');
  await house.advance({ minutes: 1 });
  await house.advance({ days: 85 });
  await house.advance({ hours: 23 });
  await house.advance({ hours: 2 });
  const small = await visit('awa', 'agora', phone);
  await small.locator('.message').last().getByText(title).first().waitFor();
  await picture(small, 'phone-reminder');
  await small.getByRole('combobox', { name: /Message/ }).fill('/agenda');
  await small.keyboard.press('Enter');
  await small.locator('.waiting').waitFor({ state: 'hidden' });
  await picture(small, 'phone-agenda');
}
