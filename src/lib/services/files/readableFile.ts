import type { DataProduct } from '../../domain/rows/DataProduct';
import { readBlob } from '../../fits/file/readBlob';
import { storedFile } from './storedFile';

/**
 * The content of a product, for the browser itself to read (as an image or a download). The browser would not say why it
 * could not: reading the first byte here gives the error.
 * @throws Error if the browser has lost the content
 */
export async function readableFile(product: Pick<DataProduct, 'pk' | 'name'>): Promise<Blob> {
  const blob = await storedFile(product);
  await readBlob(blob.slice(0, 1));
  return blob;
}
