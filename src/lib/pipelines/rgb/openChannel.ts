import { IDENTITY, type Affine } from '../../domain/image/Affine';
import type { Image } from '../../domain/image/Image';
import { declaredSaturation } from '../../fits/facts/declaredSaturation';
import type { FitsHeader } from '../../fits/file/FitsHeader';
import { openFrameFile } from '../../fits/image/openFrameFile';
import { nullOnFitsError } from '../../fits/file/nullOnFitsError';
import { readImage, readImageRows } from '../../fits/image/readImage';
import { readWcs } from '../../fits/wcs/readWcs';
import type { Wcs } from '../../fits/wcs/Wcs';
import { demosaic } from '../../kernels/picture/demosaic';
import { downsample } from '../../kernels/picture/downsample';
import { storedRows } from '../../kernels/array/storedRows';
import { storePixels } from '../../kernels/array/storePixels';
import { namingFile } from '../api';
import type { ChannelPlan } from './planChannels';

/** The frame of a channel, of which nothing but the header is in memory. */
export interface ChannelFrame {
  readonly header: FitsHeader;
  /** Null where the header has none that can be trusted. */
  readonly wcs: Wcs | null;
  /** The value at which the detector saturates, as the file says; infinite where it does not. */
  readonly saturation: number;
  readonly width: number;
  readonly height: number;
  /** From pixels of the frame to those of the file, which may be smaller. */
  readonly toFile: Affine;
  /** Reads the rows `first <= y < end`. */
  readonly read: (first: number, end: number) => Promise<Float32Array>;
}

/** A frame that is little larger is better left alone: made smaller, its pixels would be unlike each other. */
const WORTH_SHRINKING = 1.5;
/** Rows of a mosaic of which colours are made at once. */
const MOSAIC_ROWS = 64;

/**
 * Reads the frame of a channel once.
 * @param maxSide pixels: a frame that is much larger is made smaller
 * @throws AsyncError if the file has no image that can be read, or one of several planes
 */
export function openChannel(
  { input, mosaic }: Pick<ChannelPlan, 'input' | 'mosaic'>,
  maxSide = Infinity
): Promise<{ frame: ChannelFrame; image: Image }> {
  return namingFile(input.name, async () => {
    const { file, hdu } = await openFrameFile(input.blob);
    const stored = await readImage(file, hdu);
    const whole = mosaic ? ofMosaic(stored, mosaic) : stored;
    const isLarge = Math.max(whole.width, whole.height) > WORTH_SHRINKING * maxSide;
    const image = isLarge ? downsample(whole, maxSide) : whole;
    const { width, height } = image;
    const canReadRows = hdu.kind === 'image' && image === stored;
    const frame = {
      header: hdu.header,
      wcs: nullOnFitsError(() => readWcs(hdu.header)),
      saturation: declaredSaturation(file.hdus, hdu).level,
      width,
      height,
      toFile: enlargement(whole.width / width, whole.height / height),
      read: canReadRows
        ? (first: number, end: number) => readImageRows(file, hdu, first, end)
        : storedRows(storePixels(image), image.width)
    };
    return { frame, image };
  });
}

/** From pixels of an image made smaller to those of the image itself. */
export function enlargement(x: number, y: number): Affine {
  return x === 1 && y === 1 ? IDENTITY : [x, 0, 0, y, (x - 1) / 2, (y - 1) / 2];
}

function ofMosaic(image: Image, { pattern, colour }: NonNullable<ChannelPlan['mosaic']>): Image {
  const { width, height } = image;
  const data = new Float32Array(width * height);
  for (let top = 0; top < height; top += MOSAIC_ROWS) {
    const rows = Math.min(MOSAIC_ROWS, height - top);
    const colours = demosaic(image, pattern, 0, top, width, rows);
    for (let i = 0; i < rows * width; i++) data[top * width + i] = colours[3 * i + colour];
  }
  return { data, width, height };
}
