/** The parts of Discord's gateway payloads that we read, checked where they enter. */
import { ApplicationCommandOptionType, ApplicationCommandType, ComponentType, InteractionType } from 'discord.js';
import { z } from 'zod';
import { SubmittedComponent } from './form.ts';

/** Ids go into addresses that we call. https://docs.discord.com/developers/reference#snowflakes */
const Snowflake = z.string().regex(/^\d{1,20}$/);
/** The same of an interaction's token: letters, digits and what base64 has besides. */
const Token = z.string().regex(/^[\w.~+=-]+$/);

const User = z.object({ id: Snowflake, username: z.string(), global_name: z.string().nullish(), bot: z.boolean().nullish() });
const Member = z.object({ user: User, nick: z.string().nullish() });

/** The message whose button was pressed, or from which a modal was opened. */
const Source = z.object({
  id: Snowflake,
  channel_id: Snowflake,
  flags: z.number().nullish(),
  components: z.array(z.record(z.string(), z.unknown())).nullish(),
  interaction_metadata: z.object({ interacted_message_id: z.string().nullish() }).nullish().catch(undefined),
});

const Value = z.union([z.string(), z.number(), z.boolean()]);
const Leaf = z.object({
  name: z.string(),
  type: z.enum(ApplicationCommandOptionType),
  value: Value.optional(),
  focused: z.boolean().optional(),
});
const Inner = Leaf.extend({ options: z.array(Leaf).optional() });
const Option = Leaf.extend({ options: z.array(Inner).optional() });
const CommandData = z.object({ name: z.string(), type: z.literal(ApplicationCommandType.ChatInput), options: z.array(Option).optional() });
export type CommandOption = z.output<typeof Option> | z.output<typeof Inner> | z.output<typeof Leaf>;

const base = {
  id: Snowflake,
  application_id: Snowflake,
  token: Token,
  guild_id: Snowflake.nullish(),
  channel_id: Snowflake.nullish(),
  channel: z.object({ id: Snowflake }).nullish(),
  member: Member.nullish(),
  user: User.nullish(),
  locale: z.string().nullish(),
  message: Source.nullish(),
};

export const Interaction = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal(InteractionType.ApplicationCommand), data: CommandData }),
  z.object({ ...base, type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: CommandData }),
  z.object({
    ...base,
    type: z.literal(InteractionType.MessageComponent),
    message: Source,
    data: z.object({ custom_id: z.string(), component_type: z.enum(ComponentType), values: z.array(z.string()).nullish() }),
  }),
  z.object({
    ...base,
    type: z.literal(InteractionType.ModalSubmit),
    data: z.object({ custom_id: z.string(), components: z.array(SubmittedComponent) }),
  }),
]);
export type Interaction = z.output<typeof Interaction>;

/** As much of an interaction as it takes to say that it could not be read: what else is wrong with it does not matter here. */
export const Answerable = z.object({
  id: base.id,
  application_id: base.application_id,
  token: base.token,
  guild_id: base.guild_id.catch(undefined),
  channel_id: base.channel_id.catch(undefined),
  channel: base.channel.catch(undefined),
  member: base.member.catch(undefined),
  user: base.user.catch(undefined),
  locale: base.locale.catch(undefined),
});
export type Answerable = z.output<typeof Answerable>;

export const Message = z.object({
  id: Snowflake,
  channel_id: Snowflake,
  guild_id: Snowflake.nullish(),
  author: User,
  member: z.object({ nick: z.string().nullish() }).nullish(),
  content: z.string(),
  webhook_id: z.string().nullish(),
  mentions: z.array(z.object({ id: z.string() })),
  message_reference: z.object({ message_id: z.string().nullish() }).nullish(),
});

/** A member as GUILD_MEMBER_ADD brings it. */
export const Newcomer = z.object({ guild_id: Snowflake, user: User, nick: z.string().nullish(), joined_at: z.string().nullish() });
