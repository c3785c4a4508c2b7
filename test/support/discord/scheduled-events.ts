/** The fake's scheduled events of a server: resources/guild-scheduled-event, for those that happen elsewhere. */
import { ExternalScheduledEventCreateRequestSchema, ExternalScheduledEventPatchRequestPartialSchema } from 'discord-api-spec/zod';
import { follows, type Json, type Problems, record } from './contract.ts';
import type { World } from './world.ts';

export interface ScheduledEvent {
  readonly id: string;
  readonly guild: string;
  readonly creator: string;
  name: string;
  description: string;
  location: string;
  start: Date;
  end: Date;
  /** 1 scheduled, 2 active, 3 completed, 4 cancelled */
  status: number;
}

/** A refusal with Discord's code. */
export type Refuse = (status: number, code: number, message: string) => Error;

const MOST = 100;
const SCHEDULED = 1;
const ACTIVE = 2;

export const toCome = (world: World, guild: string): readonly ScheduledEvent[] =>
  world.scheduled.filter((event) => event.guild === guild && event.status <= ACTIVE);

export const payload = (event: ScheduledEvent): Json => ({
  id: event.id,
  guild_id: event.guild,
  creator_id: event.creator,
  name: event.name,
  description: event.description,
  scheduled_start_time: event.start.toISOString(),
  scheduled_end_time: event.end.toISOString(),
  privacy_level: 2,
  status: event.status,
  entity_type: 3,
  entity_id: null,
  channel_id: null,
  entity_metadata: { location: event.location },
});

export const checkCreate = (body: Json): Problems => [...follows(ExternalScheduledEventCreateRequestSchema, body), ...rules(body)];
export const checkChange = (body: Json): Problems => [...follows(ExternalScheduledEventPatchRequestPartialSchema, body), ...rules(body)];

/** What the schemas leave out. */
function rules(body: Json): string[] {
  const problems: string[] = [];
  const { location } = record(body.entity_metadata);
  if (body.name !== undefined && String(body.name).trim() === '') problems.push('an empty name');
  if (body.entity_type !== undefined && (String(location ?? '').trim() === '' || String(location).length > 100)) problems.push('location');
  if (body.entity_type !== undefined && body.scheduled_end_time === undefined) problems.push('an external event needs its end');
  const [start, end] = [Date.parse(String(body.scheduled_start_time)), Date.parse(String(body.scheduled_end_time))];
  if (end <= start) problems.push('it ends before it begins');
  return problems;
}

/** @throws what `refuse` makes */
export function create(world: World, guild: string, body: Json, now: number, refuse: Refuse): Json {
  const start = new Date(String(body.scheduled_start_time));
  if (start.getTime() <= now) throw refuse(400, 50035, 'Cannot schedule event in the past.');
  if (toCome(world, guild).length >= MOST) throw refuse(400, 30038, 'Maximum number of uncompleted guild scheduled events reached (100).');
  const event: ScheduledEvent = {
    id: world.newId(),
    guild,
    creator: world.bot.id,
    name: String(body.name),
    description: String(body.description ?? ''),
    location: String(record(body.entity_metadata).location),
    start,
    end: new Date(String(body.scheduled_end_time)),
    status: SCHEDULED,
  };
  world.scheduled.push(event);
  return payload(event);
}

export function change(world: World, guild: string, id: string, body: Json, refuse: Refuse): Json {
  const event = world.scheduled.find((one) => one.id === id && one.guild === guild);
  if (event === undefined) throw refuse(404, 10070, 'Unknown Guild Scheduled Event');
  if (event.status > ACTIVE) throw refuse(400, 180000, 'Cannot update a finished event');
  const status = body.status === undefined ? event.status : Number(body.status);
  // scheduled to active or cancelled, active to completed
  const steps: Readonly<Record<number, readonly number[]>> = { 1: [1, 2, 4], 2: [2, 3] };
  if (steps[event.status]?.includes(status) !== true) throw refuse(400, 50035, 'Invalid Guild Scheduled Event Status Transition');
  event.status = status;
  if (body.name !== undefined) event.name = String(body.name);
  if (body.description !== undefined) event.description = String(body.description);
  if (body.entity_metadata !== undefined) event.location = String(record(body.entity_metadata).location);
  if (body.scheduled_start_time !== undefined) event.start = new Date(String(body.scheduled_start_time));
  if (body.scheduled_end_time !== undefined) event.end = new Date(String(body.scheduled_end_time));
  return payload(event);
}
