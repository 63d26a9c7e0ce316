import type { DataProduct } from '../../domain/rows/DataProduct';
import { readBlob } from '../../fits/file/readBlob';
import { storedFile } from './storedFile';

/**
 * The content of a product, for the browser to read by itself: it would not say why it cannot.
 * @throws Error if the browser has lost it
 */
export async function readableFile(product: Pick<DataProduct, 'pk' | 'name'>): Promise<Blob> {
  const blob = await storedFile(product);
  await readBlob(blob.slice(0, 1));
  return blob;
}
