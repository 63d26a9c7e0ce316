import { figureText } from '../../domain/units/figureText';
import { levelText } from '../../domain/units/levelText';
import type { Image } from '../../domain/image/Image';
import { BlobStream } from '../../fits/file/BlobStream';
import type { FitsHeader } from '../../fits/file/FitsHeader';
import type { Card } from '../../fits/file/formatCard';
import type { Frame } from '../../frames/Frame';
import { cosmicRays } from '../../kernels/calibration/cosmicRays';
import { constantValue } from '../../kernels/array/constantValue';
import { fillBadPixels } from '../../kernels/calibration/fillBadPixels';
import { median } from '../../kernels/array/median';
import { samplePixels } from '../../kernels/array/samplePixels';
import { applyMasters } from './applyMasters';
import type { CalWarning } from './sentences';
import type { Choice } from './chooseMasters';
import { forEachStrip } from './forEachStrip';
import type { Steps } from './calibrationState';
import type { DescribedFrame } from './DescribedFrame';
import { calibratedCeiling, saturatedPixels } from './saturatedPixels';
import { trimmedImage } from './trimmedImage';

export interface CalibrateOptions {
  readonly bad_pixels: 'blank' | 'median' | 'keep';
  readonly cosmic_rays: boolean;
  /** Null: as the header says. */
  readonly gain: number | null;
  readonly read_noise: number | null;
}

/** Electrons per unit of the image, and electrons, where neither user nor header gives them. */
const DEFAULT_GAIN = 1;
const DEFAULT_READ_NOISE = 6.5;

interface Calibrated {
  readonly image: Image;
  readonly cards: readonly Card[];
  /** What was done, for people. */
  readonly lines: readonly string[];
  readonly warnings: readonly CalWarning[];
}

/** Calibrates one light frame. Besides strips of its masters, only the frame is in memory. */
export async function calibrateLight(
  frame: DescribedFrame,
  open: Frame,
  choice: Choice,
  options: CalibrateOptions
): Promise<Calibrated> {
  const { bias, dark, darkScale, flat } = choice;
  const raw = await open.readImage();
  const full = saturatedPixels(open, raw);
  let image = trimmedImage(open, raw);
  const ceiling = await calibratedCeiling(full.level - overscanLevel(open, raw, image), choice);
  const constant = constantValue(image.data);
  const { data, width } = image;
  let lost = 0;
  const masters = new Map(
    [bias, dark, flat].flatMap((one) => (one ? [[one, new BlobStream(one.pixels)]] : []))
  );
  try {
    await forEachStrip(image, async (y0, y1) => {
      const rows = data.subarray(y0 * width, y1 * width);
      lost += await applyMasters(rows, choice, async (master) => {
        const { buffer } = await masters.get(master)!.next(rows.byteLength);
        return new Float32Array(buffer, 0, rows.length);
      });
    });
  } finally {
    for (const stream of masters.values()) stream.end();
  }
  if (options.bad_pixels !== 'keep')
    for (const master of [dark, flat]) if (master) lost += blank(data, master.bad);
  const saturated = mark(data, full.places, ceiling);
  const lines: string[] = [];
  const warnings: CalWarning[] = [];
  if (constant !== null)
    warnings.push({ code: 'constantLight', parameters: { name: frame.input.name, value: constant } });
  if (open.sections.overscan) lines.push('Overscan BIASSEC subtracted');
  if (open.sections.trim) lines.push('Trimmed to TRIMSEC');
  if (bias) lines.push(`Bias ${bias.name} subtracted`);
  if (dark) lines.push(`Dark ${dark.name} subtracted, times ${figureText(darkScale, 6)}`);
  if (flat) lines.push(`Divided by flat ${flat.name}`);
  if (saturated > 0)
    lines.push(`${saturated} pixels were saturated, and are all set to ${levelText(ceiling)} (SATURATE)`);
  if (lost > 0) lines.push(`${lost} pixels became blank: bad, or without a value in a master`);
  if (options.bad_pixels === 'median')
    lines.push(
      `${fillBadPixels(image, badMap(data.length, choice), open.declaredMosaic ? 2 : 1)} bad pixels replaced by the median of those around`
    );
  if (options.cosmic_rays && open.declaredMosaic) warnings.push({ code: 'cosmicRaysLeft', parameters: {} });
  else if (options.cosmic_rays) {
    const camera = cameraOf(open, options);
    warnings.push(...camera.warnings);
    const { mask, cleaned } = cosmicRays(image, camera);
    image = cleaned;
    const hit = mask.reduce((count, bit) => count + bit, 0);
    lines.push(
      `${hit} pixels hit by cosmic rays replaced (L.A.Cosmic, gain ${camera.gain}, read noise ${camera.readNoise} e-)`
    );
  }
  lines.push(`Median about ${figureText(median(samplePixels(image.data)), 6)}`);
  return {
    image,
    cards: [...calibrationCards(frame, open.header, choice), ...saturationCards(ceiling)],
    lines,
    warnings
  };
}

/** What was subtracted as overscan: the median over the rows. */
function overscanLevel({ sections: { overscan, trim } }: Frame, raw: Image, image: Image): number {
  if (!overscan) return 0;
  const [left, top] = [trim?.x0 ?? 0, trim?.y0 ?? 0];
  const levels = Float32Array.from({ length: image.height }, (_, y) => {
    const x = y % image.width;
    return raw.data[(top + y) * raw.width + left + x]! - image.data[y * image.width + x]!;
  });
  return median(levels);
}

/** Blanks these pixels. @returns how many of them were not blank before */
function blank(pixels: Float32Array, places: Uint32Array): number {
  let lost = 0;
  for (const place of places) {
    if (!Number.isNaN(pixels[place])) lost++;
    pixels[place] = NaN;
  }
  return lost;
}

/**
 * Sets pixels that were saturated to one value, by which they can be told: a flat field made their values unlike each
 * other, and like those of others.
 * @returns how many there are; blank ones stay as they are
 */
function mark(pixels: Float32Array, places: Int32Array, ceiling: number): number {
  let marked = 0;
  for (const place of places) {
    if (Number.isNaN(pixels[place])) continue;
    pixels[place] = ceiling;
    marked++;
  }
  return marked;
}

const saturationCards = (ceiling: number): Card[] =>
  ceiling < Infinity ? [['SATURATE', ceiling, 'pixels that were saturated have this value']] : [];

function badMap(pixels: number, { dark, flat }: Choice): Uint8Array {
  const map = new Uint8Array(pixels);
  for (const master of [dark, flat]) for (const place of master?.bad ?? []) map[place] = 1;
  return map;
}

function cameraOf({ noise }: Frame, options: CalibrateOptions) {
  const gain = options.gain ?? noise.gain?.value;
  const readNoise = options.read_noise ?? noise.readNoise?.value;
  const warnings: CalWarning[] = [];
  if (options.gain === null && noise.gain && !noise.gain.isCertain)
    warnings.push({ code: 'gainDoubtful', parameters: { gain: noise.gain.value } });
  if (gain === undefined) warnings.push({ code: 'gainAssumed', parameters: { gain: DEFAULT_GAIN } });
  if (readNoise === undefined)
    warnings.push({ code: 'readNoiseAssumed', parameters: { readNoise: DEFAULT_READ_NOISE } });
  return { gain: gain ?? DEFAULT_GAIN, readNoise: readNoise ?? DEFAULT_READ_NOISE, warnings };
}

function calibrationCards(frame: DescribedFrame, header: FitsHeader, choice: Choice): Card[] {
  const { bias, dark, darkScale, flat } = choice;
  const cards: Card[] = [
    calstatCard({
      bias: frame.done.bias || bias !== null,
      dark: frame.done.dark || dark !== null,
      flat: frame.done.flat || flat !== null
    })
  ];
  if (bias) cards.push(['BIASFILE', bias.name, 'master bias subtracted']);
  if (dark) cards.push(['DARKFILE', dark.name, 'master dark subtracted'], ['DARKSCAL', darkScale, 'times']);
  if (flat) cards.push(['FLATFILE', flat.name, 'master flat divided by']);
  // The pedestal of MaxIm DL is in the masters as well, and goes with them.
  if ((bias || dark) && header.has('PEDESTAL')) cards.push(['PEDESTAL', 0, 'removed with the bias']);
  return cards;
}

/** As MaxIm DL and AstroImageJ write it. */
export function calstatCard({ bias, dark, flat }: Steps): Card {
  const letters = [bias && 'B', dark && 'D', flat && 'F'].filter(Boolean).join('');
  return ['CALSTAT', letters, 'bias, dark, flat corrected'];
}
