import { itemAt } from '../../domain/units/itemAt';
import type { Image } from '../../domain/image/Image';
import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { Refused } from '../../domain/statement/Refused';
import type { Statements } from '../../domain/statement/Statement';
import type { Frame } from '../../frames/Frame';
import type { LentImage } from '../../frames/lendImage';
import { annulusSky } from '../../kernels/photometry/annulusSky';
import { aperturePhotometry, type ApertureSums } from '../../kernels/photometry/aperturePhotometry';
import { frameBackground } from '../../frames/frameBackground';
import type { Background } from '../../kernels/sky/background';
import { curveOfGrowth } from '../../kernels/photometry/curveOfGrowth';
import { detectSources, type ReplacedPixels } from '../../kernels/sources/detectSources';
import { fluxError } from '../../kernels/photometry/fluxError';
import { neighbourLight } from '../../kernels/photometry/neighbourLight';
import { PointGrid } from '../../kernels/array/PointGrid';
import type { CatalogueSettings, FrameCatalogue, MeasuredAperture } from './FrameCatalogue';
import { gainOf, saturationOf, zeroPointOf } from './assumptions';

/** Why a frame holds nothing that can be measured. */
export type CatalogueRefusal = Statements<{
  allBlank: {};
  noNoise: {};
  noStar: {};
  /** Radii are given in FWHM, and no star is bright enough to measure it. */
  noWidth: {};
}>;

/** Standard deviation of the mesh level, a median over 9 cells of 64 x 64 pixels, relative to that of one pixel. */
const MESH_ERROR = Math.sqrt(Math.PI / 2) / (3 * 64);
/** Share of the light in an aperture from neighbours, above which a source is flagged as crowded. */
const CROWDED = 0.01;
/** Stars for the curve of growth: signal-to-noise ratio, lower where there are few; share of light from neighbours. */
const GROWTH_SIGNAL = 50;
const MIN_GROWTH_SIGNAL = 20;
const MAX_NEIGHBOUR_SHARE = 0.005;
/** Number of them: below the first there is no correction, from the second on no fainter ones are added. */
const MIN_GROWTH_STARS = 5;
const ENOUGH_GROWTH_STARS = 12;
const MAX_GROWTH_STARS = 60;

/**
 * Finds and measures the sources of a frame. Pixels of cosmic rays, hot pixels and trails are replaced in the image.
 * @param lent the image of the frame
 */
export function catalogueFrame(
  frame: Frame,
  lent: LentImage,
  settings: CatalogueSettings
): FrameCatalogue | Refused<CatalogueRefusal> {
  const { image, scan, colour } = lent;
  if (!image.data.some((value) => value - value === 0)) return refused('allBlank');
  const sky = frameBackground(lent);
  if (!(sky.globalRms > 0)) return refused('noNoise');
  const saturation = saturationOf(settings.saturation, lent);
  const detection = detectSources(image, sky, {
    threshold: settings.threshold,
    saturation: Math.fround(saturation.value),
    scan
  });
  const { sources, fwhm } = detection;
  if (sources.count === 0) return refused('noStar');
  if (settings.unit === 'fwhm' && !(fwhm > 0)) return refused('noWidth');
  const replaced = withHotPixels(detection.replaced, colour.hotPixels);
  for (const [k, pixel] of detection.replaced.pixels.entries())
    image.data[pixel] = itemAt(detection.replaced.values, k);
  const scale = settings.unit === 'fwhm' ? fwhm : 1;
  const radii = settings.radii.map((radius) => radius * scale);
  const ring =
    settings.sky === 'ring' ? { inner: settings.inner * scale, outer: settings.outer * scale } : null;
  const gain = gainOf(settings.gain, frame, sky, colour);
  const local = skyAt(image, sources, sky, ring, colour.noise);
  const sums = aperturePhotometry(image, sources, radii, {
    level: sky.level,
    saturation: Math.fround(saturation.value)
  });
  const fluxes = sums.map(({ sum, area }) =>
    sum.map((light, i) => light - itemAt(area, i) * itemAt(local.above, i))
  );
  const errors = sums.map(({ area }, k) =>
    itemAt(fluxes, k).map((flux, i) =>
      fluxError({
        flux,
        area: itemAt(area, i),
        skyNoise: itemAt(local.noise, i),
        levelError: itemAt(local.error, i),
        gain: gain.value
      })
    )
  );
  const firstRadius = itemAt(radii, 0);
  const firstFlux = itemAt(fluxes, 0);
  const width = fwhm > 0 ? fwhm : firstRadius;
  const quality = qualityOf(
    image,
    sources,
    replaced,
    itemAt(sums, 0),
    neighbourLight(sources, firstFlux, firstRadius, width)
  );
  const largestRadius = Math.max(...radii);
  const largest = radii.indexOf(largestRadius);
  const stars = settings.correct
    ? growthStars(
        { flux: itemAt(fluxes, largest), error: itemAt(errors, largest) },
        quality,
        neighbourLight(sources, firstFlux, largestRadius, width)
      )
    : [];
  const growth = stars.length >= MIN_GROWTH_STARS ? curveOfGrowth(fluxes, stars, largest) : null;
  return {
    name: frame.name,
    sources,
    quality,
    measured: colour.measured,
    mosaic: lent.mosaic,
    apertures: sums.map(({ radius }, k): MeasuredAperture => ({
      radius,
      flux: itemAt(fluxes, k),
      error: itemAt(errors, k),
      factor: growth?.factors[k] ?? 1,
      factorError: growth?.errors[k] ?? 0
    })),
    growthStars: growth ? stars.length : 0,
    sky: local.level,
    skyNoise: local.noise,
    level: sky.globalLevel,
    noise: sky.globalRms,
    ring,
    ...worldPositions(sources, frame.wcs),
    fwhm,
    gain,
    zeroPoint: zeroPointOf(settings.zero_point, frame),
    saturation,
    hotPixels: detection.hotPixels + colour.hotPixels.length,
    cosmicRays: detection.cosmicRays,
    trails: detection.trails
  };
}

const refused = (code: CatalogueRefusal['code']): Refused<CatalogueRefusal> => ({
  refusal: { code, parameters: {} }
});

/** The sky at the sources: level, noise, how far the level is above the mesh, and the error of the level. */
function skyAt(
  image: Image,
  sources: SourceCatalogue,
  sky: Background,
  ring: FrameCatalogue['ring'],
  noiseFactor: number
) {
  const { count, x, y } = sources;
  const level = new Float64Array(count);
  const noise = new Float64Array(count);
  const value = new Float32Array(1);
  const within = (place: number, length: number): number =>
    Math.min(length - 1, Math.max(0, Math.round(place)));
  for (let i = 0; i < count; i++) {
    const [column, row] = [within(itemAt(x, i), image.width), within(itemAt(y, i), image.height)];
    sky.level.row(row, value, column);
    level[i] = itemAt(value, 0);
    sky.rms.row(row, value, column);
    noise[i] = itemAt(value, 0);
  }
  const above = new Float64Array(count);
  const error = noise.map((rms) => MESH_ERROR * rms);
  if (!ring) return { level, noise, above, error };
  const local = annulusSky(image, sources, ring.inner, ring.outer, { level: sky.level, noiseFactor });
  for (let i = 0; i < count; i++) {
    // Where the annulus has too few pixels, the mesh serves.
    if (local.pixels[i] === 0) continue;
    above[i] = itemAt(local.level, i);
    level[i] = itemAt(level, i) + itemAt(local.level, i);
    noise[i] = itemAt(local.noise, i);
    error[i] = itemAt(local.error, i);
  }
  return { level, noise, above, error };
}

function qualityOf(
  image: Image,
  { x, y, quality }: SourceCatalogue,
  replaced: ReplacedPlaces,
  { radius, sum, blank, saturated }: ApertureSums,
  neighbours: Float64Array
): Uint8Array {
  const { blended, hotPixel, cosmicRay } = SOURCE_QUALITY;
  const places = [blended, hotPixel, cosmicRay].map((bit) => ({
    bit,
    grid: placesOf(replaced, bit, image.width)
  }));
  const reach = radius + 0.5;
  return quality.map((bits, i) => {
    const place = { x: itemAt(x, i), y: itemAt(y, i) };
    const isCut =
      Math.min(place.x, place.y) < radius - 0.5 ||
      place.x > image.width - 0.5 - radius ||
      place.y > image.height - 0.5 - radius;
    return (
      bits |
      (isCut ? SOURCE_QUALITY.edge : 0) |
      (itemAt(blank, i) > 0 ? SOURCE_QUALITY.blank : 0) |
      (itemAt(saturated, i) > 0 ? SOURCE_QUALITY.saturated : 0) |
      places.reduce(
        (near, { bit, grid }) => (grid.countWithin(place.x, place.y, reach) > 0 ? near | bit : near),
        0
      ) |
      (itemAt(neighbours, i) > CROWDED * itemAt(sum, i) ? SOURCE_QUALITY.crowded : 0)
    );
  });
}

/** Those of a mosaic were replaced before. */
function withHotPixels({ pixels, quality }: ReplacedPixels, hot: Int32Array): ReplacedPlaces {
  const all = {
    pixels: new Int32Array(pixels.length + hot.length),
    quality: new Uint8Array(pixels.length + hot.length).fill(SOURCE_QUALITY.hotPixel)
  };
  all.pixels.set(pixels);
  all.pixels.set(hot, pixels.length);
  all.quality.set(quality);
  return all;
}

type ReplacedPlaces = Pick<ReplacedPixels, 'pixels' | 'quality'>;

function placesOf({ pixels, quality }: ReplacedPlaces, bit: number, width: number): PointGrid {
  const chosen = pixels.filter((_, k) => itemAt(quality, k) & bit);
  return new PointGrid(
    Float64Array.from(chosen, (pixel) => pixel % width),
    Float64Array.from(chosen, (pixel) => Math.floor(pixel / width))
  );
}

/** Indices of bright isolated stars, brightest first. @param flux in the largest aperture */
function growthStars(
  { flux, error }: Pick<MeasuredAperture, 'flux' | 'error'>,
  quality: Uint8Array,
  neighbours: Float64Array
): readonly number[] {
  return Array.from(flux, (light, i) => ({ i, light, sigma: itemAt(error, i) }))
    .filter(
      ({ i, light, sigma }) =>
        quality[i] === 0 &&
        light > MIN_GROWTH_SIGNAL * sigma &&
        itemAt(neighbours, i) < MAX_NEIGHBOUR_SHARE * light
    )
    .sort((one, other) => other.light - one.light)
    .filter(({ light, sigma }, place) => place < ENOUGH_GROWTH_STARS || light > GROWTH_SIGNAL * sigma)
    .slice(0, MAX_GROWTH_STARS)
    .map(({ i }) => i);
}

function worldPositions(
  { count, x, y }: SourceCatalogue,
  wcs: Frame['wcs']
): Pick<FrameCatalogue, 'ra' | 'dec'> {
  if (!wcs) return { ra: null, dec: null };
  const [ra, dec] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) {
    const position = wcs.pixelToWorld(itemAt(x, i), itemAt(y, i));
    ra[i] = position?.ra ?? NaN;
    dec[i] = position?.dec ?? NaN;
  }
  return { ra, dec };
}
