import type { Image } from '../../domain/image/Image';

/** Consecutive rows of an image, of which the first is row `top` of the image. */
export interface Strip extends Image {
  readonly top: number;
}
