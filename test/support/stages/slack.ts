/** The whole bot on the fake Slack, for scenarios. */
import type { Door, PlaceBinding } from '../../../src/chat/platform.ts';
import type { Role } from '../../../src/features/person/roles.ts';
import { slack } from '../../../src/platforms/slack/index.ts';
import type { MovableClock } from '../clock.ts';
import { type House, type HouseOptions, openHouse } from '../house.ts';
import { type FakeSlack, openSlack } from '../slack/fake.ts';
import { slackId } from '../slack/harness.ts';
import * as payloads from '../slack/payloads.ts';
import { type SlackPlayer, slackPlayer } from '../slack/player.ts';
import { seenMessage } from '../slack/shown.ts';
import type { Stage } from '../stage.ts';

export interface SlackStageOptions extends Pick<HouseOptions, 'store' | 'network' | 'mail' | 'web' | 'doctor'> {
  /** What follows a membership. */
  readonly places?: readonly PlaceBinding[];
  readonly clock?: MovableClock;
  /** Other platforms that the same bot is on. */
  readonly beside?: NonNullable<HouseOptions['platforms']>;
  /** By the ids that `person` is called with; everybody else is a member. */
  readonly roles?: Readonly<Record<string, Role>>;
  /** Purposes with the language of their channel. */
  readonly channels?: Readonly<Record<string, string>>;
}

export interface SlackStage extends Stage {
  readonly house: House;
  readonly fake: FakeSlack;
  person(id: string, about?: { readonly name?: string; readonly locale?: string }): SlackPlayer;
}

const usual = { experiences: 'es', secretariat: 'en', announcements: 'en', welcome: 'en', events: 'fr', awards: 'pt', help: 'en' };
/** As Slack names them. */
const locales: Readonly<Record<string, string>> = { en: 'en-US', es: 'es-ES', fr: 'fr-FR', pt: 'pt-BR' };
const channelId = (purpose: string): string => `C${purpose.toUpperCase()}`;

export async function openSlackStage(options: SlackStageOptions = {}): Promise<SlackStage> {
  const channels = Object.entries(options.channels ?? usual).map(([purpose, locale]) => ({ purpose, locale, channel: channelId(purpose) }));
  const fake = await openSlack(options.clock === undefined ? {} : { clock: options.clock });
  for (const { purpose, channel } of channels)
    fake.world.channels.set(channel, { id: channel, name: purpose, isMember: true, isArchived: false });
  for (const { kind, id } of options.places ?? []) {
    if (kind === 'group') fake.world.groups.set(id, new Set());
    else fake.world.channels.set(id, { id, name: id.toLowerCase(), isMember: true, isArchived: false });
  }
  const greeted = new Map<string, () => void>();
  const house = await openHouse({
    ...(options.store === undefined ? {} : { store: options.store }),
    ...(options.network === undefined ? {} : { network: options.network }),
    ...(options.web === undefined ? {} : { web: options.web }),
    mail: options.mail,
    doctor: options.doctor ?? false,
    clock: fake.world.clock,
    roles: Object.fromEntries(Object.entries(options.roles ?? {}).map(([id, role]) => [`slack:${slackId(id)}`, role])),
    platforms: [
      {
        name: 'slack',
        ...(options.places && { places: options.places }),
        channels,
        open: async ({ log }) => {
          const platform = slack({ botToken: fake.botToken, appToken: fake.appToken, apiUrl: fake.apiUrl, log });
          return { ...platform, start: (given) => platform.start(tellingOfNewcomers(given, greeted)) };
        },
      },
      ...(options.beside ?? []),
    ],
  });
  return {
    platform: 'slack',
    house,
    fake,
    person: (id, about = {}) =>
      slackPlayer(fake, slackId(id), {
        name: about.name ?? id,
        ...(about.locale === undefined ? {} : { locale: locales[about.locale] ?? about.locale }),
      }),
    async joins(id, about = {}) {
      const locale = about.locale === undefined ? undefined : (locales[about.locale] ?? about.locale);
      const name = about.name ?? id;
      const user = { id: slackId(id), is_bot: false, is_restricted: false, real_name: name, ...(locale === undefined ? {} : { locale }) };
      const player = slackPlayer(fake, user.id, { name, ...(locale === undefined ? {} : { locale }) });
      const handled = Promise.withResolvers<void>();
      greeted.set(user.id, handled.resolve);
      fake.happen('events_api', payloads.event(fake.world, { type: 'team_join', user }), { user: user.id, kind: 'team_join' });
      await handled.promise;
      await house.settled();
      return player;
    },
    async channel(purpose) {
      await house.settled();
      return fake.world.messages
        .filter(({ channel, onlyFor }) => channel === channelId(purpose) && onlyFor === undefined)
        .map(({ text, blocks }) => seenMessage(text, blocks));
    },
    holds(id) {
      const places = [...fake.world.members, ...fake.world.groups];
      return places.filter(([, members]) => members.has(slackId(id))).map(([place]) => place);
    },
    async close() {
      await house.stop();
      await fake.close();
    },
  };
}

/** Nothing goes back to Slack when somebody has joined: the test is told once it has been handled. */
const tellingOfNewcomers = (door: Door, greeted: ReadonlyMap<string, () => void>): Door => ({
  answers: (inbound) => door.answers(inbound),
  listens: async (from, text) => (await door.listens?.(from, text)) ?? false,
  async deliver(envelope) {
    const outcome = await door.deliver(envelope);
    if (envelope.inbound.type === 'joined') greeted.get(envelope.user.externalId)?.();
    return outcome;
  },
});
