/** `npm run slack:manifest [-- --url https://bot.example.org/slack/events] [--install https://bot.example.org] [--locale es]`: prints the manifest to paste at https://api.slack.com/apps. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commands } from '../../commands/index.ts';
import { environment, readConfig } from '../config.ts';
import { loadCatalogue } from '../i18n/catalogue.ts';
import { manifest } from '../platforms/slack/manifest.ts';

const { values } = parseArgs({
  options: { url: { type: 'string' }, install: { type: 'string' }, locale: { type: 'string', default: 'en' } },
});
if (values.url !== undefined && !/^https:\/\/\S+$/.test(values.url)) {
  process.stderr.write('--url must be the https address at which Slack reaches the bot, ending in /slack/events\n');
  process.exit(2);
}

if (values.install !== undefined && !/^https:\/\/\S+$/.test(values.install)) {
  process.stderr.write('--install must be the https address of the web server, where workspaces install the bot (PUBLIC_URL)\n');
  process.exit(2);
}

const places = (readConfig(environment()).config.slack?.places ?? []).flatMap(({ kind }) => (kind === 'role' ? [] : [kind]));
const catalogue = loadCatalogue(join(import.meta.dirname, '../../locales'));
process.stdout.write(
  `${JSON.stringify(manifest(commands, catalogue.translator(values.locale), { url: values.url, install: values.install, places }), null, 2)}\n`,
);
