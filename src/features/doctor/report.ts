/** What an examination found: what is not as it should be, and what could not be looked at. Pure. */
import { type Flaw, type FlawLevel, flawLevels } from '../../chat/platform.ts';

export interface Report {
  /** The worst first. */
  readonly flaws: readonly Finding[];
  /** Codes under `doctor.unchecked`, with what they are about. */
  readonly unchecked: readonly Unchecked[];
}

/** A flaw, and where: the platform's name, or empty for what is the bot's own. */
export interface Finding extends Flaw {
  readonly platform: string;
}

export interface Unchecked {
  readonly code: string;
  readonly args: Readonly<Record<string, string | number>>;
}

/** What one check has to say. */
export interface Seen {
  readonly flaws?: readonly Finding[];
  readonly unchecked?: readonly Unchecked[];
}

/** What delivery found out by itself. */
export const REFUSES = 'channel.refuses';

/** The same finding in two examinations. */
export const keyOf = ({ platform, code, about }: Pick<Finding, 'platform' | 'code' | 'about'>): string => `${platform}:${code}:${about}`;

export function reportOf(seen: readonly Seen[]): Report {
  const flaws = seen.flatMap((one) => one.flaws ?? []);
  const once = [...new Map(flaws.map((flaw) => [keyOf(flaw), flaw])).values()].filter((flaw) => !isKnownBetter(flaw, flaws));
  return {
    flaws: once.toSorted((a, b) => flawLevels.indexOf(a.level) - flawLevels.indexOf(b.level)),
    unchecked: seen.flatMap((one) => one.unchecked ?? []),
  };
}

/** One of ours: nothing that a platform said. */
export const own = (code: string, level: FlawLevel, args: Flaw['args'] = {}, about = ''): Finding => ({
  platform: '',
  code,
  level,
  about,
  args,
});

/** That a channel takes nothing is said once: by what the platform says of it, where it says more than that. */
const isKnownBetter = ({ code, platform, refuses }: Finding, flaws: readonly Finding[]): boolean =>
  code === REFUSES &&
  flaws.some(
    (one) => one.code !== REFUSES && one.platform === platform && one.refuses !== undefined && one.refuses.channel === refuses?.channel,
  );
