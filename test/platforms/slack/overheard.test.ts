/** What people say on Slack: to the bot, in threads, and among themselves. */
import { expect, test } from 'vitest';
import { receive } from '../../../src/platforms/slack/receive.ts';

const self = { team: 'T1', botUser: 'UBOT' };

function said(event: Readonly<Record<string, unknown>>) {
  const full = { user: 'UANA', ts: '2.2', ...event };
  const received = receive({ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event: full }, self);
  return received.type !== 'envelope' ? received.why : { ...received.envelope.inbound, from: received.envelope.from };
}
const channel = { kind: 'channel', platform: 'slack', workspace: 'T1', channel: 'C1' };
const direct = { kind: 'direct', platform: 'slack', workspace: 'T1', user: 'UANA' };

test('in a channel without the bot: overheard, with the thread that it stands in', () => {
  expect(said({ type: 'message', channel: 'C1', channel_type: 'channel', text: 'How do we join?' })).toEqual({
    type: 'overheard',
    text: 'How do we join?',
    from: channel,
  });
  expect(said({ type: 'message', channel: 'C1', channel_type: 'group', text: 'Two nights.', thread_ts: '1.1' })).toEqual({
    type: 'overheard',
    text: 'Two nights.',
    from: { ...channel, thread: '1.1' },
  });
});

test('a mention comes twice and is heard once', () => {
  const text = '<@UBOT> how do we join?';
  expect(said({ type: 'app_mention', channel: 'C1', text })).toMatchObject({ type: 'message', text: 'how do we join?' });
  expect(said({ type: 'message', channel: 'C1', channel_type: 'channel', text })).toBe('heard in another way');
});

test('in the direct messages: to the bot, with the thread', () => {
  expect(said({ type: 'message', channel: 'D1', channel_type: 'im', text: 'hello' })).toEqual({
    type: 'message',
    text: 'hello',
    from: direct,
  });
  expect(said({ type: 'message', channel: 'D1', channel_type: 'im', text: 'thanks', thread_ts: '1.1' })).toEqual({
    type: 'message',
    text: 'thanks',
    from: { ...direct, thread: '1.1' },
  });
  expect(said({ type: 'app_mention', channel: 'D1', text: '<@UBOT> hello' })).toBe('heard in another way');
});

test.each([
  ['by a bot', { bot_id: 'B1' }],
  ['by ourselves', { user: 'UBOT' }],
  ['a change', { subtype: 'message_changed' }],
])('left aside: %s', (_what, more) => {
  expect(said({ type: 'message', channel: 'C1', channel_type: 'channel', text: 'How do we join?', ...more })).toEqual(expect.any(String));
});
