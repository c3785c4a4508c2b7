/** /help: what Agora can do, or how one command is used. */
import { commandHelpCard, groupHelpCard, helpCard } from '../src/chat/help.ts';
import { show } from '../src/chat/reply.ts';
import { defineCommand } from '../src/features/context.ts';
import { fold } from '../src/i18n/fold.ts';

export const help = defineCommand({
  name: 'help',
  answers: 'private',
  options: {
    command: {
      kind: 'text',
      required: false,
      max: 60,
      complete: async (ctx, typed) =>
        ctx.commands.filter(({ name }) => fold(name).includes(fold(typed))).map(({ name }) => ({ value: name, label: `/${name}` })),
    },
  },
  async run(ctx, { command }) {
    const wanted = fold(command ?? '');
    const found = ctx.commands.find(({ name }) => name === wanted);
    if (found) return show(commandHelpCard(ctx.t, found));
    const grouped = wanted !== '' && ctx.commands.some(({ name }) => name.startsWith(`${wanted} `));
    return show(grouped ? groupHelpCard(ctx.t, ctx.commands, wanted) : helpCard(ctx.t, ctx.commands));
  },
});
