import type { BayerPattern } from '../../domain/image/FrameDisplay';
import type { Image } from '../../domain/image/Image';
import type { CorrectedFacts } from '../../domain/rows/correctedFacts';
import type { Hdu } from '../../fits/file/Hdu';
import type { FitsFile } from '../../fits/file/openFits';
import { imageSize, type ImageSize } from '../../fits/image/imageSize';
import { readImage, readImageRows } from '../../fits/image/readImage';
import { colourPng } from '../../formats/colourPng';
import { encodePng } from '../../formats/png';
import { colourPlanes } from '../../frames/colourPlanes';
import { type DeclaredMosaic, declaredMosaic } from '../../frames/declaredMosaic';
import { frameMosaic } from '../../frames/frameMosaic';
import { lendImage } from '../../frames/lendImage';
import { downsample } from '../../kernels/picture/downsample';
import { flipVertically } from '../../kernels/picture/flipVertically';
import { mosaicChannel } from '../../kernels/picture/mosaicChannel';
import { stretch } from '../../kernels/picture/stretch';
import { zscale } from '../../kernels/picture/zscale';
import { reduceImage } from './reduceImage';
import { THUMBNAIL_SIDE } from './imageThumbnail';

/** Larger ones are read in strips: a quarter of a gigabyte would be too much for small devices. */
const MAX_WHOLE_PIXELS = 2 ** 26;
/** Of a large mosaic, where its pixels are asked whether it is one. */
const ASKED_ROWS = 256;

/**
 * A small PNG of an image, between its zscale limits, the first row at the bottom; in colour if it is a mosaic or has
 * planes of red, green and blue.
 * @param corrected what its user says of its mosaic
 * @param onread called with the part of a large image that has been read, from 0 to 1
 * @throws FitsError if the image cannot be read
 */
export async function fitsThumbnail(
  file: FitsFile,
  hdu: Hdu,
  corrected: Pick<CorrectedFacts, 'filter' | 'mosaic'> = { filter: null, mosaic: null },
  onread: (done: number) => void = () => undefined
): Promise<Blob> {
  const size = imageSize(hdu);
  const planes = size && colourPlanes(hdu.header, size);
  const said = size && declaredMosaic(hdu.header, corrected, size);
  if (size && hdu.kind === 'image' && size.width * size.height > MAX_WHOLE_PIXELS) {
    const pattern = said && (await patternOfStrip(file, hdu, size, said));
    const read = planes ?? [0];
    const levels: Levels[] = [];
    for (const [index, plane] of read.entries()) {
      const tell = (done: number) => onread((index + done) / read.length);
      const reduced = await reduceImage(file, hdu, size, { plane, pattern }, tell);
      levels.push(...reduced.map(({ image, sample }) => smallLevels(image, sample)));
    }
    return thumbnailOf(levels);
  }
  if (planes) {
    const levels: Levels[] = [];
    for (const plane of planes) levels.push(smallLevels(await readImage(file, hdu, plane)));
    return thumbnailOf(levels);
  }
  return lendImage(
    file,
    hdu,
    ({ image, mosaic: { pattern } }) =>
      thumbnailOf(
        pattern
          ? (['R', 'G', 'B'] as const).map((c) => smallLevels(mosaicChannel(image, pattern, c)))
          : [smallLevels(image)]
      ),
    { mosaic: said, isSilent: false, planes: null, colour: null }
  );
}

/** What the middle of an image says of its mosaic. */
async function patternOfStrip(
  file: FitsFile,
  hdu: Hdu,
  { width, height }: ImageSize,
  said: DeclaredMosaic
): Promise<BayerPattern | null> {
  const rows = Math.min(height, ASKED_ROWS);
  const from = 2 * Math.floor((height - rows) / 4);
  const data = await readImageRows(file, hdu, from, from + rows);
  return frameMosaic(said, { data, width, height: rows }).pattern;
}

type Levels = ReturnType<typeof stretch>;

function smallLevels(image: Image, sample = image.data): Levels {
  const [low, high] = zscale(sample);
  return stretch(flipVertically(downsample(image, THUMBNAIL_SIDE)), low, high);
}

/** @param levels of grey, or of red, green and blue */
async function thumbnailOf(levels: readonly Levels[]): Promise<Blob> {
  const [first] = levels as [Levels];
  if (levels.length === 1) return new Blob([encodePng(first)], { type: 'image/png' });
  const { width, height, data } = first;
  const colours = Float32Array.from(
    { length: 3 * data.length },
    (_, i) => levels[i % 3]!.data[Math.floor(i / 3)]! / 255
  );
  const strips = (async function* () {
    yield colours;
  })();
  return colourPng(strips, { width, height, bitDepth: 8 });
}
