/** What somebody asked the secretariat and wrote to it, what somebody of the secretariat answered, and what looked like a question. */
import { definePersonal } from '../personal.ts';
import { eraseConversations } from './service.ts';

export const conversationRecords = definePersonal({
  name: 'conversation',
  held: [
    { model: 'ConversationMessage', column: 'authorId', onErasure: 'kept' },
    { model: 'Conversation', column: 'askerId', onErasure: 'deleted' },
    { model: 'Conversation', column: 'handlerId', onErasure: 'kept', withheld: ['address'] },
    { model: 'HelpOffer', column: 'personId', onErasure: 'deleted' },
  ],
  erase: eraseConversations,
});
