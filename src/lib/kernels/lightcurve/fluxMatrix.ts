import { hitOf } from '../../domain/measurement/hitOf';
import type { Measurements } from '../../domain/measurement/Measurements';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { FluxMatrix } from './ensemblePhotometry';

/** A star that is hit on a larger part of the frames is so on all: then it is its neighbour or a bad pixel. */
const MAX_HIT_FRACTION = 0.5;

/**
 * What was measured through one aperture, without what is spoilt or excluded. Where the target was hit is for people
 * to judge; of what is on another star on most frames, they all have the same.
 */
export function fluxMatrix(
  { flux, error, quality, stars, frames }: Measurements,
  radius: number,
  excluded: ReadonlySet<number>
): FluxMatrix {
  const size = stars.count * frames.count;
  const values = flux.slice(radius * size, (radius + 1) * size);
  for (let s = 0; s < stars.count; s++) {
    const own = quality.subarray(s * frames.count, (s + 1) * frames.count);
    const isSeldomHit = s > 0 && own.filter(isHit).length < MAX_HIT_FRACTION * frames.count;
    own.forEach((bits, f) => {
      const isSpoilt = bits & SOURCE_QUALITY.saturated || (isSeldomHit && isHit(bits));
      if (isSpoilt || excluded.has(f)) values[s * frames.count + f] = NaN;
    });
  }
  return {
    stars: stars.count,
    frames: frames.count,
    flux: values,
    error: error.subarray(radius * size, (radius + 1) * size)
  };
}

const isHit = (quality: number): boolean => hitOf(quality) !== null;
