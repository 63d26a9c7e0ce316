import { itemAt } from '../../domain/units/itemAt';
import type { Card } from '../../fits/file/formatCard';
import { movedReferencePixel } from '../../fits/wcs/movedReferencePixel';
import { writeCube } from '../../fits/write/writeCube';
import type { AlignedChannel } from './alignChannels';
import { colourName } from './channelColours';
import type { ColourImage } from './colourImage';
import type { ColourStretch } from './pictureStrips';
import { alignmentText } from './sentences';

const STRIP_ROWS = 256;

/** A cube of the aligned channels with unchanged values, one plane each; its header says how they became a picture. */
export function cubeFile(
  image: ColourImage,
  channels: readonly AlignedChannel[],
  reference: AlignedChannel,
  stretch: ColourStretch,
  provenance: readonly string[]
): Promise<Blob> {
  const { width, height, levels } = image;
  const { header } = reference.frame;
  const cards: Card[] = [
    ...movedReferencePixel(header, image),
    ['FILTER', channels.map(({ label }) => label).join(' + '), 'one plane each'],
    ...(header.has('BAYERPAT') ? [['BAYERPAT', '', 'no longer a mosaic'] as const] : []),
    ...channels.flatMap(({ label, input, colour }, i): Card[] => {
      const { offset, scale } = itemAt(levels.channels, i);
      return [
        [`CHAN${i + 1}`, label, `plane ${i + 1}: what is in it`],
        [`CHANFIL${i + 1}`, input.name, 'its file'],
        [`CHANUID${i + 1}`, input.uid, 'the UUID of that'],
        [`CHANCOL${i + 1}`, colourName(colour), 'its colour in the picture'],
        [`CHANLOW${i + 1}`, offset, 'value that is black in the picture'],
        [`CHANHIG${i + 1}`, offset + 1 / scale, 'value that is white in the picture']
      ];
    }),
    ['STRETCH', stretch, 'of the picture'],
    ['ASINHSTR', levels.strength, 'its strength: asinh(s x) / asinh(s)'],
    ...provenance.map((line): Card => ['HISTORY', line]),
    [
      'HISTORY',
      'Channels of a colour picture, aligned. The values are linear, as in the files, sky and all: nothing is scaled. ' +
        `World coordinates and all cards beside these are those of ${reference.input.name}.`
    ],
    ...channels.map(({ label, source }): Card => ['HISTORY', `${label}: ${alignmentText(source)}`])
  ];
  return writeCube({ rows: planes(image), width, height, planes: channels.length, header, cards });
}

async function* planes({ channels, height }: ColourImage): AsyncGenerator<Float32Array> {
  for (const { rows } of channels)
    for (let y = 0; y < height; y += STRIP_ROWS) yield await rows(y, Math.min(height, y + STRIP_ROWS));
}
