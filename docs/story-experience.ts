/** The story of one experience, from the first look to the published card. */
import type { Stage } from './screenshots-stage.ts';

export async function experienceStory({ house, visit, picture, desktop, phone }: Stage): Promise<void> {
  const first = await visit('noor', 'agora');
  await first.locator('.try').first().waitFor();
  await picture(first, 'welcome');

  const awa = await visit('awa', 'agora');
  await awa.getByRole('combobox', { name: /Message/ }).fill('/exp');
  await awa.getByRole('option', { name: /experience search/ }).waitFor();
  await picture(awa, 'menu');
  await awa.getByRole('combobox', { name: /Message/ }).fill('/experience search budget participatif');
  await awa.keyboard.press('Enter');
  await awa.locator('.card').waitFor();
  await picture(awa, 'search');

  await awa.getByRole('combobox', { name: /Message/ }).fill('/experience submit');
  await awa.keyboard.press('Enter');
  await awa.getByRole('textbox', { name: 'Titre' }).fill('Budget jeunes des lycées de Cocody');
  await awa
    .getByRole('textbox', { name: 'Résumé' })
    .fill(
      'Dans douze lycées, les élèves proposent des projets pour leur quartier, en débattent et votent. La commune réalise les trois premiers de chaque lycée.',
    );
  await awa.getByRole('checkbox', { name: 'Budget participatif' }).check();
  await picture(awa, 'form');
  await awa.getByRole('button', { name: 'Suivant' }).click();
  await awa.getByRole('alert').waitFor();
  await picture(awa, 'form-refused');
  await awa.getByRole('checkbox', { name: 'Enfance et jeunesse' }).check();
  await awa.getByRole('button', { name: 'Suivant' }).click();
  const country = awa.getByRole('combobox', { name: 'Pays' });
  await country.pressSequentially('cote');
  await awa.getByRole('option', { name: /Ivoire/ }).waitFor();
  await picture(awa, 'lookup');
  await awa.keyboard.press('Enter');
  await awa.getByRole('textbox', { name: 'Ville ou région' }).fill('Abidjan');
  await awa.getByRole('textbox', { name: /commencé/ }).fill('2024');
  await awa.getByRole('checkbox', { name: /en cours/ }).check();
  await awa.locator('dialog footer .primary').click();
  await awa.getByRole('button', { name: 'Envoyer', exact: true }).first().waitFor();
  const dialog = awa.locator('dialog.form');
  if (await dialog.isVisible()) await dialog.locator('footer .primary').click();
  await dialog.waitFor({ state: 'detached' });
  await awa.locator('.message').last().getByRole('button', { name: 'Envoyer' }).waitFor();
  await picture(awa, 'review');
  await awa.locator('.message').last().getByRole('button', { name: 'Envoyer' }).click();
  await house.settled();

  const ingrid = await visit('ingrid', 'secretariat', { ...desktop, colorScheme: 'dark' });
  await ingrid.locator('.message').last().getByText('Budget jeunes des lycées de Cocody').first().waitFor();
  await picture(ingrid, 'queue');
  await ingrid.locator('.message').last().getByRole('button', { name: 'Ask for changes' }).click();
  const asked = ingrid.locator('dialog.form');
  await asked.getByRole('textbox').first().fill('Combien de jeunes ont voté ? Un chiffre dans le résumé aiderait les lecteurs.');
  await asked.getByRole('combobox', { name: /Which part/ }).selectOption({ label: 'What it is' });
  await picture(ingrid, 'sending-back');
  await asked.locator('footer .primary').click();
  await asked.waitFor({ state: 'detached' });
  await house.settled();

  const fix = awa.locator('.message').last().getByRole('button', { name: 'Corriger' });
  await fix.waitFor();
  await picture(awa, 'sent-back');
  await fix.click();
  const summary = awa.getByRole('textbox', { name: 'Résumé' });
  await summary.fill(
    'Dans douze lycées, 4 200 élèves proposent des projets pour leur quartier, en débattent et votent. La commune réalise les trois premiers de chaque lycée.',
  );
  await picture(awa, 'fix');
  await dialog.locator('footer .primary').click();
  await awa.locator('.message').last().getByRole('button', { name: 'Envoyer' }).waitFor();
  if (await dialog.isVisible()) await dialog.locator('footer .primary').click();
  await awa.locator('.message').last().getByRole('button', { name: 'Envoyer' }).click();
  await house.settled();

  await ingrid.locator('.message').last().getByText('4 200').first().waitFor();
  await picture(ingrid, 'queue-again');
  await ingrid.locator('.message').last().getByRole('button', { name: 'Publish' }).click();
  await ingrid.locator('dialog.ask').getByRole('button', { name: 'Publish' }).click();

  const lucia = await visit('lucia', 'experiences');
  await lucia.locator('.message').last().getByText('Budget jeunes des lycées de Cocody').first().waitFor();
  await picture(lucia, 'channel');

  const small = await visit('awa', 'agora', phone);
  await small.locator('.message').last().waitFor();
  await small.getByRole('combobox', { name: /Message/ }).fill('/experience search budget participatif');
  await small.keyboard.press('Enter');
  await small.locator('.waiting').waitFor({ state: 'hidden' });
  await picture(small, 'phone-search');
  await small.getByRole('combobox', { name: /Message/ }).fill('/experience submit');
  await small.keyboard.press('Enter');
  await small.locator('dialog.form').waitFor();
  await picture(small, 'phone-form');
}
