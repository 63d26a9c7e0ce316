import { itemAt } from '../../domain/units/itemAt';
import { figureText } from '../../domain/units/figureText';
import { levelText } from '../../domain/units/levelText';
import type { AlignedChannel } from './alignChannels';
import type { ColourImage } from './colourImage';

/** How the channels become a picture, line by line. */
export function imageText(
  { width, height, levels }: ColourImage,
  channels: readonly AlignedChannel[]
): string[] {
  const areBalanced = channels.every(({ balance, limits }) => limits !== null || balance !== null);
  const rows = channels.map(({ label, limits }, c) => {
    const { offset, scale } = itemAt(levels.channels, c);
    const why = limits
      ? 'as you say'
      : areBalanced
        ? 'by the sky and the brightest pixels'
        : 'by its own values';
    const text = limits ? levelText : figureText;
    return `${label}: black at ${text(offset)}, white at ${text(offset + 1 / scale)}, ${why}`;
  });
  return [`The picture has ${width} x ${height} pixels, which all channels show`, ...rows];
}
