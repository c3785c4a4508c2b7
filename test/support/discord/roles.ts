/** The fake's roles of a server's members: resources/guild#add-guild-member-role. */
import type { Problems } from './contract.ts';
import type { Refuse } from './scheduled-events.ts';
import type { World } from './world.ts';

export const checkRole = (raw: unknown): Problems =>
  raw === undefined || raw === '' || JSON.stringify(raw) === '{}' ? [] : ['a body where none is taken'];

/** The same when it is done twice; answered with 204. */
export function setRole(world: World, [guild = '', user = '', role = '']: readonly string[], has: boolean, refused: Refuse): undefined {
  if (!world.guilds.some(({ id }) => id === guild)) throw refused(404, 10004, 'Unknown Guild');
  if (!world.people.has(user) || world.outside.has(`${guild}/${user}`)) throw refused(404, 10007, 'Unknown Member');
  const holders = world.roles.get(role);
  if (holders === undefined) throw refused(404, 10011, 'Unknown Role');
  if (has) holders.add(user);
  else holders.delete(user);
  return undefined;
}
