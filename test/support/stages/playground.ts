/** The whole bot on the playground, for scenarios: no browser and no port, so the quickest stage there is. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../../src/features/person/roles.ts';
import { channels as usualChannels, workspace } from '../../../src/platforms/playground/channels.ts';
import { type Playground, playground } from '../../../src/platforms/playground/index.ts';
import { type Journal, memoryJournal } from '../../../src/platforms/playground/journal.ts';
import type { MovableClock } from '../clock.ts';
import { type House, type HouseOptions, openHouse } from '../house.ts';
import { type PlaygroundPlayer, playgroundPlayer, seenMessage } from '../playground/player.ts';
import type { Stage } from '../stage.ts';

export interface PlaygroundStageOptions extends Pick<HouseOptions, 'store' | 'network' | 'mail' | 'web' | 'doctor'> {
  readonly clock?: MovableClock;
  /** Other platforms that the same bot is on. */
  readonly beside?: NonNullable<HouseOptions['platforms']>;
  readonly journal?: Journal;
  /** By the ids that `person` is called with; everybody else is a member. */
  readonly roles?: Readonly<Record<string, Role>>;
  /** Purposes with the language of their channel. */
  readonly channels?: Readonly<Record<string, string>>;
}

export interface PlaygroundStage extends Stage {
  readonly house: House;
  readonly chat: Playground;
  person(id: string, about?: { readonly name?: string; readonly locale?: string }): PlaygroundPlayer;
}

const usual = { experiences: 'es', secretariat: 'en', announcements: 'en', welcome: 'en', events: 'fr', awards: 'pt', help: 'en' };

export async function openPlaygroundStage(options: PlaygroundStageOptions = {}): Promise<PlaygroundStage> {
  const channels = Object.entries(options.channels ?? usual).map(([purpose, locale]) => ({
    workspace: workspace.externalId,
    purpose,
    locale,
    channel: purpose,
  }));
  // Scenarios name their editors themselves, so the channel that is closed to all but the invented ones is open here.
  const open = usualChannels.map(({ id, purpose, locale }) => ({ id, purpose, locale }));
  let chat: Playground | undefined;
  const house = await openHouse({
    ...(options.store === undefined ? {} : { store: options.store }),
    ...(options.network === undefined ? {} : { network: options.network }),
    ...(options.web === undefined ? {} : { web: options.web }),
    mail: options.mail,
    doctor: options.doctor ?? false,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    roles: Object.fromEntries(Object.entries(options.roles ?? {}).map(([id, role]) => [`playground:${id}`, role])),
    platforms: [
      {
        name: 'playground',
        channels,
        open: async ({ clock, texts, newId }) => {
          chat = playground({ journal: options.journal ?? memoryJournal(), clock, texts, newId, channels: open });
          return chat;
        },
      },
      ...(options.beside ?? []),
    ],
  });
  if (chat === undefined) throw new Error('the playground was not opened');
  const opened = chat;
  return {
    platform: 'playground',
    house,
    chat: opened,
    person: (id, about = {}) => playgroundPlayer(opened, id, about),
    async joins(id, about = {}) {
      const acting = { as: id, request: randomUUID(), ...(about.locale === undefined ? {} : { locale: about.locale }) };
      await opened.desk().join(acting, about.name ?? id);
      await house.settled();
      return playgroundPlayer(opened, id, about);
    },
    async channel(purpose) {
      await house.settled();
      return opened
        .room()
        .messages(`channel:${purpose}`)
        .filter((message) => message.for === undefined)
        .map(seenMessage);
    },
    holds: () => [],
    close: () => house.stop(),
  };
}
