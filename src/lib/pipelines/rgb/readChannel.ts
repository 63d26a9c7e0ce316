import type { BayerPattern } from '../../domain/image/FrameDisplay';
import { IDENTITY, type Affine } from '../../domain/image/Affine';
import type { Image } from '../../domain/image/Image';
import type { FitsHeader } from '../../fits/file/FitsHeader';
import type { PlacedFrame } from '../../frames/alignByWcs';
import { frameSaturation } from '../../frames/frameSaturation';
import { openFrame } from '../../frames/openFrame';
import { demosaic } from '../../kernels/picture/demosaic';
import { downsample } from '../../kernels/picture/downsample';
import { storedRows } from '../../kernels/array/storedRows';
import { storePixels } from '../../kernels/array/storePixels';
import { plainPixelScan } from '../../kernels/sky/PixelScan';
import { namingFile } from '../api';
import type { ChannelPlan } from './planChannels';

/** The pixels of a channel, kept out of memory: one colour of its file, shrunk if necessary. */
export interface ChannelFrame extends PlacedFrame {
  readonly header: FitsHeader;
  /** From which value on pixels of the file are saturated; infinite where nothing says. */
  readonly saturation: number;
  /** The same, null where neither header nor pixels tell. */
  readonly seenSaturation: number | null;
  readonly toFile: Affine;
  /** Reads the rows `first <= y < end`. */
  readonly read: (first: number, end: number) => Promise<Float32Array>;
}

/** A frame that is only a little larger stays as it is: shrunk, its pixels would differ in noise. */
const WORTH_SHRINKING = 1.5;
/** Rows of a mosaic that are demosaiced at once. */
const MOSAIC_ROWS = 64;
const PLANES = ['red', 'green', 'blue'] as const;

/**
 * Reads the frame of a channel once.
 * @param maxSide pixels: a frame that is much larger is shrunk
 * @throws AsyncError if the file has no image that can be read, or one of several planes
 */
export function readChannel(
  { input, mosaic }: Pick<ChannelPlan, 'input' | 'mosaic'>,
  maxSide = Infinity
): Promise<{ frame: ChannelFrame; image: Image }> {
  return namingFile(input.name, async () => {
    const plane = mosaic && !mosaic.pattern ? PLANES[mosaic.colour] : null;
    const file = await openFrame(input, 'refused', plane);
    const stored = await file.readImage();
    // Before pixels are mixed.
    const { level, source } = frameSaturation(file.declaredSaturation, stored, plainPixelScan(stored));
    const whole = mosaic?.pattern ? ofMosaic(stored, mosaic.pattern, mosaic.colour) : stored;
    const isLarge = Math.max(whole.width, whole.height) > WORTH_SHRINKING * maxSide;
    const image = isLarge ? downsample(whole, maxSide) : whole;
    const { width, height } = image;
    const canReadRows = file.canReadRows && image === stored;
    const frame = {
      header: file.header,
      wcs: file.wcs,
      saturation: level,
      seenSaturation: source.code === 'header' || source.code === 'pixels' ? level : null,
      width,
      height,
      toFile: enlargement(whole.width / width, whole.height / height),
      read: canReadRows
        ? (first: number, end: number) => file.readRows(first, end)
        : storedRows(storePixels(image), image.width)
    };
    return { frame, image };
  });
}

/** From pixels of a shrunk image to those of the original. */
export function enlargement(x: number, y: number): Affine {
  return x === 1 && y === 1 ? IDENTITY : [x, 0, 0, y, (x - 1) / 2, (y - 1) / 2];
}

function ofMosaic(image: Image, pattern: BayerPattern, colour: 0 | 1 | 2): Image {
  const { width, height } = image;
  const data = new Float32Array(width * height);
  for (let top = 0; top < height; top += MOSAIC_ROWS) {
    const rows = Math.min(MOSAIC_ROWS, height - top);
    const colours = demosaic(image, pattern, 0, top, width, rows);
    for (let i = 0; i < rows * width; i++) data[top * width + i] = colours[3 * i + colour]!; // three for each pixel
  }
  return { data, width, height };
}
