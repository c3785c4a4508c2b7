/** Serves the playground's page: plain files, read when first asked for, the client's types stripped by Node. No build step, nothing from elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';

const folder = new URL('./', import.meta.url);
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

/** Nothing inline, nothing from elsewhere but an image that the reader asked to see. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: https: http:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
} as const;

export async function playgroundPage(app: FastifyInstance): Promise<void> {
  const serve = (path: string, file: URL) => {
    let body: string | undefined;
    app.get(path, (_request, reply) => {
      body ??= contentOf(file);
      return reply
        .headers(headers)
        .type(types[extname(file.pathname)] ?? 'text/plain')
        .send(body);
    });
  };
  serve('/', new URL('index.html', folder));
  // The client reads rich text with the library's own functions.
  serve('/chat/text.ts', new URL('../../chat/text.ts', folder));
  for (const part of ['client/', 'style/']) {
    const names = readdirSync(new URL(part, folder)).filter((name) => extname(name) in types);
    for (const name of names) serve(`/playground/${part}${name}`, new URL(`${part}${name}`, folder));
  }
}

function contentOf(file: URL): string {
  const text = readFileSync(file, 'utf8');
  return file.pathname.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
}
