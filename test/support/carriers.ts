/** Slack, Discord and a mail server on this machine, people who read on each, and what has reached them. */
import type { Member } from './crowd.ts';
import { openDiscord } from './discord/fake.ts';
import type { ReplicaSettings } from './replica.ts';
import { openSlack } from './slack/fake.ts';
import { directChannel, personOf } from './slack/world.ts';
import { openPostOffice } from './smtp.ts';

export interface Carriers {
  readonly settings: Pick<ReplicaSettings, 'slack' | 'discord' | 'mail'>;
  /** So many people on each; by e-mail reads who has an account on Discord. */
  people(each: number): readonly Member[];
  /** How many messages have arrived on all of them. */
  arrived(): number;
  /** How often each reader has seen a message, by carrier: the same Message-ID twice is one mail, as mail programs show it. */
  seen(): Readonly<Record<Carrier, ReadonlyMap<string, number>>>;
  /** Mails that came more than once under one Message-ID. */
  again(): number;
  close(): Promise<void>;
}
export type Carrier = 'Slack' | 'Discord' | 'e-mail';

const real = { now: () => new Date(), move: () => {} };

export async function openCarriers(): Promise<Carriers> {
  const slack = await openSlack({ clock: real });
  const discord = await openDiscord();
  const office = await openPostOffice();
  return {
    settings: {
      slack: { apiUrl: slack.apiUrl, botToken: slack.botToken, appToken: slack.appToken },
      discord: { apiUrl: discord.apiUrl, token: discord.token },
      mail: { smtpUrl: office.url, from: 'Agora <agora@network.example>', perMinute: 60 },
    },
    people(each) {
      const names = Array.from({ length: each }, (_, n) => n);
      return [
        ...names.map((n): Member => {
          const { id } = personOf(slack.world, `UREADER${n}`);
          directChannel(slack.world, id);
          return { platform: 'slack', workspace: slack.world.team.id, externalId: id };
        }),
        ...names.map((n): Member => ({ platform: 'discord', workspace: discord.guild.id, externalId: discord.person(`reader ${n}`).id })),
        ...names.map((n): Member => {
          const { id } = discord.person(`correspondent ${n}`);
          return { platform: 'discord', workspace: discord.guild.id, externalId: id, mailbox: `reader${n}@network.example` };
        }),
      ];
    },
    arrived: () => slack.world.messages.length + discord.world.messages.length + office.mails.length,
    seen: () => ({
      Slack: counted(slack.world.messages.map(({ channel }) => channel)),
      Discord: counted(discord.world.messages.map(({ channel }) => channel)),
      'e-mail': counted(
        [...new Map(office.mails.map((mail) => [`${mail.recipients} ${mail.messageId}`, mail])).values()].map(({ recipients }) =>
          String(recipients),
        ),
      ),
    }),
    again: () => office.mails.length - new Set(office.mails.map(({ messageId }) => messageId)).size,
    async close() {
      await slack.close();
      await discord.close();
      await office.close();
    },
  };
}

function counted(readers: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const reader of readers) counts.set(reader, (counts.get(reader) ?? 0) + 1);
  return counts;
}
