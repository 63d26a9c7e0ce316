import type { Image } from '../../domain/image/Image';
import { frameBackground } from '../../frames/frameBackground';
import type { LentImage } from '../../frames/lendImage';
import type { Background } from '../../kernels/sky/background';
import type { PixelScan } from '../../kernels/sky/PixelScan';
import { blurredLight } from '../../kernels/sources/blurredLight';

/** An image on which stars are looked for. */
export interface StarImage {
  readonly image: Image;
  readonly sky: Background;
  /** Null: there is none of it. */
  readonly scan: PixelScan | null;
  /** By which it was blurred, pixels. */
  readonly sigma: number;
}

/** @param blur sigma in pixels; 0: as it is */
export function starImage(lent: LentImage, blur: number): StarImage {
  const sky = frameBackground(lent);
  if (blur === 0) return { image: lent.image, sky, scan: lent.scan, sigma: 0 };
  const { image, background, sigma } = blurredLight(lent.image, sky, blur);
  return { image, sky: background, scan: null, sigma };
}
