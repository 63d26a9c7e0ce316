import { transformPoint, type Affine, type Point } from '../../domain/image/Affine';
import type { Section } from '../../domain/image/Section';
import { leastSquaresAffine } from '../../kernels/alignment/leastSquaresMap';
import type { Wcs } from './Wcs';

export interface WcsTransform {
  readonly transform: Affine;
  /** Root mean square distance between where the transform and where the coordinates map a pixel, pixels of `to`. */
  readonly rms: number;
}

/** Sample points along each side of the section. */
const GRID = 6;

/**
 * The affine map that comes closest to how the coordinates of two images map pixels of the first to pixels of the other,
 * over a section of the first; null where part of the section has no pixel in the other.
 */
export function transformByWcs(from: Wcs, { x0, x1, y0, y1 }: Section, to: Wcs): WcsTransform | null {
  const pairs: { readonly point: Point; readonly pixel: Point }[] = [];
  for (let i = 0; i < GRID * GRID; i++) {
    const x = x0 - 0.5 + ((i % GRID) / (GRID - 1)) * (x1 - x0);
    const y = y0 - 0.5 + (Math.floor(i / GRID) / (GRID - 1)) * (y1 - y0);
    const position = from.pixelToWorld(x, y);
    const pixel = position && to.worldToPixel(position.ra, position.dec);
    if (!pixel) return null;
    pairs.push({ point: { x, y }, pixel });
  }
  const transform = leastSquaresAffine({
    x: Float64Array.from(pairs, ({ point }) => point.x),
    y: Float64Array.from(pairs, ({ point }) => point.y),
    toX: Float64Array.from(pairs, ({ pixel }) => pixel.x),
    toY: Float64Array.from(pairs, ({ pixel }) => pixel.y),
    weights: new Float64Array(pairs.length).fill(1)
  });
  let squares = 0;
  for (const { point, pixel } of pairs) {
    const place = transformPoint(transform, point);
    squares += (place.x - pixel.x) ** 2 + (place.y - pixel.y) ** 2;
  }
  return { transform, rms: Math.sqrt(squares / pairs.length) };
}
