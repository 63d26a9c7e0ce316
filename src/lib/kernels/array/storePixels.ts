import type { Image } from '../../domain/image/Image';

/** Stores the pixels of an image in a Blob, which browsers keep outside the memory of the page. */
export const storePixels = ({ data }: Pick<Image, 'data'>): Blob =>
  new Blob([data as Float32Array<ArrayBuffer>]);
