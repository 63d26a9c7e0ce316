import { itemAt } from '../../domain/units/itemAt';
import { transformPoint, type Affine } from '../../domain/image/Affine';
import type { Image } from '../../domain/image/Image';
import type { FrameProblem } from '../../domain/measurement/FrameProblem';
import type { MatchRefusal } from '../../domain/measurement/MatchRefusal';
import type { Refused } from '../../domain/statement/Refused';
import type { Frame } from '../../frames/Frame';
import type { LentImage } from '../../frames/lendImage';
import { annulusSky } from '../../kernels/photometry/annulusSky';
import type { Positions } from '../../kernels/photometry/aperturePhotometry';
import { centroidWindow } from '../../kernels/sources/centroidWindow';
import { detectSources } from '../../kernels/sources/detectSources';
import { fitTransform } from '../../kernels/alignment/fitTransform';
import { matchStars, type StarList } from '../../kernels/alignment/matchStars';
import { shiftOfFewStars } from '../../kernels/alignment/shiftOfFewStars';
import { median } from '../../kernels/array/median';
import { WindowedProfile } from '../../kernels/sources/WindowedProfile';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { SKY_RING } from '../../domain/measurement/skyRing';
import type { ReferenceFrame } from './referenceFrame';
import { starImage } from './starImage';

/** Where stars are on a frame; NaN where its projection cannot show them. */
export interface PlacedStars {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Median of the stars, pixels. */
  readonly fwhm: number;
  /** They are neither rings nor trails. */
  readonly isPointLike: boolean;
  /** Maps any place on the reference frame to this frame. */
  readonly at: Mapping;
}

/** From places on the reference to places on a frame; null where its projection cannot show them. */
type Mapping = (x: number, y: number) => { readonly x: number; readonly y: number } | null;

/** Number of bright stars whose centroids refine the places. */
const MAX_GUIDES = 16;
/** Outer radius of the sky annulus for centroids, FWHM: they need less sky than photometry. */
const GUIDE_RING = 4.7;
/** Peak, in units of the noise of the sky, that a guide star needs on a frame. */
const MIN_PEAK = 10;
/** The same on the reference frame: clouds may dim it on others. */
const MIN_REFERENCE_PEAK = 25;
/** Centroids needed to fit a transform; with fewer, the median shift is taken. */
const MIN_FOR_TRANSFORM = 6;
/** Logarithm of the scale beyond which apertures of the reference do not fit the stars. */
const MAX_SCALING = 0.1;
/** Share of the guide stars that must be where they are expected. */
const MIN_FOUND = 0.5;

/**
 * Finds where stars of the reference frame are on another: by the coordinates of both headers or, if there are none or
 * the stars are not there, by the pattern of the stars; then by the centroids of the brightest of them.
 * @param lent the image of the frame
 * @returns a refusal where that cannot be done
 */
export function placeStars(
  reference: ReferenceFrame,
  frame: Frame,
  lent: LentImage,
  places: Positions
): PlacedStars | Refused<FrameProblem> {
  const blurred = reference.blur > 0 ? starImage(lent, reference.blur) : null;
  const guided = (mapping: Mapping): PlacedStars | null =>
    guide(
      blurred?.image ?? lent.image,
      expectedOn(reference, frame, places, mapping),
      reference,
      lent.colour.noise
    );
  const mapping = frame === reference.frame ? unmoved : mappingByWcs(reference.frame, frame);
  const scale = mapping ? scaleOf(mapping, reference.frame) : 1;
  if (isOther(scale)) return { refusal: { code: 'otherScale', parameters: { scale } } };
  const placed = mapping && guided(mapping);
  if (placed) return placed;
  const { image, sky, scan } = blurred ?? starImage(lent, 0);
  const { sources } = detectSources(image, sky, {
    saturation: lent.saturation.level,
    ...(scan && { scan })
  });
  const match = matchStars(reference.sources, sources);
  const transform = match.isAligned ? match.transform : fewStars(match.reason, reference.sources, sources);
  if (!match.isAligned && !transform)
    return {
      refusal: { code: 'noMatch', parameters: { stars: match.reason, hasCoordinates: mapping !== null } }
    };
  const byPattern: Mapping = (x, y) => transform && transformPoint(transform, { x, y });
  const scaleByPattern = scaleOf(byPattern, reference.frame);
  if (isOther(scaleByPattern))
    return { refusal: { code: 'otherScale', parameters: { scale: scaleByPattern } } };
  return guided(byPattern) ?? { refusal: { code: 'matchIsOff', parameters: {} } };
}

/** Null where there are many, and they have another pattern. */
function fewStars({ code }: MatchRefusal, reference: StarList, frame: StarList): Affine | null {
  return code === 'noMoreThanByChance' ? null : shiftOfFewStars(reference, frame);
}

/** Pixels of the frame for each pixel of the reference, in the middle of that; NaN where it cannot be told. */
function scaleOf(at: Mapping, { width, height }: Frame): number {
  const [x, y] = [width / 2, height / 2];
  const [centre, right, up] = [at(x, y), at(x + 1, y), at(x, y + 1)];
  if (!centre || !right || !up) return NaN;
  const area = (right.x - centre.x) * (up.y - centre.y) - (right.y - centre.y) * (up.x - centre.x);
  return Math.sqrt(Math.abs(area));
}

const isOther = (scale: number): boolean => Math.abs(Math.log(scale)) > MAX_SCALING;

const unmoved: Mapping = (x, y) => ({ x, y });

function mappingByWcs({ wcs: from }: Frame, { wcs: to }: Frame): Mapping | null {
  if (!from || !to) return null;
  return (x, y) => {
    const position = from.pixelToWorld(x, y);
    return position && to.worldToPixel(position.ra, position.dec);
  };
}

interface Places extends Positions {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

interface Expected {
  readonly at: Mapping;
  readonly stars: Places;
  readonly guides: Places & { readonly flux: Float64Array };
}

/** Where a mapping puts the stars, and the guide stars of the reference that should be on the frame. */
function expectedOn(
  { sources, noise, blur }: ReferenceFrame,
  { width, height }: Frame,
  places: Positions,
  mapping: Mapping
): Expected {
  const guides: { x: number; y: number; flux: number }[] = [];
  // A window for all directions suits no star that is drawn out, but its barycentre is as good.
  const ignored = blur > 0 ? SOURCE_QUALITY.notCentred : 0;
  for (let i = 0; i < sources.count && guides.length < MAX_GUIDES; i++) {
    const isGuide =
      (itemAt(sources.quality, i) & ~ignored) === 0 && itemAt(sources.peak, i) > MIN_REFERENCE_PEAK * noise;
    const place = isGuide ? mapping(itemAt(sources.x, i), itemAt(sources.y, i)) : null;
    if (place && place.x > 0 && place.y > 0 && place.x < width - 1 && place.y < height - 1)
      guides.push({ ...place, flux: itemAt(sources.flux, i) });
  }
  const column = (name: 'x' | 'y' | 'flux') => Float64Array.from(guides, (guide) => guide[name]);
  return {
    at: mapping,
    stars: placedBy(mapping, places),
    guides: { count: guides.length, x: column('x'), y: column('y'), flux: column('flux') }
  };
}

/** Maps places. */
export function placedBy(mapping: Mapping, { count, x, y }: Positions): Places {
  const placed = { count, x: new Float64Array(count).fill(NaN), y: new Float64Array(count).fill(NaN) };
  for (let i = 0; i < count; i++) {
    const place = mapping(itemAt(x, i), itemAt(y, i));
    if (!place) continue;
    placed.x[i] = place.x;
    placed.y[i] = place.y;
  }
  return placed;
}

/**
 * Corrects the expected places by the centroids of the guide stars; null if too few are found. Without guide stars the
 * places stay as they are.
 */
function guide(
  image: Image,
  { guides, stars, at }: Expected,
  { fwhm, seenFwhm, window, blur }: ReferenceFrame,
  noiseFactor: number
): PlacedStars | null {
  const found = centroids(image, guides, window, noiseFactor);
  if (found.x.length < MIN_FOUND * guides.count) return null;
  const correct = correction(found);
  const { x, y } = placedBy(correct, stars);
  return {
    x,
    y,
    isPointLike: blur === 0,
    fwhm: found.fwhm.length > 0 ? (fwhm / seenFwhm) * median(Float32Array.from(found.fwhm)) : fwhm,
    at: (x, y) => {
      const place = at(x, y);
      return place && correct(place.x, place.y);
    }
  };
}

type Guides = Readonly<Record<'x' | 'y' | 'toX' | 'toY' | 'flux' | 'fwhm', Float64Array>>;

/** From where guide stars are expected to where they are, for those bright enough to measure. */
function centroids(image: Image, expected: Expected['guides'], fwhm: number, noiseFactor: number): Guides {
  const sky = annulusSky(image, expected, SKY_RING[0] * fwhm, GUIDE_RING * fwhm, { noiseFactor });
  const sigma = centroidWindow(fwhm);
  const profile = new WindowedProfile();
  const found = [...expected.flux].flatMap((flux, i) => {
    const [x, y] = [itemAt(expected.x, i), itemAt(expected.y, i)];
    const cutOut = cut(image, x, y, Math.ceil(8 * sigma), itemAt(sky.level, i));
    if (!profile.measure(cutOut, x - cutOut.left, y - cutOut.top, sigma)) return [];
    const peak = cutOut.light[Math.round(profile.y) * cutOut.width + Math.round(profile.x)] ?? NaN;
    if (!(peak > MIN_PEAK * itemAt(sky.noise, i)) || !(profile.fwhm > 0)) return [];
    return [{ x, y, toX: profile.x + cutOut.left, toY: profile.y + cutOut.top, flux, fwhm: profile.fwhm }];
  });
  const column = (name: keyof Guides) => Float64Array.from(found, (guide) => guide[name]);
  return {
    x: column('x'),
    y: column('y'),
    toX: column('toX'),
    toY: column('toY'),
    flux: column('flux'),
    fwhm: column('fwhm')
  };
}

/** The part of an image around a place, above the sky; blank pixels and those beyond the image are 0. */
function cut({ data, width, height }: Image, x: number, y: number, reach: number, sky: number) {
  const [left, top] = [Math.round(x) - reach, Math.round(y) - reach];
  const side = 2 * reach + 1;
  const light = new Float32Array(side * side);
  for (let j = Math.max(0, -top); j < Math.min(side, height - top); j++)
    for (let i = Math.max(0, -left); i < Math.min(side, width - left); i++) {
      const value = data[(top + j) * width + left + i]! - sky;
      light[j * side + i] = Number.isFinite(value) ? value : 0;
    }
  return { left, top, light, width: side, height: side };
}

function correction({ x, y, toX, toY, flux }: Guides): (x: number, y: number) => { x: number; y: number } {
  if (x.length === 0) return (x, y) => ({ x, y });
  if (x.length < MIN_FOR_TRANSFORM) {
    const shiftX = median(Float32Array.from(x, (from, i) => itemAt(toX, i) - from));
    const shiftY = median(Float32Array.from(y, (from, i) => itemAt(toY, i) - from));
    return (x, y) => ({ x: x + shiftX, y: y + shiftY });
  }
  const { transform } = fitTransform({ x, y, toX, toY, flux });
  return (x, y) => transformPoint(transform, { x, y });
}
