/** Posts JSON to an address over connections that are kept: what an answer costs that somebody waits for is mostly this call. */
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, type Dispatcher } from 'undici';

export interface HttpAnswer {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: IncomingHttpHeaders;
  /** Its beginning: 10,000 characters, or as many as were asked for. */
  readonly body: string;
}

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** How long is waited for the answer to begin, and then for each part of it. */
  readonly patienceMs: number;
  /** Characters of the answer that are wanted. */
  readonly keep?: number;
}

const MOST_KEPT = 10_000;
/** Longer than people pause between two commands, shorter than the platforms' own edges keep a silent connection. */
const agent = new Agent({ keepAliveTimeout: 30_000 });

/** `json`: the body as it goes out; see `jsonBytes`. @throws when the address cannot be reached in time. */
export function postJson(
  address: string,
  json: string | Buffer,
  { headers, patienceMs, keep = MOST_KEPT }: PostOptions,
): Promise<HttpAnswer> {
  const { origin, pathname, search } = new URL(address);
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  agent.dispatch(
    {
      origin,
      path: pathname + search,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: json,
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
    },
    reading(keep, resolve, reject),
  );
  return promise;
}

const written = new WeakMap<object, { readonly around: string; readonly bytes: Buffer }>();

/** `before`, the value's JSON, `after`, as bytes. A value never changes: what comes again in the same surroundings is written down once. */
export function jsonBytes(before: string, value: object, after: string): Buffer {
  const around = before + after;
  const known = written.get(value);
  if (known?.around === around) return known.bytes;
  const bytes = Buffer.from(before + JSON.stringify(value) + after);
  written.set(value, { around, bytes });
  return bytes;
}

/** The client's own `request` makes a stream of each answer; ours are a word or nothing. */
function reading(most: number, done: (answer: HttpAnswer) => void, failed: (error: Error) => void): Dispatcher.DispatchHandler {
  let status = 0;
  let headers: IncomingHttpHeaders = {};
  let body = '';
  return {
    onRequestStart() {},
    onResponseStart(_controller, statusCode, responseHeaders) {
      status = statusCode;
      headers = responseHeaders;
    },
    onResponseData(_controller, chunk) {
      if (body.length < most) body += chunk.toString('utf8');
    },
    onResponseEnd: () => done({ status, ok: status >= 200 && status < 300, headers, body: body.slice(0, most) }),
    onResponseError: (_controller, error) => failed(error),
  };
}
