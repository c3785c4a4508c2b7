/** Posts to the address that Slack gives with an event, over connections that are kept: half of what an answer costs is this call. */
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface UrlAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly body: string;
}

const patienceMs = 10_000;
/** What Slack says back is a word; more is not kept. */
const mostKept = 500;

const plain = new HttpAgent({ keepAlive: true });
const secure = new HttpsAgent({ keepAlive: true });

/** @throws when the address cannot be reached in time. */
export function postTo(address: string, message: object): Promise<UrlAnswer> {
  const body = JSON.stringify(message);
  const url = new URL(address);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const { promise, resolve, reject } = Promise.withResolvers<UrlAnswer>();
  const options = { method: 'POST', headers, timeout: patienceMs };
  const request =
    url.protocol === 'https:' ? httpsRequest(url, { ...options, agent: secure }) : httpRequest(url, { ...options, agent: plain });
  request.on('response', (response) => {
    const status = response.statusCode ?? 0;
    let said = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      if (said.length < mostKept) said += chunk;
    });
    response.on('end', () => resolve({ ok: status >= 200 && status < 300, status, body: said.slice(0, mostKept) }));
    response.on('error', reject);
  });
  request.on('timeout', () => request.destroy(new Error('no answer in time')));
  request.on('error', reject);
  request.end(body);
  return promise;
}
