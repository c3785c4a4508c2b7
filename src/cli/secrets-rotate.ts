/** `npm run secrets:rotate`: what is stored secretly is sealed anew with the first key of SECRETS_KEY; may be broken off and run again, the bot running. */
import { environment, readConfig } from '../config.ts';
import { reseal } from '../features/installation/service.ts';
import { createKeyring } from '../keyring.ts';
import { operate } from './open.ts';

await operate(async ({ t, say, within }) => {
  if (process.argv.length > 2) {
    say(t('secrets.usage'));
    return 2;
  }
  const [first, ...others] = readConfig(environment()).config.keys;
  if (first === undefined) {
    say(t('secrets.no-key'));
    return 1;
  }
  const keyring = await createKeyring([first, ...others]);
  const { done, current, closed } = await within((ctx) => reseal(ctx, keyring));
  say(t('secrets.done', { done, current, key: keyring.current }));
  for (const { workspace, keyId } of closed) say(t('secrets.closed', { workspace, key: keyId }));
  if (closed.length === 0) say(t('secrets.finished'));
  return closed.length === 0 ? 0 : 1;
});
