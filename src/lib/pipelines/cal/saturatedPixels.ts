import type { Image } from '../../domain/image/Image';
import type { Frame } from '../../frames/Frame';
import { frameSaturation } from '../../frames/frameSaturation';
import { GrowingInt32Array } from '../../kernels/array/GrowingInt32Array';
import { finiteValues } from '../../kernels/array/finiteValues';
import { quickselect } from '../../kernels/array/quickselect';
import { plainPixelScan } from '../../kernels/sky/PixelScan';
import { applyMasters } from './applyMasters';
import type { Choice } from './chooseMasters';

/** Share of the pixels whose ceiling counts: the others are where a flat field is nearly dark. */
const ALL_BUT_DARK = 0.99;

/** Where a raw frame is saturated, before anything is done to it. */
export interface SaturatedPixels {
  /** The value from which on its pixels are; infinite where nothing says. */
  readonly level: number;
  /** Indices of these pixels in the trimmed image. */
  readonly places: Int32Array;
}

/** @param raw the image of the frame, as it was read */
export function saturatedPixels({ declaredSaturation, sections }: Frame, raw: Image): SaturatedPixels {
  const scan = plainPixelScan(raw);
  const found = scan.highestValue();
  const { level } = frameSaturation(declaredSaturation, raw, scan, found);
  const places = new GrowingInt32Array();
  const { x0, x1, y0, y1 } = sections.trim ?? { x0: 0, x1: raw.width, y0: 0, y1: raw.height };
  if (found.highest >= level)
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++)
        if (raw.data[y * raw.width + x]! >= level) places.push((y - y0) * (x1 - x0) + x - x0);
  return { level, places: places.values.slice(0, places.length) };
}

/**
 * What the highest value that a detector gives becomes when it is calibrated: where that gives more than anywhere else,
 * so that no pixel that was not saturated is above it, but for the darkest parts of a flat field.
 * @param level infinite where it is not known, and so is what becomes of it
 */
export async function calibratedCeiling(level: number, choice: Choice): Promise<number> {
  const samples = [choice.bias, choice.dark, choice.flat].flatMap((master) =>
    master ? [master.sample] : []
  );
  const [first] = samples;
  if (!first || level === Infinity) return Math.fround(level);
  const ceilings = new Float32Array(first.size / Float32Array.BYTES_PER_ELEMENT).fill(level);
  await applyMasters(ceilings, choice, async (master) => new Float32Array(await master.sample.arrayBuffer()));
  const finite = finiteValues(ceilings);
  return finite.length > 0 ? quickselect(finite, Math.floor(ALL_BUT_DARK * (finite.length - 1))) : Infinity;
}
