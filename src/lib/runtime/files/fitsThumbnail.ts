import type { Image } from '../../domain/image/Image';
import type { CorrectedFacts } from '../../domain/rows/correctedFacts';
import type { Hdu } from '../../fits/file/Hdu';
import type { FitsFile } from '../../fits/file/openFits';
import { imageSize } from '../../fits/image/imageSize';
import { readImage } from '../../fits/image/readImage';
import { colourPng } from '../../formats/colourPng';
import { encodePng } from '../../formats/png';
import { colourPlanes } from '../../frames/colourPlanes';
import { declaredMosaic } from '../../frames/declaredMosaic';
import { lendImage } from '../../frames/lendImage';
import { downsample } from '../../kernels/picture/downsample';
import { flipVertically } from '../../kernels/picture/flipVertically';
import { mosaicChannel } from '../../kernels/picture/mosaicChannel';
import { stretch } from '../../kernels/picture/stretch';
import { zscale } from '../../kernels/picture/zscale';
import { THUMBNAIL_SIDE } from './imageThumbnail';

/**
 * A small PNG of an image, between its zscale limits, the first row at the bottom; in colour if it is a mosaic or has
 * planes of red, green and blue.
 * @param corrected what its user says of its mosaic
 * @throws FitsError if the image cannot be read
 */
export async function fitsThumbnail(
  file: FitsFile,
  hdu: Hdu,
  corrected: Pick<CorrectedFacts, 'filter' | 'mosaic'> = { filter: null, mosaic: null }
): Promise<Blob> {
  const size = imageSize(hdu);
  const planes = size && colourPlanes(hdu.header, size);
  if (planes) {
    const levels: Levels[] = [];
    for (const plane of planes) levels.push(smallLevels(await readImage(file, hdu, plane)));
    return colourThumbnail(levels);
  }
  const said = size && declaredMosaic(hdu.header, corrected, size);
  return lendImage(
    file,
    hdu,
    ({ image, mosaic: { pattern } }) =>
      pattern
        ? colourThumbnail(
            (['R', 'G', 'B'] as const).map((c) => smallLevels(mosaicChannel(image, pattern, c)))
          )
        : new Blob([encodePng(smallLevels(image))], { type: 'image/png' }),
    { mosaic: said, isSilent: false, planes: null, colour: null }
  );
}

type Levels = ReturnType<typeof stretch>;

function smallLevels(image: Image): Levels {
  const [low, high] = zscale(image.data);
  return stretch(flipVertically(downsample(image, THUMBNAIL_SIDE)), low, high);
}

function colourThumbnail(levels: readonly Levels[]): Promise<Blob> {
  const { width, height, data } = levels[0]!;
  const colours = Float32Array.from(
    { length: 3 * data.length },
    (_, i) => levels[i % 3]!.data[Math.floor(i / 3)]! / 255
  );
  const strips = (async function* () {
    yield colours;
  })();
  return colourPng(strips, { width, height, bitDepth: 8 });
}
