/** The address with which a server takes the bot in asks for exactly what the table of permissions says. */
import { PermissionsBitField } from 'discord.js';
import { expect, test } from 'vitest';
import { inviteUrl } from '../../../src/platforms/discord/permissions.ts';

const asked = (withPlaces: boolean) => {
  const { searchParams } = new URL(inviteUrl('123', withPlaces));
  return { scope: searchParams.get('scope'), permissions: new PermissionsBitField(BigInt(searchParams.get('permissions') ?? 0)).toArray() };
};

test('Manage Roles only where roles follow a membership, and never more than is needed', () => {
  const usual = [
    'ViewChannel',
    'SendMessages',
    'EmbedLinks',
    'ReadMessageHistory',
    'CreatePublicThreads',
    'SendMessagesInThreads',
    'CreateEvents',
  ];
  expect(asked(false).scope).toBe('bot applications.commands');
  expect(asked(false).permissions.toSorted()).toEqual(usual.toSorted());
  expect(asked(true).permissions.toSorted()).toEqual([...usual, 'ManageRoles'].toSorted());
});
