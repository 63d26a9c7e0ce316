import type { DataProduct } from './DataProduct';
import type { Frames } from '../measurement/Measurements';

/**
 * The file of each frame; null where it is gone. Told by their keys or, where none of these fits, as for measurements of
 * another device, by their names, as far as no two files have the same.
 * @param products of the target
 */
export function frameProducts(
  { names, pks }: Pick<Frames, 'names' | 'pks'>,
  products: readonly DataProduct[]
): (DataProduct | null)[] {
  const byPk = new Map(products.map((product) => [product.pk, product]));
  const byKey = names.map((name, f) => {
    const product = byPk.get(pks[f]!);
    return product?.name === name ? product : null;
  });
  if (byKey.some((product) => product !== null)) return byKey;
  return names.map((name) => {
    const [product = null, other] = products.filter((one) => one.name === name);
    return other ? null : product;
  });
}
