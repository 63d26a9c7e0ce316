import { figureText } from '../../domain/units/figureText';
import type { Point } from '../../domain/image/Affine';
import type { UnixMilliseconds } from '../../domain/units/Brand';
import type { DataProduct } from '../../domain/rows/DataProduct';
import { correctedFacts } from '../../domain/rows/correctedFacts';
import type { Position } from '../../domain/sky/Position';
import type { Wcs } from '../../fits/wcs/Wcs';

/** Where a moving target was seen on a frame. */
export interface Sighting {
  readonly product: DataProduct;
  /** The middle of the exposure, or its start if its length is unknown. */
  readonly time: UnixMilliseconds;
  readonly pixel: Point;
  /** Null if the frame has no WCS. */
  readonly position: Position | null;
}

/** The path of a moving target on a frame, in pixels. */
export interface FramePath {
  /** The positions where it was seen. */
  readonly seen: readonly Point[];
  /** Its position when the frame was taken; null if unknown. */
  readonly place: Point | null;
}

const HOUR = 3_600_000;
const RADIANS = Math.PI / 180;

/** @throws RangeError if the time of the frame is not known */
export function sightingOn(product: DataProduct, pixel: Point, wcs: Wcs | null): Sighting {
  const time = timeOf(product);
  if (time === null)
    throw new RangeError(`The time of '${product.name}' is not known: correct it on the data page`);
  return { product, time, pixel, position: wcs?.pixelToWorld(pixel.x, pixel.y) ?? null };
}

/**
 * The last two sightings, the earlier first. An older one on the same frame, or of another target, is dropped.
 * @throws RangeError if both frames have the same time
 */
export function withSighting(known: readonly Sighting[], seen: Sighting): readonly Sighting[] {
  const others = known.filter(
    ({ product }) => product.pk !== seen.product.pk && product.targetPk === seen.product.targetPk
  );
  const last = others.at(-1);
  if (last?.time === seen.time)
    throw new RangeError(
      `'${last.product.name}' and '${seen.product.name}' were taken at the same time: choose a frame from another time`
    );
  return last ? [last, seen].sort((a, b) => a.time - b.time) : [seen];
}

/** The path on a frame: by sky coordinates or, without them, as if the frames had not drifted. */
export function pathOn(sightings: readonly Sighting[], product: DataProduct, wcs: Wcs | null): FramePath {
  const seen = sightings.flatMap(({ pixel, position }) => {
    const place = position && wcs ? wcs.worldToPixel(position.ra, position.dec) : pixel;
    return place ? [place] : [];
  });
  const time = timeOf(product);
  if (seen.length < 2 || time === null) return { seen, place: null };
  const [from, to] = [sightings[0]!.time, sightings[1]!.time];
  const along = (time - from) / (to - from);
  const between = (axis: 'x' | 'y'): number => seen[0]![axis] + along * (seen[1]![axis] - seen[0]![axis]);
  return { seen, place: { x: between('x'), y: between('y') } };
}

/** How fast the target moves and in which direction, as a sentence. */
export function motionText([first, second]: readonly Sighting[]): string {
  if (!first || !second) return '';
  const hours = (second.time - first.time) / HOUR;
  if (first.position && second.position) {
    const { arcseconds, angle } = separation(first.position, second.position);
    return `It moves ${figureText(arcseconds / hours, 3)}″ per hour at position angle ${angle.toFixed(0)}° (from north through east).`;
  }
  const pixels = Math.hypot(second.pixel.x - first.pixel.x, second.pixel.y - first.pixel.y);
  return `It moves ${figureText(pixels / hours, 3)} px per hour if the frames did not drift; the pipelines align them first.`;
}

function timeOf(product: DataProduct): UnixMilliseconds | null {
  const observed = correctedFacts(product)?.observed;
  return observed?.mid ?? observed?.start ?? null;
}

/** The separation and position angle (degrees) from one position on the sky to another. */
function separation(from: Position, to: Position): { arcseconds: number; angle: number } {
  const [a, b] = [from.dec * RADIANS, to.dec * RADIANS];
  const turn = (to.ra - from.ra) * RADIANS;
  const east = Math.cos(b) * Math.sin(turn);
  const north = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(turn);
  const along = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn);
  return {
    arcseconds: (Math.atan2(Math.hypot(east, north), along) / RADIANS) * 3600,
    angle: (Math.atan2(east, north) / RADIANS + 360) % 360
  };
}
