/** How the fake refuses: in Discord's words, and noted where a bot should never have come to it. */
import type { Json, Problems } from './contract.ts';
import type { World } from './world.ts';

/** A refusal as Discord words it. */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  readonly more: Json;
  constructor(status: number, code: number, message: string, more: Json = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

export function accept(world: World, what: string, problems: Problems): void {
  if (problems.length > 0) throw violation(world, 400, 50035, `Invalid Form Body: ${what}: ${problems.join('; ')}`);
}

export function violation(world: World, status: number, code: number, message: string): Refused {
  world.violations.push(message);
  return new Refused(status, code, message);
}
