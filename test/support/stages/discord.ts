/** The whole bot on the fake Discord, for scenarios. */
import type { PlaceBinding } from '../../../src/chat/platform.ts';
import type { Role } from '../../../src/features/person/roles.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import type { MovableClock } from '../clock.ts';
import { type FakeDiscord, openDiscord } from '../discord/fake.ts';
import { type DiscordPlayer, discordPlayer } from '../discord/player.ts';
import { seenMessage } from '../discord/shown.ts';
import { type WatchedDoor, watch } from '../discord/watched.ts';
import { snowflakeOf } from '../discord/world.ts';
import { type House, type HouseOptions, openHouse } from '../house.ts';
import type { Stage } from '../stage.ts';

export interface DiscordStageOptions extends Pick<HouseOptions, 'store' | 'network' | 'mail' | 'web' | 'doctor'> {
  /** What follows a membership. */
  readonly places?: readonly PlaceBinding[];
  readonly clock?: MovableClock;
  /** Other platforms that the same bot is on. */
  readonly beside?: NonNullable<HouseOptions['platforms']>;
  /** By the ids that `person` is called with; everybody else is a member. */
  readonly roles?: Readonly<Record<string, Role>>;
  /** Purposes with the language of their channel. */
  readonly channels?: Readonly<Record<string, string>>;
  /** The members intent is switched on, on both sides. */
  readonly members?: boolean;
  /** The Message Content Intent is switched on, on both sides. */
  readonly messageContent?: boolean;
}

export interface DiscordStage extends Stage {
  readonly house: House;
  readonly fake: FakeDiscord;
  person(id: string, about?: { readonly name?: string; readonly locale?: string }): DiscordPlayer;
}

const usual = { experiences: 'es', secretariat: 'en', announcements: 'en', welcome: 'en', events: 'fr', awards: 'pt', help: 'en' };
/** As Discord names them. */
const locales: Readonly<Record<string, string>> = { en: 'en-US', es: 'es-ES', fr: 'fr', pt: 'pt-BR' };

export async function openDiscordStage(options: DiscordStageOptions = {}): Promise<DiscordStage> {
  const fake = await openDiscord({
    members: options.members === true,
    messageContent: options.messageContent === true,
    ...(options.clock === undefined ? {} : { time: () => options.clock?.now().getTime() ?? 0 }),
  });
  for (const { id } of options.places ?? []) fake.world.roles.set(id, new Set());
  let watched: WatchedDoor | undefined;
  const door = () => {
    if (!watched) throw new Error('Discord is not connected');
    return watched;
  };
  const house = await openHouse({
    ...(options.store === undefined ? {} : { store: options.store }),
    ...(options.network === undefined ? {} : { network: options.network }),
    ...(options.web === undefined ? {} : { web: options.web }),
    mail: options.mail,
    doctor: options.doctor ?? false,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    roles: Object.fromEntries(Object.entries(options.roles ?? {}).map(([id, role]) => [`discord:${snowflakeOf(id)}`, role])),
    platforms: [
      {
        name: 'discord',
        ...(options.places && { places: options.places }),
        channels: Object.entries(options.channels ?? usual).map(([purpose, locale]) => ({
          workspace: fake.guild.id,
          purpose,
          locale,
          channel: fake.channel(purpose),
        })),
        open: async ({ log }) => {
          const intents = { membersIntent: options.members === true, messageContentIntent: options.messageContent === true };
          const platform = discord({ token: fake.token, apiUrl: fake.apiUrl, log, ...intents });
          return {
            ...platform,
            start(given) {
              watched = watch(given, fake.world);
              return platform.start(watched);
            },
          };
        },
      },
      ...(options.beside ?? []),
    ],
  });
  const [connected] = house.connected;
  if (connected?.trouble !== undefined) throw new Error(`Discord could not be connected: ${connected.trouble}`);
  return {
    platform: 'discord',
    house,
    fake,
    person: (id, about = {}) =>
      discordPlayer(fake, door, id, {
        name: about.name ?? id,
        ...(about.locale === undefined ? {} : { locale: locales[about.locale] ?? about.locale }),
      }),
    async joins(id, about = {}) {
      const locale = about.locale === undefined ? undefined : (locales[about.locale] ?? about.locale);
      const name = about.name ?? id;
      const told = { name, ...(locale === undefined ? {} : { locale }) };
      await door().handled(fake.join(fake.person(id, told)));
      await house.settled();
      return discordPlayer(fake, door, id, told);
    },
    async channel(purpose) {
      await house.settled();
      return fake.world.messages
        .filter(({ channel, onlyFor, deleted }) => channel === fake.channel(purpose) && onlyFor === undefined && !deleted)
        .map(({ body }) => seenMessage(body));
    },
    holds: (id) => [...fake.world.roles].filter(([, members]) => members.has(snowflakeOf(id))).map(([role]) => role),
    async close() {
      await house.stop();
      await fake.close();
      const cut = house.lines.filter(({ msg }) => msg === 'discord: a card did not fit');
      if (cut.length > 0) throw new Error(`cards that did not fit: ${JSON.stringify(cut)}`);
    },
  };
}
