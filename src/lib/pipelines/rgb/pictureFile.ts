import { colourPng } from '../../formats/colourPng';
import type { ColourImage } from './colourImage';
import { pictureStrips, type ColourStretch } from './pictureStrips';

/** The picture as a PNG file, which says what made it. */
export function pictureFile(
  image: ColourImage,
  stretch: ColourStretch,
  bitDepth: 8 | 16,
  provenance: readonly string[]
): Promise<Blob> {
  const { width, height } = image;
  return colourPng(pictureStrips(image, stretch), {
    width,
    height,
    bitDepth,
    texts: { Software: 'Pocket TOM', Comment: provenance.join('\n') }
  });
}
