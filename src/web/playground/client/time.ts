/** What time it is for the bot, which may be ahead of this machine's. */

let aheadMs = 0;

export const now = (): Date => new Date(Date.now() + aheadMs);

/** What the server said just now. Returns how far that is from what this window believed. */
export function set(at: string): number {
  const further = new Date(at).getTime() - now().getTime();
  aheadMs += further;
  return further;
}
