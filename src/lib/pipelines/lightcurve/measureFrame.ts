import { itemAt } from '../../domain/units/itemAt';
import { SKY_RING } from '../../domain/measurement/skyRing';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Frame } from '../../frames/Frame';
import type { LentImage } from '../../frames/lendImage';
import { annulusSky, type Circles } from '../../kernels/photometry/annulusSky';
import { aperturePhotometry, type Positions } from '../../kernels/photometry/aperturePhotometry';
import { fluxError } from '../../kernels/photometry/fluxError';
import { pixelHits } from '../../kernels/photometry/pixelHits';
import type { PlacedStars } from './placeStars';
import { ASSUMED_GAIN } from './settleGain';

/** Photometry of some stars on one frame; `flux` and `error` of star s in aperture r are at `r * count + s`. */
export interface FramePhotometry {
  readonly flux: Float64Array;
  readonly error: Float64Array;
  readonly sky: Float64Array;
  readonly quality: Uint8Array;
}

/** Cosmic rays and hot pixels are looked for within so many FWHM of a star, which covers most apertures. */
const HIT_RADIUS = 1.5;
/** Share of an aperture that must be on the frame. */
const WHOLE = 0.999;

/**
 * Sums the light of stars in apertures of several radii, above the sky in a ring around each, without the light of
 * known neighbours.
 * @param lent the image of the frame
 * @param fwhm sets the width of the ring, the same on all frames
 */
export function measureFrame(
  { noise }: Frame,
  { image, saturation: { level: saturation }, colour }: LentImage,
  { x, y, fwhm: seeing, isPointLike }: PlacedStars,
  radii: readonly number[],
  fwhm: number,
  neighbours: Circles
): FramePhotometry {
  const count = x.length;
  const positions = { count, x, y };
  const sky = annulusSky(image, positions, SKY_RING[0] * fwhm, SKY_RING[1] * fwhm, {
    neighbours,
    noiseFactor: colour.noise
  });
  const apertures = aperturePhotometry(image, positions, radii, { saturation });
  const flux = new Float64Array(radii.length * count).fill(NaN);
  const error = new Float64Array(radii.length * count).fill(NaN);
  const gain = (noise.gain?.value ?? ASSUMED_GAIN) * colour.gain;
  const core = apertures.find(({ radius }) => radius >= seeing) ?? itemAt(apertures, apertures.length - 1);
  // Nothing is too sharp for a ring.
  const quality = isPointLike
    ? pixelHits(
        image,
        {
          count,
          x,
          y,
          flux: core.sum.map((sum, s) => sum - itemAt(core.area, s) * itemAt(sky.level, s)),
          level: sky.level,
          noise: sky.noise
        },
        { fwhm: seeing, radius: HIT_RADIUS * seeing, gain, saturation }
      )
    : new Uint8Array(count);
  for (const pixel of colour.hotPixels) markHotPixel(quality, positions, pixel, image.width, seeing);
  for (const [r, { radius, sum, area, blank, saturated }] of apertures.entries())
    for (let s = 0; s < count; s++) {
      const pixels = itemAt(area, s);
      const level = itemAt(sky.level, s);
      const isWhole = pixels > WHOLE * Math.PI * radius ** 2;
      quality[s] = itemAt(quality, s) | apertureQuality(itemAt(saturated, s), itemAt(blank, s), isWhole);
      if (!isWhole || Number.isNaN(level)) continue;
      const light = itemAt(sum, s) - pixels * level;
      flux[r * count + s] = light;
      error[r * count + s] = fluxError({
        flux: light,
        area: pixels,
        skyNoise: itemAt(sky.noise, s),
        levelError: itemAt(sky.error, s),
        gain
      });
    }
  return { flux, error, sky: sky.level, quality };
}

/** @param saturated pixels of the aperture, as `blank` */
function apertureQuality(saturated: number, blank: number, isWhole: boolean): number {
  const full = saturated > 0 ? SOURCE_QUALITY.saturated : 0;
  if (blank > 0) return full | SOURCE_QUALITY.blank;
  return isWhole ? full : full | SOURCE_QUALITY.edge;
}

/** Beside a star, what takes the place of a hot pixel is as good as any; on it, it is a guess. */
function markHotPixel(
  quality: Uint8Array,
  { count, x, y }: Positions,
  pixel: number,
  width: number,
  fwhm: number
): void {
  const [column, row] = [pixel % width, Math.floor(pixel / width)];
  for (let s = 0; s < count; s++)
    if (Math.hypot(x[s]! - column, y[s]! - row) < fwhm) quality[s]! |= SOURCE_QUALITY.hotPixel;
}
