/** The fake Slack's two doors: HTTP for what the bot asks, and WebSockets on which it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Answer, Args } from './methods.ts';

export interface WireHandlers {
  /** Seconds to wait, where a limit has been reached. */
  limit?(method: string): number | undefined;
  /** Told with every answer. */
  scopes(): readonly string[];
  call(method: string, args: Args, token: string): Answer;
  respond(id: string, body: string): { readonly status: number; readonly body: string };
  acknowledged(envelope: string, payload: unknown): void;
}

export interface Wire {
  readonly origin: string;
  /** One per open connection that Slack would still send to. */
  readonly sockets: ReadonlySet<WebSocket>;
  /** One use of an address that `apps.connections.open` gives out. */
  ticket(): string;
  /** Methods that answer 429 so many times more, with this many seconds to wait. */
  readonly limited: Map<string, { times: number; readonly retryAfter: number }>;
  /** Resolves when so many connections are open. */
  connected(count: number): Promise<void>;
  /** Resolves at the next greeting. */
  reconnected(): Promise<void>;
  close(): Promise<void>;
}

const ackFrame = z.object({ envelope_id: z.string(), payload: z.unknown() });

export async function openWire(handlers: WireHandlers): Promise<Wire> {
  const sockets = new Set<WebSocket>();
  const tickets = new Set<string>();
  const limited: Wire['limited'] = new Map();
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let greeting = Promise.withResolvers<void>();
  let issued = 0;

  const server = createServer(
    (request, response) => void serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error))),
  );
  const upgrades = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://fake').searchParams.get('ticket') ?? '';
    // An address works once, as Slack's do.
    if (!tickets.delete(ticket)) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    upgrades.handleUpgrade(request, socket, head, welcome);
  });

  function welcome(socket: WebSocket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id, payload } = ackFrame.parse(JSON.parse(data.toString()));
      handlers.acknowledged(envelope_id, payload);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.size,
        connection_info: { app_id: 'A0001' },
        debug_info: { approximate_connection_time: 18060 },
      }),
    );
    greeting.resolve();
    greeting = Promise.withResolvers();
    for (const one of waiting.filter(({ count }) => sockets.size >= count)) one.resolve();
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path.startsWith('/response/')) {
      const answer = handlers.respond(path.slice('/response/'.length), body);
      return void response.writeHead(answer.status, { 'content-type': 'text/plain' }).end(answer.body);
    }
    const method = path.replace('/api/', '');
    const limit = limited.get(method);
    if (limit !== undefined && limit.times > 0) {
      limit.times -= 1;
      return void response
        .writeHead(429, { 'retry-after': String(limit.retryAfter) })
        .end(JSON.stringify({ ok: false, error: 'ratelimited' }));
    }
    const retryAfter = handlers.limit?.(method);
    if (retryAfter !== undefined) {
      return void response.writeHead(429, { 'retry-after': String(retryAfter) }).end(JSON.stringify({ ok: false, error: 'ratelimited' }));
    }
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const answer = handlers.call(method, argsOf(body, request.headers['content-type'] ?? ''), token);
    const headers = { 'content-type': 'application/json', 'x-oauth-scopes': handlers.scopes().join(',') };
    response.writeHead(200, headers).end(JSON.stringify(answer));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    sockets,
    limited,
    ticket() {
      const ticket = `t${++issued}`;
      tickets.add(ticket);
      return `ws://127.0.0.1:${port}/link/?ticket=${ticket}`;
    },
    connected(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (sockets.size >= count) resolve();
      else waiting.push({ count, resolve });
      return promise;
    },
    reconnected: () => greeting.promise,
    async close() {
      for (const socket of upgrades.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The SDK sends forms, with what is not a string as JSON inside. */
function argsOf(body: string, type: string): Args {
  if (type.includes('json')) return JSON.parse(body || '{}');
  const given = Object.fromEntries(new URLSearchParams(body));
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, structured.has(name) ? JSON.parse(value) : value]));
}
const structured = new Set(['blocks', 'view', 'metadata']);

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
