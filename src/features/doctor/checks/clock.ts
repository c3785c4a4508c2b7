/** Clocks that do not agree with ours. Pure. */
import { type Finding, own } from '../report.ts';

/** A header knows whole seconds, and a request takes some. */
const APART_MS = 20_000;
/** Slack's requests are refused beyond five minutes: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const FAR_MS = 5 * 60_000;

export function clockFlaws(what: string, aheadMs: number): readonly Finding[] {
  const apart = Math.abs(aheadMs);
  if (apart < APART_MS) return [];
  return [own('clock.apart', apart < FAR_MS ? 'limited' : 'broken', { what, seconds: Math.round(apart / 1000) }, what)];
}
