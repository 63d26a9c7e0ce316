import type { DataProduct } from './DataProduct';
import type { Frames } from '../measurement/Measurements';

/**
 * The file of each frame; null where it is gone. Found by their uids (by keys in measurements of earlier versions) or,
 * where none of these fits, as when the files were added anew on another device, by their names, as far as no two files
 * have the same.
 * @param products of the target
 */
export function frameProducts(
  { names, uids, pks }: Pick<Frames, 'names' | 'uids' | 'pks'>,
  products: readonly DataProduct[]
): (DataProduct | null)[] {
  const byUid = new Map<string | null, DataProduct>(products.map((product) => [product.uid, product]));
  const byPk = new Map(products.map((product) => [product.pk, product]));
  const byIdentity = names.map((name, f) => {
    if (!pks) return byUid.get(uids[f]!) ?? null;
    const product = byPk.get(pks[f]!);
    return product?.name === name ? product : null;
  });
  if (byIdentity.some((product) => product !== null)) return byIdentity;
  return names.map((name) => {
    const [product = null, other] = products.filter((one) => one.name === name);
    return other ? null : product;
  });
}
