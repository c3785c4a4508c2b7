/** Keeps the playground to its own page: websites elsewhere can neither drive it nor read it, not even through DNS rebinding. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

export interface Guard {
  /** Unguessable, new with each process; the page asks for it, a page of another origin cannot read it. */
  readonly token: string;
  /** Why a request is refused; undefined when it may pass. `token` is what it brought along. */
  refusal(request: FastifyRequest, token: string | undefined): 'host' | 'origin' | 'token' | undefined;
  /** The same without the token: for the request that asks for it. */
  foreign(request: FastifyRequest): 'host' | 'origin' | undefined;
}

/** `hosts`: names beside `localhost` under which the operator serves the page. */
export function createGuard(hosts: readonly string[]): Guard {
  const token = randomBytes(24).toString('base64url');
  const names = new Set(['localhost', ...hosts.map((host) => host.toLowerCase())]);
  const foreign: Guard['foreign'] = (request) => {
    if (!isOurs(request.headers.host, names)) return 'host';
    return isSameOrigin(request) ? undefined : 'origin';
  };
  return {
    token,
    foreign,
    refusal: (request, brought) => foreign(request) ?? (same(token, brought) ? undefined : 'token'),
  };
}

/** Rebinding needs a name that somebody else's DNS answers for, so a bare address is always ours. */
function isOurs(host: string | undefined, names: ReadonlySet<string>): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return isIP(name) !== 0 || names.has(name);
}

function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.host?.toLowerCase();
}

function same(token: string, brought: string | undefined): boolean {
  const left = Buffer.from(token);
  const right = Buffer.from(brought ?? '');
  return left.length === right.length && timingSafeEqual(left, right);
}
