/** Which part of Discord a process hears: servers are dealt to shards by their ids. https://docs.discord.com/developers/events/gateway#sharding */

/** `ids` of `count`; undefined: all that Discord recommends, in this process. */
export interface Shards {
  readonly ids: readonly number[];
  readonly count: number;
}

/** Direct messages come on shard 0. */
export const shardOf = (guild: string, count: number): number => Number((BigInt(guild) >> 22n) % BigInt(count));

/** Whether a server is heard here. */
export const isHeard = (guild: string, shards: Shards | undefined): boolean =>
  shards === undefined || !/^\d+$/.test(guild) || shards.ids.includes(shardOf(guild, shards.count));
