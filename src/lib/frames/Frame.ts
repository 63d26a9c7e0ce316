import type { BayerPattern } from '../domain/image/FrameDisplay';
import type { Image } from '../domain/image/Image';
import type { CorrectedFacts } from '../domain/rows/correctedFacts';
import type { InputFile } from '../domain/rows/InputFile';
import type { UnixMilliseconds } from '../domain/units/Brand';
import { declaredSaturation, type DeclaredSaturation } from '../fits/facts/declaredSaturation';
import type { DetectorNoise } from '../fits/facts/detectorNoise';
import type { FitsHeader } from '../fits/file/FitsHeader';
import type { Hdu } from '../fits/file/Hdu';
import type { FitsFile } from '../fits/file/openFits';
import type { ImageSize } from '../fits/image/imageSize';
import { integerRows } from '../fits/image/integerRows';
import { readImage, readImageRows } from '../fits/image/readImage';
import type { Wcs } from '../fits/wcs/Wcs';
import { mosaicColour, type FrameColour } from '../kernels/picture/mosaicColour';
import type { IntegerRows } from '../kernels/calibration/combineStrips';
import { colourPlanes } from './colourPlanes';
import { declaredMosaic, type DeclaredMosaic } from './declaredMosaic';
import { frameNoise } from './frameNoise';
import { frameSections, type FrameSections } from './frameSections';
import { imageWcs } from './imageWcs';
import { lendImage, planeOf, type ColourReading, type LentImage } from './lendImage';

/**
 * The image of a file, or one colour of it, of which nothing but the headers is in memory, and what its user says of it,
 * else its headers. What it hands out no later read overwrites. `openFrame` makes it.
 */
export class Frame {
  readonly input: InputFile;
  readonly name: string;
  /** All of the file. */
  readonly hdus: readonly Hdu[];
  /** That of the image: the first plane of its first image. */
  readonly hdu: Hdu;
  readonly header: FitsHeader;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Time, filter, type of frame and so on: as its user says, else as its headers say. */
  readonly facts: CorrectedFacts;
  /** Of the middle of the exposure, or its start where its length is not known; null where neither is known. */
  readonly time: UnixMilliseconds | null;
  /** Null where there are no world coordinates that can be trusted. */
  readonly wcs: Wcs | null;
  /** What its headers say; `withImage` lends what counts, by its pixels too. */
  readonly declaredSaturation: DeclaredSaturation;
  /** Gain and read noise: as its user says, else as its headers say. */
  readonly noise: DetectorNoise;
  /** What the mosaic of a colour camera is said to be; `withImage` lends what counts, by its pixels too. */
  readonly declaredMosaic: DeclaredMosaic | null;
  readonly sections: FrameSections;
  /** Of a colour picture; null otherwise. */
  readonly colourPlanes: readonly [red: number, green: number, blue: number] | null;
  readonly #file: FitsFile;
  readonly #reading: ColourReading;

  /** @throws FitsError if the header does not say how pixels are stored */
  constructor(
    input: InputFile,
    file: FitsFile,
    hdu: Hdu,
    size: ImageSize,
    facts: CorrectedFacts,
    colour: FrameColour | null = null
  ) {
    const { width, height } = size;
    const { hdus } = file;
    this.input = input;
    this.name = input.name;
    this.hdus = hdus;
    this.hdu = hdu;
    this.header = hdu.header;
    this.width = width;
    this.height = height;
    this.facts = facts;
    this.time = facts.observed?.mid ?? facts.observed?.start ?? null;
    this.wcs = imageWcs(hdu.header).wcs;
    this.declaredSaturation = declaredSaturation(hdus, hdu);
    this.noise = frameNoise(hdus, hdu, facts);
    this.declaredMosaic = declaredMosaic(hdu.header, facts, size);
    this.sections = frameSections(hdu.header, { width, height });
    this.colourPlanes = colourPlanes(hdu.header, size);
    this.#file = file;
    const isSilent = !this.declaredMosaic && facts.mosaic === null && size.planes === 1;
    this.#reading = { mosaic: this.declaredMosaic, isSilent, planes: this.colourPlanes, colour };
  }

  /**
   * Reads the image for as long as the work with it takes: then its memory is used again, so nothing of it may be kept but
   * copies. Two at once do not touch each other.
   * @throws FitsError if it cannot be read
   * @throws whatever the work throws
   */
  withImage<Result>(work: (lent: LentImage) => Result | Promise<Result>): Promise<Result> {
    return lendImage(this.#file, this.hdu, work, this.#reading);
  }

  /**
   * The image, in memory of its own.
   * @throws FitsError if it cannot be read
   */
  readImage(): Promise<Image> {
    if (!this.#reading.colour) return readImage(this.#file, this.hdu);
    return this.withImage(({ image }) => ({ ...image, data: image.data.slice() }));
  }

  /** Whether rows can be read without the others: not of a compressed image, or of the mean of planes. */
  get canReadRows(): boolean {
    return this.hdu.kind === 'image' && !(this.#reading.planes && this.#reading.colour === 'all');
  }

  /**
   * Reads the rows `y0 <= y < y1`, and only those, into `out` if it is given. Of a mosaic, its colour is made of the declared
   * pattern, hot pixels and all.
   * @throws RangeError if there are no such rows, or the image is compressed
   * @throws FitsError if the data are cut short
   */
  readRows(y0: number, y1: number, out?: Float32Array): Promise<Float32Array> {
    const { colour, planes } = this.#reading;
    if (colour && this.declaredMosaic)
      return this.#mosaicRows(colour, this.declaredMosaic.pattern, y0, y1, out);
    const plane = planes && colour && colour !== 'all' ? planes[planeOf(colour)] : 0;
    return readImageRows(this.#file, this.hdu, y0, y1, out, plane);
  }

  async #mosaicRows(
    colour: FrameColour,
    pattern: BayerPattern,
    y0: number,
    y1: number,
    out?: Float32Array
  ): Promise<Float32Array> {
    const { width, height } = this;
    // The rows beside them give their light; the first is an even one, for the pattern to begin there.
    const [first, end] = [Math.max(0, y0 - 1) & ~1, Math.min(height, y1 + 1)];
    const data = await readImageRows(this.#file, this.hdu, first, end);
    const image = mosaicColour({ data, width, height: end - first }, pattern, colour);
    const rows = image.data.subarray((y0 - first) * width, (y1 - first) * width);
    out?.set(rows);
    return out ?? rows;
  }

  /** The rows as they are stored, if they are integers of 16 bits; null otherwise. See `integerRows`. */
  integerRows(): IntegerRows | null {
    return integerRows(this.#file, this.hdu);
  }
}
