/** Where the network is thin: all dimensions at a glance, and one with every value, for the secretariat. Pure. */
import type { Block, Card, Control } from '../../chat/card.ts';
import { barOf } from '../../chat/chart.ts';
import { actions } from '../../chat/compose.ts';
import { commandAction } from '../../chat/refs.ts';
import { code, type Inline, strong } from '../../chat/text.ts';
import { coverageLink, type Links } from '../../links.ts';
import { button, pageRef } from './names.ts';
import type { Coverage } from './queries.ts';
import { type Cell, type Dimension, dimensions, isThin } from './rules.ts';
import { numberOf, reachOf, thinOf, valueName, type Words } from './words.ts';

/** Of each dimension, at a glance. */
const AT_A_GLANCE = 3;
const PER_PAGE = 10;

export function overviewCard(words: Words & { readonly links: Links }, coverage: Coverage, token: string): Card {
  const { t, links } = words;
  const url = coverageLink(links, t.locale, token);
  return {
    title: t('coverage.title'),
    blocks: [
      { type: 'text', text: t('coverage.members', { count: coverage.members }) },
      ...(coverage.members === 0
        ? [{ type: 'text', text: t('coverage.empty') } as const]
        : dimensions.flatMap((one) => glance(words, coverage, one))),
      { type: 'note', text: t('coverage.counted') },
      ...actions([
        ...dimensions.map((one): Control => button(t(`coverage.dimensions.${one}`), 'show', pageRef(one, 0))),
        { type: 'button', label: t('coverage.buttons.suggestions'), action: commandAction('membership suggestions') },
        ...(url === undefined || coverage.members === 0 ? [] : [{ type: 'link', label: t('coverage.buttons.picture'), url } as const]),
      ]),
    ],
    fallback: t('coverage.fallback', { count: dimensions.reduce((sum, one) => sum + thinOf(coverage, one).length, 0) }),
  };
}

function glance(words: Words, coverage: Coverage, dimension: Dimension): readonly Block[] {
  const { t } = words;
  const thin = thinOf(coverage, dimension);
  const counts = coverage.cells[dimension].some(({ minimum }) => minimum > 0);
  const heading = strong(t(`coverage.dimensions.${dimension}`));
  if (thin.length === 0) return [{ type: 'text', text: [heading, `: ${t(counts ? 'coverage.enough' : 'coverage.noMinimum')}`] }];
  return [
    { type: 'text', text: [heading, `: ${t('coverage.thin', { count: thin.length })}`] },
    { type: 'list', items: thin.slice(0, AT_A_GLANCE).map((cell) => lineOf(words, dimension, cell)) },
  ];
}

export function dimensionCard(words: Words, coverage: Coverage, dimension: Dimension, page: number): Card {
  const { t } = words;
  const cells = coverage.cells[dimension];
  const pages = Math.max(1, Math.ceil(cells.length / PER_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const shown = cells.slice(at * PER_PAGE, (at + 1) * PER_PAGE);
  const reach = (cell: Cell): string => (dimension === 'region' ? ` · ${reachOf(words, coverage, cell.key)}` : '');
  return {
    title: t(`coverage.titles.${dimension}`),
    blocks: [
      { type: 'text', text: t('coverage.thin', { count: thinOf(coverage, dimension).length }) },
      ...(shown.length === 0
        ? []
        : [{ type: 'list', items: shown.map((cell) => [...lineOf(words, dimension, cell), reach(cell)]) } as const]),
      ...(coverage.unknown[dimension] === 0
        ? []
        : [{ type: 'note', text: t('coverage.unknown', { count: coverage.unknown[dimension] }) } as const]),
      ...(pages > 1 ? [{ type: 'note', text: t('coverage.turn', { at: at + 1, of: pages }) } as const] : []),
      ...actions([
        ...(at > 0 ? [button(t('coverage.buttons.back'), 'show', pageRef(dimension, at - 1))] : []),
        ...(at < pages - 1 ? [button(t('coverage.buttons.next'), 'show', pageRef(dimension, at + 1))] : []),
        button(t('coverage.buttons.change'), 'change', dimension),
        button(t('coverage.buttons.overview'), 'overview', ''),
      ]),
    ],
  };
}

/** The bar repeats what the numbers say: how much of the minimum is there. */
function lineOf(words: Words, dimension: Dimension, cell: Cell): readonly Inline[] {
  const { members, minimum, suggested } = cell;
  const name = valueName(words, dimension, cell.key);
  const bar = minimum > 0 ? [code(barOf(Math.min(members, minimum), minimum)), ' '] : [];
  return [
    ...bar,
    isThin(cell) ? strong(name) : name,
    `: ${numberOf(words, cell)}`,
    suggested === 0 ? '' : ` · ${words.t('coverage.suggested', { count: suggested })}`,
  ];
}
