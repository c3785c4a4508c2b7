/** Few figures as a picture: bars of characters where only text can stand, an SVG for a page. The numbers stand beside either. Pure. */
import { short } from './compose.ts';
import { escapeHtml } from './html.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The number in words, where more is to be said: "3 of 10". */
  readonly said?: string;
  /** How far it should reach: marked by a line. */
  readonly aim?: number;
}

const WIDTH = 12;

/** `████░░`: as long as its share of the largest; at least one where there is anything. */
export function barOf(value: number, largest: number): string {
  const full = largest === 0 ? 0 : Math.min(WIDTH, Math.max(value > 0 ? 1 : 0, Math.round((value / largest) * WIDTH)));
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}

/** As wide as a phone, so that the text keeps its size there: a bar stands below its label. */
const ROW = 56;
const LONGEST = 270;
const ACROSS = 390;
const LABEL = 44;

/** A bar chart that says in words what it shows; the text takes the colour of the page. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const largest = Math.max(0, ...bars.flatMap(({ value, aim = 0 }) => [value, aim]));
  const long = (value: number): number => (largest === 0 ? 0 : Math.round((value / largest) * LONGEST));
  const said = `${title}: ${bars.map(({ label, value, said = String(value) }) => `${label} ${said}`).join(', ')}`;
  const rows = bars.map(({ label, value, said = String(value), aim }, at) => {
    const y = at * ROW;
    const mark = aim === undefined ? '' : `<path d="M${long(aim)} ${y + 22}v26"/>`;
    const after = Math.max(long(value), aim === undefined ? 0 : long(aim)) + 8;
    return `<text x="0" y="${y + 18}">${escapeHtml(short(label, LABEL))}</text><rect x="0" y="${y + 26}" width="${long(value)}" height="18" rx="3"/>${mark}<text x="${after}" y="${y + 41}">${escapeHtml(said)}</text>`;
  });
  return `<svg role="img" aria-label="${escapeHtml(said)}" viewBox="0 0 ${ACROSS} ${bars.length * ROW + 4}">${rows.join('')}</svg>`;
}
