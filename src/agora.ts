/** The composition root: builds the parts and joins them, without environment or signals, for main.ts and for tests. */
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import { commands } from '../commands/index.ts';
import type { InstallWay } from './chat/install-way.ts';
import type { Installations } from './chat/installations.ts';
import type { Limits } from './chat/limits.ts';
import type { Door, PlaceBinding, Platform, PlatformName, WorkspaceInfo } from './chat/platform.ts';
import { typedFor } from './chat/refs.ts';
import type { Translate } from './chat/translate.ts';
import { type Clock, systemClock } from './clock.ts';
import type { MailConfig } from './config.ts';
import type { DatedSource } from './dated.ts';
import type { MailCarrier } from './delivery/mail/carrier.ts';
import { laneJob } from './delivery/outbox.ts';
import { createPace } from './delivery/pace.ts';
import { workOnReminders } from './delivery/reminders/work.ts';
import { createSender } from './delivery/sender.ts';
import { sweepJob, sweepLanes } from './delivery/sweep.ts';
import type { NetworkRules, Parts } from './features/context.ts';
import type { Report } from './features/doctor/report.ts';
import { renewJob } from './features/installation/jobs.ts';
import { openInstallations } from './features/installation/service.ts';
import { createDirectory } from './features/person/directory.ts';
import type { Role } from './features/person/roles.ts';
import { eraseListed } from './features/privacy/erasure/service.ts';
import { answerSaid } from './features/question/ask.ts';
import { actions, datedSources, due, families, forms, jobs, listeners, messages, personal, reminders, seeds } from './features/registry.ts';
import { openVocabulary } from './features/vocabulary/service.ts';
import { type ChannelBinding, disconnect, disconnectOthers, register } from './features/workspace/service.ts';
import { type Catalogue, loadCatalogue } from './i18n/catalogue.ts';
import { negotiate } from './i18n/negotiate.ts';
import { createKeyring, type SecretKey } from './keyring.ts';
import { createLinks } from './links.ts';
import type { Log } from './log.ts';
import { type OpenQueue, openQueue } from './queue/open.ts';
import type { EmbedderName } from './retrieval/embedder.ts';
import { createRetrieval } from './retrieval/retrieval.ts';
import { createRouter } from './router/router.ts';
import type { Backups } from './store/backups.ts';
import { type ErasedList, memoryErasedList } from './store/erased-list.ts';
import { openStore, type StoreSettings } from './store/open.ts';
import { loadSeeds } from './store/seed.ts';
import { calendarRoutes } from './web/calendar.ts';
import { coveragePages } from './web/coverage-pages.ts';
import { installPages } from './web/install-pages.ts';
import { invitationPages } from './web/invitation-pages.ts';
import { mailPages } from './web/mail-pages.ts';
import { memberPages } from './web/member-pages.ts';
import { privacyPages } from './web/privacy-pages.ts';
import { openWeb, type Routes, type Web } from './web/server.ts';
import { Closing, trackWork } from './work.ts';

export interface AgoraOptions {
  readonly store: StoreSettings;
  readonly network: { readonly locale: string; readonly everybody?: 'member' | 'guest' } & Partial<NetworkRules>;
  /** `slack:U123` to role; everybody else is a member, unless `network.everybody` says guest. */
  readonly roles: Readonly<Record<string, Role>>;
  readonly platforms: readonly PlatformPlan[];
  /** What reads the meaning of questions; without one, words and letters do. */
  readonly embedder?: EmbedderName;
  /** Undefined: no e-mail. */
  readonly mail?: MailConfig | undefined;
  /** Undefined: no web server. */
  readonly web?: WebPlan;
  /** What is dated beside what the features say; for tests and demonstrations. */
  readonly dated?: readonly DatedSource[];
  /** Instead of the platforms' own limits; for measuring. */
  readonly pace?: Limits['pace'];
  /** The doctor examines at the start and every day, and tells the secretariat what has changed. */
  readonly doctor?: boolean;
  /** The first seals what is stored secretly; needed where workspaces install the bot themselves. */
  readonly keys?: readonly SecretKey[];
  /** Who was erased, apart from the store; in memory otherwise. */
  readonly erased?: ErasedList;
  /** Backups that are made by themselves; none otherwise. */
  readonly backups?: Backups | undefined;
  readonly log: Log;
  readonly clock?: Clock;
  readonly newId?: () => string;
}

export interface WebPlan {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Where the port is taken, take the next free one. */
  readonly orNext: boolean;
  /** Where people outside reach it; its own address otherwise. */
  readonly publicUrl?: string | undefined;
  readonly routes: readonly Routes[];
}

/** A platform to be connected, and the channels bound to purposes on it. */
export interface PlatformPlan {
  readonly name: PlatformName;
  readonly channels: readonly ChannelBinding[];
  /** Roles, groups and channels that follow a membership. */
  readonly places?: readonly PlaceBinding[];
  readonly open: (parts: PlatformParts) => Promise<Platform & { readonly routes?: Routes; readonly install?: InstallWay }>;
}

export interface PlatformParts {
  readonly log: Log;
  readonly clock: Clock;
  readonly newId: () => string;
  /** For a platform whose time can be moved: does what has become due since. */
  readonly catchUp: (passedMs: number) => Promise<void>;
  /** One per language, the default first. */
  readonly texts: readonly Translate[];
  /** Undefined where there is no key to seal their tokens with. */
  readonly installations: Installations | undefined;
}

export interface Agora {
  readonly parts: Parts;
  readonly queue: OpenQueue;
  readonly door: Door;
  readonly web: Web | undefined;
  /** What was connected; a platform that could not be is there with its trouble, and the rest runs. */
  readonly connected: readonly Connected[];
  /** Takes nothing new, finishes what is under way, closes. */
  stop(): Promise<void>;
}

export interface Connected {
  readonly name: PlatformName;
  readonly workspaces: readonly WorkspaceInfo[];
  readonly trouble: string | undefined;
}

const STOP_DEADLINE_MS = 10_000;
/** Workspaces that one process sends to at the same time. */
const LANES_AT_ONCE = 8;
const root = join(import.meta.dirname, '..');

/** Resolves when the bot receives. What had been opened is closed again when something fails. */
export async function createAgora(options: AgoraOptions): Promise<Agora> {
  const { log, clock = systemClock, newId = () => nanoid() } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse())
      await close().catch((err: unknown) => log.error({ err }, 'something could not be closed'));
  };
  try {
    const store = await openStore(options.store, clock);
    closers.push(() => store.close());
    const { kept } = await loadSeeds(store, join(root, 'prisma/seed'), clock, seeds);
    for (const what of kept) log.warn({ what }, 'a seed file says something else than an editor: the editor’s words stay');
    const catalogue = openCatalogue(options.network.locale);
    const queue = await openQueue(store, { clock }, log);
    const retrieval = createRetrieval({
      embedder: options.embedder ?? 'none',
      locales: catalogue.locales,
      onTrouble: (err, what) => log.warn({ err, what }, 'questions are answered without it for now'),
    });
    closers.push(() => retrieval.stop());
    let web: Web | undefined;
    let examination = (): Promise<Report> => Promise.reject(new Error('the doctor is asked before the start'));
    const parts: Parts = {
      store,
      queue,
      newId,
      clock,
      translator: catalogue.translator,
      locales: catalogue.locales,
      vocabulary: await openVocabulary(store.db),
      links: createLinks(() => options.web?.publicUrl ?? web?.url),
      mail: options.mail !== undefined,
      messages,
      reminders,
      personal,
      erased: options.erased ?? memoryErasedList(),
      dated: [...datedSources, ...(options.dated ?? [])],
      network: {
        secondEditor: options.network.secondEditor ?? false,
        welcome: options.network.welcome ?? false,
        timeZone: options.network.timeZone ?? 'UTC',
      },
      retrieval,
      doctor: { examine: () => examination(), regularly: options.doctor ?? false },
    };
    const texts = catalogue.locales.map((locale) => catalogue.translator(locale));
    const [key, ...olderKeys] = options.keys ?? [];
    const keyring = key && (await createKeyring([key, ...olderKeys]));
    const platforms = await Promise.all(
      options.platforms.map(async (plan) => {
        const { name, channels } = plan;
        const installations = keyring && openInstallations({ ...parts, log }, { platform: name, keyring, channels });
        return { plan, platform: await plan.open({ log, clock, newId, texts, catchUp: queue.catchUp, installations }) };
      }),
    );

    // Before anything is sent: what is sent may lead to our own pages.
    const routes = platforms.flatMap(({ platform }) => (platform.routes === undefined ? [] : [platform.routes]));
    const pages = [
      calendarRoutes(parts),
      mailPages({ ...parts, log }),
      memberPages({ ...parts, log }),
      coveragePages({ ...parts, log }),
      invitationPages({ ...parts, log }),
      privacyPages({ ...parts, log }),
    ];
    for (const { platform } of platforms) {
      if (platform.install) pages.push(installPages({ ...parts, log }, platform.name, platform.install));
    }
    const listening = options.web && (await listen(options.web, pages, routes, log));
    if (listening) closers.push(() => listening.close());
    web = listening;

    const people = createDirectory(parts);
    const router = createRouter(
      {
        ...parts,
        log,
        people,
        limitsOf: (name) => known(platforms, name).platform.limits,
        roleOf: (platform, externalId) => options.roles[`${platform}:${externalId}`] ?? options.network.everybody ?? 'member',
      },
      { commands, actions, forms, families, listeners, said: answerSaid },
    );
    const work = trackWork();
    const door: Door = {
      answers: router.answers,
      listens: async (from, text) => (await router.listens?.(from, text)) ?? false,
      deliver: (envelope) =>
        work
          .run(() => router.deliver(envelope))
          .catch((err: unknown) => {
            if (err instanceof Closing) return { type: 'none' } as const;
            throw err;
          }),
    };

    const calendarOf = (name: string) => {
      const platform = platforms.find(({ plan }) => plan.name === name)?.platform;
      const holds = platform?.limits.calendar;
      return platform?.calendar === undefined || holds === undefined ? undefined : { ...platform.calendar, limits: holds };
    };
    const placesOf = (name: string) => {
      const found = platforms.find(({ plan }) => plan.name === name);
      return found && { part: found.platform.places, bindings: found.plan.places ?? [] };
    };
    const mail = options.mail && (await openMail(options.mail, parts));
    if (mail) closers.push(() => mail.stop());
    const send = createSender({
      ...parts,
      log,
      platforms: platforms.map(({ platform }) => platform),
      mail,
      pace: createPace(store.db),
      ...(options.pace && { limits: options.pace }),
      chance: Math.random,
    });
    const troubles = new Map<string, string>();
    const admins = Object.values(options.roles).includes('admin');
    examination = async () => {
      const { examine } = await import('./features/doctor/examine.ts');
      const { patientOf } = await import('./patient.ts');
      const running = { store, commands, catalogue, platforms, troubles, admins, publicUrl: options.web?.publicUrl };
      return examine(patientOf({ ...running, mail: mail && (() => mail.verify()), embedder: options.embedder === 'minilm' }), log);
    };
    queue.work(laneJob, send, LANES_AT_ONCE);
    queue.work(sweepJob, () => sweepLanes(parts));
    queue.tick(sweepJob.name, '* * * * *', sweepJob);
    const renewing = platforms.flatMap(({ platform }) => platform.renewTokens?.bind(platform) ?? []);
    if (renewing.length > 0) {
      queue.work(renewJob, async () => void (await Promise.all(renewing.map((renew) => renew()))));
      queue.tick(renewJob.name, '*/10 * * * *', renewJob);
    }
    const remind = workOnReminders({ ...parts, log, due, sources: reminders }, queue);
    for (const { job, run, cron } of jobs) {
      queue.work(job, (data, about) =>
        run({ ...parts, log, calendarOf, placesOf, people, backups: options.backups, envelope: `job:${about.id}` }, data, about),
      );
      if (cron !== undefined) queue.tick(job.name, cron, job);
    }
    closers.push(() => queue.stop());
    await queue.start();
    const timer = remind.start();
    closers.push(() => timer.stop());
    // Before anybody is heard or told anything: a restored backup may have brought back who was erased.
    const back = await eraseListed({ ...parts, envelope: `start:${newId()}` });
    if (back > 0) log.warn({ count: back }, 'persons who had been erased were there again, from a backup: they are erased again');
    closers.push(() => work.finish(STOP_DEADLINE_MS));

    await disconnectOthers(
      parts,
      options.platforms.map(({ name }) => name),
    );
    const connected: Connected[] = [];
    for (const { plan, platform } of platforms) {
      closers.push(() => platform.stop());
      const joined = await connect(parts, plan, platform, door, texts, log);
      connected.push(joined);
      if (joined.trouble !== undefined) troubles.set(plan.name, joined.trouble);
    }
    for (const { job, atStart } of jobs) if (atStart) await queue.ring(job.name);
    // A restored backup has no jobs, and a process that was killed may have left some of its own.
    await sweepLanes(parts);
    // Nothing leaves before the platforms have been reached.
    await queue.begin();
    return { parts, queue, door, web, connected, stop };
  } catch (err) {
    await stop();
    throw err;
  }
}

async function connect(
  parts: Parts,
  plan: PlatformPlan,
  platform: Platform,
  door: Door,
  texts: readonly Translate[],
  log: Log,
): Promise<Connected> {
  const { name } = plan;
  const isOurs = (workspace: string): boolean => platform.serves?.(workspace) ?? true;
  try {
    const workspaces = await platform.start(door);
    await register(parts, name, workspaces, plan.channels, isOurs);
    await platform.publishCommands(commands, texts);
    return { name, workspaces, trouble: undefined };
  } catch (err) {
    log.error({ err, platform: name }, 'a platform could not be connected; the rest runs');
    const trouble = err instanceof Error ? err.message : String(err);
    await disconnect(parts, name, trouble, isOurs);
    return { name, workspaces: [], trouble };
  }
}

/** Loaded only where there is a mail server. */
async function openMail(config: MailConfig, { store, clock, links }: Parts): Promise<MailCarrier> {
  const { createMailCarrier } = await import('./delivery/mail/carrier.ts');
  const typed = new Map(actions.map((action) => [action.name, action.typed]));
  return createMailCarrier(config, { db: store.db, clock, links, typed: (ref) => typedFor(ref) ?? typed.get(ref.name) });
}

/** The network's language stands first, where there are texts in it. */
function openCatalogue(locale: string): Catalogue {
  const folder = join(root, 'locales');
  const catalogue = loadCatalogue(folder);
  const first = negotiate([locale], catalogue.locales);
  return first === undefined || first === catalogue.locales[0] ? catalogue : loadCatalogue(folder, { defaultLocale: first });
}

const PORTS_TRIED = 20;

/** `ofPlatforms`: requests by which people take part, as the playground has them; `pages` are for everybody. */
async function listen(plan: WebPlan, pages: readonly Routes[], ofPlatforms: readonly Routes[], log: Log): Promise<Web> {
  for (let port = plan.port; ; port += 1) {
    try {
      return await openWeb({ host: plan.host, port, playground: ofPlatforms.length > 0, log }, [...plan.routes, ...pages, ...ofPlatforms]);
    } catch (err) {
      const taken = err instanceof Error && 'code' in err && err.code === 'EADDRINUSE';
      if (!taken || !plan.orNext || port >= plan.port + PORTS_TRIED) throw err;
    }
  }
}

function known<P extends { readonly plan: PlatformPlan }>(platforms: readonly P[], name: PlatformName): P {
  const found = platforms.find(({ plan }) => plan.name === name);
  if (!found) throw new Error(`${name} is not connected`);
  return found;
}
