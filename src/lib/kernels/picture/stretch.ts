import type { GreyImage } from '../../domain/image/GreyImage';
import type { Image } from '../../domain/image/Image';

/**
 * The image as a picture: `low` and below black, `high` and above white, in between the power `1 / gamma`
 * of the distance from `low`, so that a gamma above 1 brightens what is faint. Blank pixels are black.
 */
export function stretch({ data, width, height }: Image, low: number, high: number, gamma = 1): GreyImage {
  const range = high - low;
  const grey = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const above = data[i] - low;
    if (above >= range && above > 0) grey[i] = 255;
    else if (above > 0) grey[i] = Math.round(255 * (above / range) ** (1 / gamma));
  }
  return { data: grey, width, height };
}
