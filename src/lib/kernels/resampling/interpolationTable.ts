/** How a value between pixels is interpolated: from 2x2, 4x4 or 6x6 of them. */
export type Interpolation = 'bilinear' | 'bicubic' | 'lanczos3';

/** Fractions of a pixel for which the weights are tabulated: positions are rounded by up to 1/2048 pixel. */
export const TABLE_STEPS = 1024;

export interface InterpolationTable {
  /** Weights per row of the table. */
  readonly taps: 2 | 4 | 6;
  /**
   * Row `i` of `TABLE_STEPS + 1` holds the weights of the pixels around a position `i / TABLE_STEPS` pixels to the right
   * of a pixel, from left to right; their sum is 1.
   */
  readonly weights: Float32Array;
}

const tables = new Map<Interpolation, InterpolationTable>();

/**
 * The table of weights for an interpolation, computed once for each kind.
 *
 * Sources: Keys (1981), IEEE Trans. ASSP 29, 1153 (bicubic, a = -1/2); Duchon (1979), J. Appl. Meteorology 18, 1016
 * (Lanczos window of 3 pixels, divided by the sum of the weights so that an even sky stays even).
 */
export function interpolationTable(kind: Interpolation): InterpolationTable {
  let table = tables.get(kind);
  if (!table) tables.set(kind, (table = makeTable(kind)));
  return table;
}

function makeTable(kind: Interpolation): InterpolationTable {
  const { taps, weigh } = KERNELS[kind];
  const weights = new Float32Array((TABLE_STEPS + 1) * taps);
  for (let step = 0; step <= TABLE_STEPS; step++) {
    const row = Array.from({ length: taps }, (_, tap) =>
      weigh(Math.abs(tap + 1 - taps / 2 - step / TABLE_STEPS))
    );
    const sum = row.reduce((total, weight) => total + weight);
    weights.set(
      row.map((weight) => weight / sum),
      step * taps
    );
  }
  return { taps, weights };
}

/** Weights by distance from the position, pixels: exactly 1 at 0, and 0 at every other whole number. */
const KERNELS = {
  bilinear: { taps: 2, weigh: (distance: number) => Math.max(1 - distance, 0) },
  bicubic: {
    taps: 4,
    weigh: (distance: number) =>
      distance < 1
        ? (1.5 * distance - 2.5) * distance * distance + 1
        : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2
  },
  lanczos3: { taps: 6, weigh: (distance: number) => sinc(distance) * sinc(distance / 3) }
} as const;

function sinc(x: number): number {
  if (Number.isInteger(x)) return x === 0 ? 1 : 0;
  return Math.sin(Math.PI * x) / (Math.PI * x);
}
