/** A finding in words: what it is, what breaks by it, and what to do. Pure. */
import { short } from '../../chat/compose.ts';
import type { TextArgs, Translate } from '../../chat/translate.ts';
import { adviceOn, whyOf } from '../../delivery/reasons.ts';
import type { Finding, Unchecked } from './report.ts';

export interface Said {
  readonly level: string;
  readonly what: string;
  readonly breaks: string;
  readonly fix: string;
}

/** Platforms' own words and lists of names may be long. */
const LONGEST = 160;

export function saidOf(t: Translate, { code, level, detail, args: given, platform }: Finding): Said {
  const args = argsIn(t, given, platform);
  const breaks =
    detail !== undefined && t.has(`doctor.${code}.breaks.${detail}`) ? `doctor.${code}.breaks.${detail}` : `doctor.${code}.breaks`;
  return {
    level: t(`doctor.levels.${level}`),
    what: t(`doctor.${code}.what`, args),
    breaks: t(breaks, args),
    fix: t(`doctor.${code}.fix`, args),
  };
}

export const uncheckedIn = (t: Translate, { code, args }: Unchecked): string => t(`doctor.unchecked.${code}`, argsIn(t, args, ''));

/** Keys become words of the reader's language. */
function argsIn(t: Translate, given: Finding['args'], platform: string): TextArgs {
  const { purpose, permission, trouble, what, check } = given;
  const cut = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? short(value, LONGEST) : value]),
  );
  return {
    ...cut,
    ...(platform !== '' && { platform: t(`doctor.platforms.${platform}`) }),
    ...(purpose !== undefined && { purpose: t(`delivery.purposes.${purpose}`) }),
    ...(permission !== undefined && { permission: t(`doctor.permissions.${permission}`) }),
    ...(typeof trouble === 'string' && { why: whyOf(t, trouble), advice: adviceOn(t, trouble) }),
    ...(what !== undefined && { what: t(`doctor.clocks.${what}`) }),
    ...(check !== undefined && { check: t(`doctor.checks.${check}`) }),
  };
}
