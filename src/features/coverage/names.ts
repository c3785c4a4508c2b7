/** Names of the actions of coverage cards. Pure. */
import { buttonsOf } from '../../chat/compose.ts';
import { type Dimension, dimensions } from './rules.ts';

export const actionNames = {
  overview: 'coverage.overview',
  show: 'coverage.show',
  change: 'coverage.change',
} as const;

export const button = buttonsOf(actionNames);

/** A page of one dimension: `<dimension>/<page>`. */
export const pageRef = (dimension: Dimension, page: number): string => `${dimension}/${page}`;

export function readPageRef(ref: string): { readonly dimension: Dimension; readonly page: number } {
  const [named, page] = ref.split('/');
  return { dimension: dimensions.find((one) => one === named) ?? 'region', page: Number(page) || 0 };
}
