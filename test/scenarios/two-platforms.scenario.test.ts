/** One person on two platforms: begun on Slack, finished on Discord. */
import { expect, test } from 'vitest';
import { openPair } from '../support/stages/pair.ts';

test('a sheet is begun on Slack, the accounts are linked, and it is finished and found on Discord', { timeout: 60_000 }, async () => {
  const pair = await openPair();
  try {
    const t = pair.house.parts.translator('en');
    const onSlack = pair.onSlack('ana');
    const onDiscord = pair.onDiscord('ana-d');
    const title = 'Youth budget of Grenoble';

    await onSlack.types('/experience submit');
    await onSlack.fills({
      title,
      summary: 'Young people decided on a part of the budget of the city.',
      types: ['Participatory budgeting'],
      themes: ['Children and youth'],
    });
    await onSlack.leaves();

    // On Discord she is somebody else until the accounts are linked.
    await onDiscord.types('/drafts');
    expect((await onDiscord.sees()).text).toContain(t('draft.list.empty'));
    await onSlack.types('/link');
    // As the card says it is to be typed.
    const code = /\/link (?<code>[A-Z0-9-]+)/.exec((await onSlack.sees()).text)?.groups?.code;
    await onDiscord.types(`/link code:${code}`);
    expect((await onDiscord.sees()).text).toContain(t('link.made.text'));

    await onDiscord.types('/drafts');
    expect((await onDiscord.sees()).text).toContain(title);
    await onDiscord.presses(t('draft.continue'));
    await onDiscord.fills({ country: 'France', city: 'Grenoble', startsOn: '2016', ongoing: 'true' });
    expect((await onDiscord.sees()).text).toContain('Young people decided');
    await onDiscord.presses(t('router.review.submit'));
    await pair.house.settled();

    // The sheet is hers on both; the draft is gone on both.
    for (const player of [onSlack, onDiscord]) {
      await player.types('/experience mine');
      expect((await player.sees()).text).toContain(title);
      await player.types('/drafts');
      expect((await player.sees()).text).toContain(t('draft.list.empty'));
    }
  } finally {
    await pair.close();
  }
});
