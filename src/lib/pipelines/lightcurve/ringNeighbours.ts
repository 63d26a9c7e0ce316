import { itemAt } from '../../domain/units/itemAt';
import { SKY_RING } from '../../domain/measurement/skyRing';
import type { Circles } from '../../kernels/photometry/annulusSky';
import type { Positions } from '../../kernels/photometry/aperturePhotometry';
import type { ReferenceFrame } from './referenceFrame';

/** Light of a source extends beyond its footprint by so many FWHM. */
const MARGIN = 0.25;

/** Circles around the sources of the reference frame whose light falls into the sky rings of stars, `reach` pixels wide. */
export function ringNeighbours(
  { sources, fwhm }: ReferenceFrame,
  { count, x, y }: Positions,
  reach: number
): Circles {
  // No larger than the inner radius of a ring, so that no star masks its own.
  const radii = Float64Array.from(sources.pixels, (pixels) =>
    Math.min(SKY_RING[0] * fwhm, Math.sqrt(pixels / Math.PI) + MARGIN * fwhm)
  );
  const circles = Array.from(radii, (radius, i) => ({
    radius,
    x: itemAt(sources.x, i),
    y: itemAt(sources.y, i)
  }));
  const near = circles.filter((circle) => {
    for (let s = 0; s < count; s++) {
      const square = (circle.x - itemAt(x, s)) ** 2 + (circle.y - itemAt(y, s)) ** 2;
      if (square < (reach + circle.radius) ** 2) return true;
    }
    return false;
  });
  return {
    count: near.length,
    x: Float64Array.from(near, (circle) => circle.x),
    y: Float64Array.from(near, (circle) => circle.y),
    radius: Float64Array.from(near, ({ radius }) => radius)
  };
}
