/** Few figures as a picture: bars of characters where only text can stand, an SVG for a page. The numbers stand beside either. Pure. */
import { escapeHtml } from './html.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

const WIDTH = 12;

/** `████░░`: as long as its share of the largest; at least one where there is anything. */
export function barOf(value: number, largest: number): string {
  const full = largest === 0 ? 0 : Math.min(WIDTH, Math.max(value > 0 ? 1 : 0, Math.round((value / largest) * WIDTH)));
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}

const ROW = 34;
const LEFT = 250;
const LONGEST = 380;

/** A bar chart that says in words what it shows; the text takes the colour of the page. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const largest = Math.max(0, ...bars.map(({ value }) => value));
  const height = bars.length * ROW + 8;
  const said = `${title}: ${bars.map(({ label, value }) => `${label} ${value}`).join(', ')}`;
  const rows = bars.map(({ label, value }, at) => {
    const width = largest === 0 ? 0 : Math.round((value / largest) * LONGEST);
    const y = at * ROW + 8;
    return `<text x="${LEFT - 10}" y="${y + 17}" text-anchor="end">${escapeHtml(label)}</text><rect x="${LEFT}" y="${y}" width="${width}" height="22" rx="3"/><text x="${LEFT + width + 8}" y="${y + 17}">${value}</text>`;
  });
  return `<svg role="img" aria-label="${escapeHtml(said)}" viewBox="0 0 ${LEFT + LONGEST + 70} ${height}">${rows.join('')}</svg>`;
}
