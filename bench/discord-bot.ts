/** One of the two sides that bench/discord.ts measures, in a process of its own as in life: a bare discord.js echo, or the whole bot. */
import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { discord } from '../src/platforms/discord/index.ts';
import { openHouse } from '../test/support/house.ts';

const { AGORA_BENCH_SIDE, AGORA_BENCH_API: apiUrl = '', AGORA_BENCH_BOT: token = '' } = process.env;

await (AGORA_BENCH_SIDE === 'bare' ? bareClient() : wholeBot());
process.once('disconnect', () => process.exit());
process.send?.('ready');

async function bareClient(): Promise<void> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: apiUrl }, allowedMentions: { parse: [] } });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply({ content: 'Echo', flags: MessageFlags.Ephemeral });
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  await ready;
}

async function wholeBot(): Promise<void> {
  await openHouse({ platforms: [{ name: 'discord', channels: [], open: async ({ log }) => discord({ token, apiUrl, log }) }] });
}
