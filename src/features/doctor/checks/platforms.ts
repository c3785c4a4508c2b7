/** The chat platforms: what each says of itself, and whether what has to be somewhere is bound to a channel. */
import type { Expected } from '../../../chat/platform.ts';
import type { Database } from '../../../store/store.ts';
import { workspacesOf } from '../../workspace/service.ts';
import type { Examined, Patient } from '../patient.ts';
import { type Finding, own, REFUSES, type Seen } from '../report.ts';
import { clockFlaws } from './clock.ts';

export async function platforms(patient: Patient): Promise<Seen> {
  const seen = await Promise.all(patient.platforms.map((platform) => onPlatform(patient, platform)));
  return { flaws: seen.flatMap((one) => one.flaws ?? []), unchecked: seen.flatMap((one) => one.unchecked ?? []) };
}

async function onPlatform({ store, commands, texts }: Patient, examined: Examined): Promise<Seen> {
  const { name, inspect, places, trouble } = examined;
  const down = trouble === undefined ? [] : [{ ...own('platform.down', 'broken', { trouble }), platform: name }];
  if (inspect === undefined) return { flaws: down };
  const workspaces = await expectedOf(store?.db, examined);
  try {
    const { flaws, unchecked, clockAheadMs } = await inspect({ workspaces, places, commands, texts });
    return {
      flaws: [
        ...down,
        ...flaws.map((flaw): Finding => ({ ...flaw, platform: name })),
        ...(clockAheadMs === undefined ? [] : clockFlaws(name, clockAheadMs)),
      ],
      unchecked: unchecked.map((code) => ({ code, args: {} })),
    };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { flaws: [...down, { ...own('platform.unreachable', 'broken', { error: said }), platform: name }] };
  }
}

async function expectedOf(db: Database | undefined, { name, configured }: Examined): Promise<Expected['workspaces']> {
  if (db !== undefined) return workspacesOf(db, name);
  const ids = [...new Set(configured.map(({ workspace = '' }) => workspace))].filter((id) => id !== '');
  return ids.map((id) => {
    const mine = configured.filter(({ workspace }) => workspace === undefined || workspace === id);
    return { externalId: id, name: id, channels: mine.map(({ channel, purpose }) => ({ externalId: channel, purpose })) };
  });
}

/** Where questions and reports go, and where what is published goes. */
const VITAL = ['secretariat', 'announcements', 'experiences'];

export async function bindings({ store, admins }: Patient): Promise<Seen> {
  const unled = admins ? [] : [own('roles.nobody', 'limited')];
  if (store === undefined) return { flaws: unled };
  const workspaces = await store.db.workspace.findMany({ where: { state: { not: 'disconnected' } }, include: { channels: true } });
  const channels = workspaces.flatMap((workspace) => workspace.channels.map((channel) => ({ ...channel, workspace })));
  const bound = new Set(channels.map(({ purpose }) => purpose));
  return {
    flaws: [
      ...unled,
      ...VITAL.filter((purpose) => !bound.has(purpose)).map((purpose) => ({
        ...own('binding.missing', purpose === 'secretariat' ? 'limited' : 'notice', { purpose }, purpose),
        detail: purpose,
      })),
      // What delivery has found out, and has told already.
      ...channels
        .filter(({ trouble }) => trouble !== '')
        .map(
          ({ externalId, purpose, trouble, workspace }): Finding => ({
            ...own(REFUSES, 'broken', { purpose, trouble, workspace: workspace.name }, `${externalId}/${purpose}`),
            platform: workspace.platform,
            refuses: { workspace: workspace.externalId, channel: externalId, word: trouble },
          }),
        ),
      ...workspaces
        .filter(({ state, trouble }) => state === 'degraded' && trouble !== '')
        .map(({ externalId, name, trouble, platform }) => ({
          ...own('workspace.refuses', 'broken', { trouble, workspace: name }, externalId),
          platform,
        })),
    ],
  };
}
