/** A plain page of ours: a few words and buttons, without scripts, for whoever holds its address. */
import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { escapeHtml } from '../chat/html.ts';
import type { Translate } from '../chat/translate.ts';

export interface Paper {
  readonly title: string;
  readonly text: string;
  /** Each is a form that sends nothing; `to` is relative to where the page stands, itself when empty. */
  readonly buttons?: readonly { readonly label: string; readonly to?: string }[];
  /** HTML below them; what people wrote in it is escaped already. */
  readonly more?: string;
}

const style = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 2rem 1rem; font: 1.125rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; }
h1 { font-size: 1.6rem; line-height: 1.25; }
form { display: inline-block; margin: 0 .75rem .75rem 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
label { display: block; margin: 0 0 .75rem; }
input { font: inherit; display: block; width: 100%; box-sizing: border-box; padding: .5em; }
summary { cursor: pointer; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .35em .5em .35em 0; border-bottom: 1px solid #767676; }
td:nth-child(n+2), th:nth-child(n+2) { text-align: right; }
svg { width: 100%; height: auto; font: 16px system-ui, sans-serif; margin: 1rem 0; }
svg text { fill: currentColor; }
svg rect { fill: #0b57d0; }
svg path { stroke: currentColor; stroke-width: 2; }
.wide { overflow-x: auto; }
button { font: inherit; padding: 0.7em 1.4em; border: 0; border-radius: 4px; background: #0b57d0; color: #fff; cursor: pointer; }
button:focus-visible, input:focus-visible, summary:focus-visible { outline: 3px solid; outline-offset: 3px; }
`;

/** For everything that is served to whoever holds an address. */
export const guarded = {
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
} as const;

export function sendPaper(reply: FastifyReply, t: Translate, { title, text, buttons = [], more = '' }: Paper): FastifyReply {
  // Sent to where it stands: behind a proxy the path may begin with something else.
  const forms = buttons.map(({ label, to }) => {
    const action = to === undefined ? '' : ` action="${escapeHtml(to)}"`;
    return `<form method="post"${action}><button type="submit">${escapeHtml(label)}</button></form>`;
  });
  const html = `<!doctype html>
<html lang="${escapeHtml(t.locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)} · Agora</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${forms.join('')}${more}</main></body>
</html>
`;
  return reply
    .headers({ ...guarded, 'content-language': t.locale })
    .type('text/html; charset=utf-8')
    .send(html);
}
