import type { BayerPattern, FrameDisplay, LimitsRule } from '../../domain/image/FrameDisplay';
import type { Image } from '../../domain/image/Image';
import { declaredSaturation, type DeclaredSaturation } from '../../fits/facts/declaredSaturation';
import { pixelScale } from '../../fits/pixels/decodePixels';
import { bitsPerPixel, type Hdu } from '../../fits/file/Hdu';
import { numberText } from '../../fits/tables/numberText';
import type { FitsFile } from '../../fits/file/openFits';
import { readImage } from '../../fits/image/readImage';
import { readPixels } from '../../fits/image/readPixels';
import type { DeclaredMosaic } from '../../frames/declaredMosaic';
import { frameMosaic } from '../../frames/frameMosaic';
import { frameSaturation } from '../../frames/frameSaturation';
import { histogram } from '../../kernels/array/histogram';
import { plainPixelScan } from '../../kernels/sky/PixelScan';
import { percentileLimits } from '../../kernels/picture/percentileLimits';
import { zscale } from '../../kernels/picture/zscale';
import type { FrameSaturation, Histogram, Limits } from '../protocol';
import { FrameLevels } from './FrameLevels';

type ColourPlanes = readonly [red: number, green: number, blue: number];

const HISTOGRAM_BINS = 256;
/** Values further out would leave no room for the rest. */
const HISTOGRAM_PERCENT = 99.8;

/** One plane of an image, or its three colours, with all that is needed to show it, made when it is first used. */
export class ViewedFrame {
  readonly #levels = new Map<BayerPattern | null, FrameLevels>();
  readonly #limits = new Map<string, readonly Limits[]>();
  #histogram: Histogram | null = null;
  #saturation: FrameSaturation | null = null;

  /** The values with all their digits, which `image` may lack; read when a value is first asked for. */
  #exact: Promise<ArrayLike<number> | ArrayLike<bigint>> | null = null;

  /** What its pixels say of each declared mosaic. */
  readonly #patterns = new Map<BayerPattern, BayerPattern | null>();

  private constructor(
    /** The plane that stands for all: the green one of three colours. */
    readonly image: Image,
    private readonly readExact: () => Promise<ArrayLike<number> | ArrayLike<bigint>>,
    /** Red, green and blue, or only the image. */
    private readonly planes: readonly Image[],
    private readonly declared: DeclaredSaturation
  ) {}

  /**
   * @param plane one of them, or the three of a colour picture
   * @throws FitsError if the image cannot be read
   */
  static async read(file: FitsFile, hdu: Hdu, plane: number | ColourPlanes): Promise<ViewedFrame> {
    if (typeof plane !== 'number') return ViewedFrame.#readColours(file, hdu, plane);
    const image = await readImage(file, hdu, plane);
    return new ViewedFrame(
      image,
      async () => (isExactInFloat32(hdu) ? image.data : (await readPixels(file, hdu, plane)).data),
      [image],
      declaredSaturation(file.hdus, hdu)
    );
  }

  static async #readColours(file: FitsFile, hdu: Hdu, places: ColourPlanes): Promise<ViewedFrame> {
    const planes: Image[] = [];
    for (const place of places) planes.push(await readImage(file, hdu, place));
    const declared = declaredSaturation(file.hdus, hdu);
    return new ViewedFrame(planes[1]!, async () => planes[1]!.data, planes, declared);
  }

  get bytes(): number {
    return this.planes.reduce((sum, { data }) => sum + data.byteLength, 0);
  }

  /** The value of a pixel, with all its digits, or its three as they are in float32; empty if it has none. */
  async value(x: number, y: number): Promise<string> {
    const pixel = y * this.image.width + x;
    if (this.planes.length > 1) return this.#threeValues(pixel);
    if (Number.isNaN(this.image.data[pixel])) return '';
    this.#exact ??= this.readExact();
    return numberText(await this.#exact, pixel);
  }

  #threeValues(pixel: number): string {
    return this.planes
      .map(({ data }) => (Number.isNaN(data[pixel]) ? 'none' : numberText(data, pixel)))
      .join(' / ');
  }

  /** The mosaic to show it as: that asked for, or the one that it has. */
  mosaic(display: FrameDisplay, declared: DeclaredMosaic | null): BayerPattern | null {
    if (this.planes.length > 1) return null;
    if (display.bayer !== 'auto') return display.bayer;
    if (!declared || declared.byUser) return declared?.pattern ?? null;
    const known = this.#patterns.get(declared.pattern);
    if (known !== undefined) return known;
    const { pattern } = frameMosaic(declared, this.image);
    this.#patterns.set(declared.pattern, pattern);
    return pattern;
  }

  levels(bayer: BayerPattern | null): FrameLevels {
    let levels = this.#levels.get(bayer);
    if (!levels) {
      // Only one way of showing it at a time: the other would just take memory.
      this.#levels.clear();
      this.#levels.set(bayer, (levels = this.#newLevels(bayer)));
    }
    return levels;
  }

  #newLevels(bayer: BayerPattern | null): FrameLevels {
    const [image, ...others] = this.planes;
    return new FrameLevels(image!, bayer, others);
  }

  /** Limits of each colour of a mosaic, or of the only channel; the high limit is above the low one. */
  limits(rule: LimitsRule, bayer: BayerPattern | null): readonly Limits[] {
    const key = JSON.stringify([rule, bayer]);
    let limits = this.#limits.get(key);
    if (!limits) {
      limits = this.#channelValues(bayer).map((values) => distinctLimits(limitsByRule(rule, values)));
      this.#limits.set(key, limits);
    }
    return limits;
  }

  /** From which value on pixels are saturated, as pipelines have it, and how many are: of the plane that stands for all. */
  saturation(): FrameSaturation {
    if (this.#saturation) return this.#saturation;
    const scan = plainPixelScan(this.image);
    const { level, source } = frameSaturation(this.declared, this.image, scan);
    let count = 0;
    for (const value of this.image.data) if (value >= level) count++;
    return (this.#saturation = { level, source, count });
  }

  histogram(): Histogram {
    this.#histogram ??= histogramOf(this.image.data);
    return this.#histogram;
  }

  #channelValues(bayer: BayerPattern | null): readonly Float32Array[] {
    if (!bayer) return this.planes.map(({ data }) => data);
    const levels = this.levels(bayer);
    const { width, height } = levels.size(1);
    const { data } = levels.tile(1, 0, 0, width, height);
    return [0, 1, 2].map((channel) =>
      Float32Array.from({ length: width * height }, (_, pixel) => data[3 * pixel + channel]!)
    );
  }
}

function histogramOf(values: Float32Array): Histogram {
  const [low, high] = distinctLimits(percentileLimits(values, HISTOGRAM_PERCENT));
  return { low, high, counts: histogram(values, low, high, HISTOGRAM_BINS) };
}

/** Whether float32 holds every value exactly, as it does for most images. */
function isExactInFloat32(hdu: Hdu): boolean {
  const bitpix = bitsPerPixel(hdu.index, hdu.header, hdu.kind === 'image' ? '' : 'Z');
  const { zero, scale } = pixelScale(hdu);
  if (bitpix === -32) return zero === 0 && scale === 1;
  return (bitpix === 8 || bitpix === 16) && scale === 1 && Number.isInteger(zero) && Math.abs(zero) < 2 ** 23;
}

function limitsByRule(rule: LimitsRule, values: Float32Array): Limits {
  switch (rule.kind) {
    case 'zscale':
      return zscale(values);
    case 'percentile':
      return percentileLimits(values, rule.percent);
    case 'manual':
      return [rule.low, rule.high];
  }
}

/** Limits that differ, even for an image that has one value everywhere, or none. */
function distinctLimits([low, high]: Limits): Limits {
  if (high > low) return [low, high];
  const middle = Number.isFinite(low) ? low : 0;
  const room = Math.max(1, Math.abs(middle)) / 2;
  return [middle - room, middle + room];
}
