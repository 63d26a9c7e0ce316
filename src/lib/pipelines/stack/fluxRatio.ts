import type { Affine } from '../../domain/Affine';
import { SOURCE_QUALITY } from '../../domain/sourceQuality';
import type { SourceCatalogue } from '../../domain/SourceCatalogue';
import { median } from '../../kernels/median';
import { pairStars, type Stars } from '../../kernels/pairStars';
import { PointGrid } from '../../kernels/PointGrid';
import type { MeasuredFrame } from './measureFrame';

/** Pixels between a star and its place. */
const RADIUS = 2;
/** Of faint stars, the part above the threshold depends on the noise. */
const BRIGHTEST = 50;
/** Fewer stars may all be variable, or no stars. */
const FEWEST = 3;
const SPOILT =
  SOURCE_QUALITY.saturated |
  SOURCE_QUALITY.edge |
  SOURCE_QUALITY.blank |
  SOURCE_QUALITY.hotPixel |
  SOURCE_QUALITY.cosmicRay;

/** By how much the light of the reference is more than that of the frame, and what says so. */
export function fluxRatio(
  reference: MeasuredFrame,
  frame: MeasuredFrame,
  transform: Affine
): { value: number; source: string } {
  const from = soundStars(reference.stars);
  const to = soundStars(frame.stars);
  const { fromIndices, toIndices } =
    to.x.length > 0
      ? pairStars(from, to, new PointGrid(to.x, to.y), transform, RADIUS)
      : { fromIndices: [], toIndices: [] };
  // Stars come brightest first.
  const ratios = Float32Array.from(
    toIndices.slice(0, BRIGHTEST),
    (star, pair) => from.flux[fromIndices[pair]] / to.flux[star]
  );
  if (ratios.length >= FEWEST) return { value: median(ratios), source: `by ${ratios.length} stars` };
  if (reference.frame.exposure && frame.frame.exposure)
    return {
      value: reference.frame.exposure / frame.frame.exposure,
      source: 'too few stars, by the exposure times'
    };
  return { value: 1, source: 'too few stars, taken as it is' };
}

function soundStars({ x, y, flux, quality, count }: SourceCatalogue): Stars {
  const sound = [...Array(count).keys()].filter((i) => (quality[i] & SPOILT) === 0 && flux[i] > 0);
  return {
    x: Float64Array.from(sound, (i) => x[i]),
    y: Float64Array.from(sound, (i) => y[i]),
    flux: Float64Array.from(sound, (i) => flux[i])
  };
}
