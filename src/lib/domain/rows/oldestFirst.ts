import { correctedFacts } from './correctedFacts';
import type { DataProduct } from './DataProduct';

/**
 * Products in the order in which pipelines get them: the oldest observation first; where its time is not known, last and in
 * the order in which they were added.
 */
export const oldestFirst = (products: readonly DataProduct[]): DataProduct[] =>
  [...products].sort((a, b) => startOf(a) - startOf(b) || a.pk - b.pk);

const startOf = (product: DataProduct): number =>
  correctedFacts(product)?.observed?.start ?? Number.MAX_SAFE_INTEGER;
