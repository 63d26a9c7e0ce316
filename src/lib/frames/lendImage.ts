import type { BayerPattern } from '../domain/image/FrameDisplay';
import type { Image } from '../domain/image/Image';
import { declaredSaturation, type DeclaredSaturation } from '../fits/facts/declaredSaturation';
import type { Hdu } from '../fits/file/Hdu';
import type { FitsFile } from '../fits/file/openFits';
import { imageSize } from '../fits/image/imageSize';
import { readImage } from '../fits/image/readImage';
import { freeMemory } from '../kernels/array/freeMemory';
import {
  INTERPOLATED_NOISE,
  mosaicColour,
  type FrameColour,
  type InterpolatedNoise
} from '../kernels/picture/mosaicColour';
import { removeMosaicHotPixels } from '../kernels/picture/removeMosaicHotPixels';
import { plainPixelScan, type PixelScan } from '../kernels/sky/PixelScan';
import { pixelScanInWasm } from '../kernels/sky/pixelScanInWasm';
import { lendRoom } from '../kernels/wasm/lendRoom';
import { loadKernels, type Kernels } from '../kernels/wasm/loadKernels';
import { pixelsInWasm } from '../kernels/wasm/pixelsInWasm';
import type { DeclaredMosaic } from './declaredMosaic';
import { frameMosaic, type FrameMosaic } from './frameMosaic';
import { frameSaturation, type Saturation } from './frameSaturation';

/** An image, and what looks at all of its pixels. */
export interface LentImage {
  readonly image: Image;
  readonly scan: PixelScan;
  /** From which value on its pixels are saturated. */
  readonly saturation: Saturation;
  readonly mosaic: FrameMosaic;
  readonly colour: LentColour;
}

/** What colour of a colour picture an image is. */
export interface LentColour extends InterpolatedNoise {
  /** Null: of a picture without colours. */
  readonly measured: FrameColour | null;
  /** Indices of hot pixels that were replaced before pixels of other colours were made of their neighbours. */
  readonly hotPixels: Int32Array;
}

/** How an image of colours is to be read. */
export interface ColourReading {
  readonly mosaic: DeclaredMosaic | null;
  /** Whether neither user nor header says if it is a mosaic. */
  readonly isSilent: boolean;
  /** Planes that are red, green and blue, if it has such. */
  readonly planes: readonly [red: number, green: number, blue: number] | null;
  /** Null: the first plane, and mosaics as they are. */
  readonly colour: FrameColour | null;
}

const WITHOUT_COLOUR: LentColour = { measured: null, hotPixels: new Int32Array(0), noise: 1, gain: 1 };
const AS_IT_IS: ColourReading = { mosaic: null, isSilent: false, planes: null, colour: null };

/**
 * Reads the first plane of an image, or one colour of it, does something with it, and takes it back: what is kept of it
 * after is empty. It is read into the memory of the kernels, which need no copy of it then, unless that is lent already or
 * the image is too large.
 * @throws FitsError as `readImage`
 * @throws whatever the work throws
 */
export async function lendImage<Result>(
  file: FitsFile,
  hdu: Hdu,
  work: (lent: LentImage) => Result | Promise<Result>,
  reading: ColourReading = AS_IT_IS
): Promise<Result> {
  return lendRoom(await loadKernels(), async (kernels) => {
    const room = kernels && roomFor(kernels, hdu);
    const image: { -readonly [Key in keyof Image]: Image[Key] } = await readPlane(file, hdu, reading, room);
    const { data } = image;
    try {
      const scan = kernels && room ? pixelScanInWasm(kernels, image) : plainPixelScan(image);
      return await work(lent(image, scan, declaredSaturation(file.hdus, hdu), reading));
    } finally {
      image.data = new Float32Array(0);
      if (!room) freeMemory(data);
    }
  });
}

function lent(
  image: Image,
  scan: PixelScan,
  declared: DeclaredSaturation,
  { mosaic: declaredMosaic, isSilent, planes, colour }: ColourReading
): LentImage {
  let saturation: Saturation | null = null;
  let mosaic: FrameMosaic | null = null;
  if (colour && declaredMosaic) {
    // Before its pixels are mixed.
    saturation = frameSaturation(declared, image, scan);
    mosaic = frameMosaic(declaredMosaic, image);
  }
  return {
    image,
    scan,
    colour: colour && mosaic?.pattern ? pickColour(image, mosaic.pattern, colour) : ofPlane(planes && colour),
    get saturation() {
      return (saturation ??= frameSaturation(declared, image, scan));
    },
    get mosaic() {
      return (mosaic ??= frameMosaic(declaredMosaic, image, isSilent));
    }
  };
}

/** Makes an image of a mosaic one of one of its colours. */
function pickColour(image: Image, pattern: BayerPattern, colour: FrameColour): LentColour {
  const hotPixels = removeMosaicHotPixels(image, pattern, colour);
  image.data.set(mosaicColour(image, pattern, colour).data);
  return { measured: colour, hotPixels, ...INTERPOLATED_NOISE[colour] };
}

/** The mean of three planes has the light of three. */
const ofPlane = (measured: FrameColour | null): LentColour => ({
  ...WITHOUT_COLOUR,
  measured,
  gain: measured === 'all' ? 3 : 1
});

/** Its place among the planes of a colour picture. */
export const planeOf = (colour: Exclude<FrameColour, 'all'>): 0 | 1 | 2 =>
  (({ red: 0, green: 1, blue: 2 }) as const)[colour];

async function readPlane(
  file: FitsFile,
  hdu: Hdu,
  { planes, colour }: ColourReading,
  room: Float32Array | null
): Promise<Image> {
  if (!planes || !colour) return readImage(file, hdu, 0, room);
  if (colour !== 'all') return readImage(file, hdu, planes[planeOf(colour)], room);
  const image = await readImage(file, hdu, planes[0], room);
  for (const plane of planes.slice(1)) {
    const { data } = await readImage(file, hdu, plane);
    for (let i = 0; i < data.length; i++) image.data[i]! += data[i]!;
  }
  for (let i = 0; i < image.data.length; i++) image.data[i]! /= 3;
  return image;
}

function roomFor(kernels: Kernels, hdu: Hdu): Float32Array | null {
  const size = imageSize(hdu);
  return size && pixelsInWasm(kernels, size.width * size.height);
}
