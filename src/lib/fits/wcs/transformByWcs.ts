import { transformPoint, type Affine } from '../../domain/image/Affine';
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
  const count = GRID * GRID;
  const [x, y, toX, toY] = Array.from({ length: 4 }, () => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    x[i] = x0 - 0.5 + ((i % GRID) / (GRID - 1)) * (x1 - x0);
    y[i] = y0 - 0.5 + (Math.floor(i / GRID) / (GRID - 1)) * (y1 - y0);
    const position = from.pixelToWorld(x[i], y[i]);
    const pixel = position && to.worldToPixel(position.ra, position.dec);
    if (!pixel) return null;
    toX[i] = pixel.x;
    toY[i] = pixel.y;
  }
  const transform = leastSquaresAffine({ x, y, toX, toY, weights: new Float64Array(count).fill(1) });
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const place = transformPoint(transform, { x: x[i], y: y[i] });
    squares += (place.x - toX[i]) ** 2 + (place.y - toY[i]) ** 2;
  }
  return { transform, rms: Math.sqrt(squares / count) };
}
