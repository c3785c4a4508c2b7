/** The one HTTP server of the process: whoever has something to serve adds its routes. */
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Log } from '../log.ts';

export interface WebSettings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whether the playground is on it, where everybody may be anybody; what else it serves is public. */
  readonly playground: boolean;
  readonly log: Log;
}
export interface Web {
  readonly app: FastifyInstance;
  /** Where a browser on this machine finds it. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}
export type Routes = (app: FastifyInstance) => Promise<void>;

/** @throws when the port is taken. */
export async function openWeb(settings: WebSettings, routes: readonly Routes[]): Promise<Web> {
  // Live streams never end by themselves, so closing the server closes them.
  const loggerInstance: FastifyBaseLogger = settings.log;
  const app: FastifyInstance = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  });
  for (const add of routes) await app.register(add);
  await app.listen({ host: settings.host, port: settings.port, listenTextResolver: () => 'web: listening' });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the web server has no address');
  if (settings.playground && !isLoopback(settings.host)) {
    settings.log.warn(
      { host: settings.host, port: address.port },
      'web: open to other machines. The playground lets everybody who reaches it act as anybody in it. Set HOST=127.0.0.1 unless that is meant.',
    );
  }
  return { app, port: address.port, url: `http://${nameFor(settings.host)}:${address.port}`, close: () => app.close() };
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** A host as a browser on this machine writes it: "every address" is not one of them. */
function nameFor(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
