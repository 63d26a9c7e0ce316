import type { Image } from '../../domain/image/Image';

/** Puts an image aside in a Blob, which browsers keep out of the memory of the page. */
export const storePixels = ({ data }: Pick<Image, 'data'>): Blob =>
  new Blob([data as Float32Array<ArrayBuffer>]);
