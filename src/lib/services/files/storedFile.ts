import type { DataProduct } from '../../domain/rows/DataProduct';
import { getFile } from '../../store/dataProducts';

/** The content of a product. @throws Error if the browser has lost it */
export async function storedFile({ pk, name }: Pick<DataProduct, 'pk' | 'name'>): Promise<Blob> {
  const blob = await getFile(pk);
  if (!blob) throw new Error(`The content of '${name}' is missing from the browser's storage`);
  return blob;
}
