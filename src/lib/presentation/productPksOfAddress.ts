import type { DataProductPk } from '../domain/units/Brand';

/** The keys in `#/gallery?product_pks=1,3`, in their order, each once; what is not a key is left out. */
export function productPksOfAddress(hash: string): DataProductPk[] {
  const query = new URLSearchParams(hash.split('?')[1] ?? '');
  const pks = (query.get('product_pks') ?? '').split(',').map(Number);
  return [...new Set(pks)].filter((pk) => Number.isSafeInteger(pk) && pk > 0) as DataProductPk[];
}
