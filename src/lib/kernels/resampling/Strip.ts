import type { Image } from '../../domain/image/Image';

/** Rows of an image, the first of which is its row `top`. */
export interface Strip extends Image {
  readonly top: number;
}
