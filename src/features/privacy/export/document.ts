/** The copy itself: JSON for programs, one page of HTML for people. Pure. */
import { escapeHtml } from '../../../chat/html.ts';
import type { Translate } from '../../../chat/translate.ts';
import { formatMoment } from '../../../i18n/format.ts';
import type { HeldRows, Row } from '../records/service.ts';
import { whatOf, whyOf } from '../texts.ts';

export interface Copy {
  readonly name: string;
  readonly madeAt: Date;
  readonly entries: readonly { readonly name: string; readonly tables: readonly HeldRows[] }[];
}

export const copyAsJson = ({ name, madeAt, entries }: Copy): string =>
  `${JSON.stringify(
    {
      kind: 'agora.personal-data',
      name,
      madeAt: madeAt.toISOString(),
      held: entries.map((entry) => ({
        about: entry.name,
        records: entry.tables.map(({ model, column, rows }) => ({ model, by: column, rows })),
      })),
    },
    null,
    2,
  )}\n`;

const style = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 2rem 1rem; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; }
h1, h2 { line-height: 1.25; }
section { margin-top: 2.5rem; }
dl { border-top: 1px solid; padding-top: .75rem; display: grid; grid-template-columns: minmax(8rem, 1fr) 3fr; gap: .25rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;

export function copyAsHtml({ name, madeAt, entries }: Copy, t: Translate, timeZone: string): string {
  const title = t('privacy.copy.title', { name });
  const sections = entries.map(
    (entry) => `<section><h2>${escapeHtml(whatOf(t, entry.name))}</h2><p>${escapeHtml(whyOf(t, entry.name))}</p>
${entry.tables.flatMap(({ rows }) => rows.map((row) => rowOf(row, t, timeZone))).join('\n')}</section>`,
  );
  return `<!doctype html>
<html lang="${escapeHtml(t.locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(t('privacy.copy.made', { at: formatMoment(madeAt, t.locale, timeZone) }))}</p>
${sections.join('\n')}
</main></body>
</html>
`;
}

function rowOf(row: Row, t: Translate, timeZone: string): string {
  const lines = Object.entries(row).flatMap(([key, value]) => {
    const text = written(value, t, timeZone);
    return text === '' ? [] : [`<dt>${escapeHtml(inWords(key))}</dt><dd>${escapeHtml(text)}</dd>`];
  });
  return `<dl>${lines.join('')}</dl>`;
}

/** `answeredAt` as "answered at": the columns' own names, which the JSON has too. */
const inWords = (key: string): string => key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

function written(value: unknown, t: Translate, timeZone: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return INSTANT.test(value) ? formatMoment(new Date(value), t.locale, timeZone) : value;
  if (Array.isArray(value)) return value.map((one) => written(one, t, timeZone)).join('\n');
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}
