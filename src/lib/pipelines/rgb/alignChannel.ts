import { itemAt } from '../../domain/units/itemAt';
import { transformPoint, type Affine } from '../../domain/image/Affine';
import type { Section } from '../../domain/image/Section';
import type { MatchRefusal } from '../../domain/measurement/MatchRefusal';
import type { Refused } from '../../domain/statement/Refused';
import type { Statements } from '../../domain/statement/Statement';
import { alignByWcs } from '../../frames/alignByWcs';
import { matchStars } from '../../kernels/alignment/matchStars';
import { PointGrid } from '../../kernels/array/PointGrid';
import type { StarCatalogue } from '../../kernels/alignment/StarCatalogue';
import type { StarsAndSky } from '../../kernels/alignment/starsAndSky';
import type { ChannelFrame } from './readChannel';

/** The transform from the reference to a channel, in as many parts as its distortion needs. */
export interface ChannelAlignment {
  /** From pixels of the reference to pixels of the channel: the best fit over the whole field. */
  readonly transform: Affine;
  /** The same for a part of the field, where one transform is not enough. */
  readonly transformOf: ((section: Section) => Affine) | null;
  readonly source: AlignmentSource;
}

/** What an alignment comes from. */
export type AlignmentSource = Statements<{
  reference: {};
  sameFrame: {};
  /** Taken as it lies: a preview is too small for its stars. */
  notAligned: {};
  stars: { readonly matched: Matched; readonly coordinates: CoordinatesVerdict | null };
  coordinates: { readonly checkedBy: Matched | null };
}>;

type Matched = {
  readonly stars: number;
  /** Pixels. */
  readonly rms: number;
};

/** What is wrong with coordinates. */
export type CoordinatesVerdict = Statements<{
  differentSky: {};
  /** They are off by so many pixels. */
  off: { readonly pixels: number };
}>;

export type AlignmentRefusal = Statements<{
  /** Neither by the stars nor by the coordinates, which are null where one of them has none. */
  noMatch: { readonly stars: MatchRefusal; readonly coordinates: CoordinatesVerdict | null };
}>;

export interface MeasuredChannel {
  readonly frame: ChannelFrame;
  readonly found: StarsAndSky;
}

/** Pixels by which coordinates and stars may differ. More would show as colour fringes. */
const MAX_DIFFERENCE = 0.3;
/** Largest distance between a star in two channels, pixels. */
const TOGETHER = 1;
/** Pixels: a field with more distortion is transformed part by part. */
const MAX_DISTORTION = 0.02;
/** Places in the field at which coordinates and stars are compared, as fractions of its sides. */
const PLACES = [
  [0.5, 0.5],
  [0.2, 0.2],
  [0.8, 0.2],
  [0.2, 0.8],
  [0.8, 0.8]
] as const;

/**
 * Aligns a channel with the reference by the coordinates in their headers, unless their stars contradict them or there are
 * none. A refusal where neither works.
 */
export function alignChannel(
  reference: MeasuredChannel,
  channel: MeasuredChannel
): ChannelAlignment | Refused<AlignmentRefusal> {
  const byWcs = alignByCoordinates(reference.frame, channel.frame);
  const byStars = matchStars(reference.found.stars, channel.found.stars);
  if (!byStars.isAligned) {
    if (!byWcs || 'refusal' in byWcs)
      return {
        refusal: {
          code: 'noMatch',
          parameters: { stars: byStars.reason, coordinates: byWcs?.refusal ?? null }
        }
      };
    return { ...byWcs, source: { code: 'coordinates', parameters: { checkedBy: null } } };
  }
  const matched = { stars: byStars.count, rms: byStars.rms };
  const stars = { transform: byStars.transform, transformOf: null };
  const byItsStars = (coordinates: CoordinatesVerdict | null): ChannelAlignment => ({
    ...stars,
    source: { code: 'stars', parameters: { matched, coordinates } }
  });
  if (!byWcs || 'refusal' in byWcs) return byItsStars(byWcs?.refusal ?? null);
  const difference = differenceBetween(stars.transform, byWcs.transform, reference.frame);
  const together = (way: typeof stars | typeof byWcs): number =>
    starsTogether(reference.found.stars, channel.found.stars, way);
  if (difference <= MAX_DIFFERENCE || together(byWcs) > together(stars))
    return { ...byWcs, source: { code: 'coordinates', parameters: { checkedBy: matched } } };
  return byItsStars({ code: 'off', parameters: { pixels: difference } });
}

/** Null if one of them has no coordinates. */
function alignByCoordinates(
  reference: ChannelFrame,
  channel: ChannelFrame
): Omit<ChannelAlignment, 'source'> | Refused<CoordinatesVerdict> | null {
  const found = alignByWcs(reference, channel);
  if ('refusal' in found) {
    const { refusal } = found;
    return refusal.code === 'noCoordinates' ? null : { refusal };
  }
  const { whole, transformOf } = found;
  return { transform: whole.transform, transformOf: whole.rms <= MAX_DISTORTION ? null : transformOf };
}

/** The largest difference at some places of the field, pixels of the channel. */
function differenceBetween(one: Affine, other: Affine, { width, height }: ChannelFrame): number {
  const distances = PLACES.map(([x, y]) => {
    const place = { x: x * width, y: y * height };
    const [here, there] = [transformPoint(one, place), transformPoint(other, place)];
    return Math.hypot(here.x - there.x, here.y - there.y);
  });
  return Math.max(...distances);
}

/** How many stars of the reference are where stars of the channel are. */
function starsTogether(
  { x, y, count }: StarCatalogue,
  stars: StarCatalogue,
  { transform, transformOf }: Pick<ChannelAlignment, 'transform' | 'transformOf'>
): number {
  const grid = new PointGrid(stars.x, stars.y);
  let together = 0;
  for (let i = 0; i < count; i++) {
    const star = { x: itemAt(x, i), y: itemAt(y, i) };
    const map = transformOf?.({ x0: star.x, x1: star.x + 1, y0: star.y, y1: star.y + 1 }) ?? transform;
    const place = transformPoint(map, star);
    if (grid.nearest(place.x, place.y, TOGETHER) >= 0) together++;
  }
  return together;
}
