/** How much of one person's is under way at once: nobody takes the bot from the others, however fast they type. */
import type { Envelope, Inbound } from '../chat/platform.ts';

/** More than anybody does by hand, and little beside what the bot does at once. */
const AT_ONCE = 40;

/** What carries words that somebody has written is never turned away. */
const always = new Set<Inbound['type']>(['form.page', 'form.back', 'form.closed', 'overheard', 'joined', 'unreadable']);

export interface Turns {
  /** Runs `work`, or gives `tooMany` instead where too much of theirs is under way. */
  take<T>(envelope: Envelope, work: () => Promise<T>, tooMany: () => T): Promise<T>;
}

export function createTurns(atOnce = AT_ONCE): Turns {
  const underWay = new Map<string, number>();
  return {
    async take({ from, user, inbound }, work, tooMany) {
      const who = `${from.platform}:${user.externalId}`;
      const mine = underWay.get(who) ?? 0;
      if (mine >= atOnce && !always.has(inbound.type)) return tooMany();
      underWay.set(who, mine + 1);
      try {
        return await work();
      } finally {
        const left = (underWay.get(who) ?? 1) - 1;
        if (left === 0) underWay.delete(who);
        else underWay.set(who, left);
      }
    },
  };
}
