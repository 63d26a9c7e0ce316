import type { Point } from '../../domain/image/Affine';
import { HOUR } from '../../domain/units/days';
import type { Position } from '../../domain/sky/Position';
import { motionInPixels } from '../../fits/wcs/motionInPixels';
import { AsyncError, type InputFile } from '../api';
import type { Frame } from './openFrames';

/** Where the target is on the plane of the reference frame, pixels, at a time in milliseconds since 1970. */
export interface TargetPath {
  readonly at: (time: number) => Point;
}

export interface TargetOptions {
  readonly position: Position;
  /** On the reference frame; null: where `position` is. */
  readonly place: Point | null;
  /** For a target that moves: where it is on another frame, in the pixels of the reference. */
  readonly later: { readonly place: Point; readonly time: number } | null;
  /** Arcseconds an hour. */
  readonly rate: number;
  /** Degrees from north through east. */
  readonly positionAngle: number;
}

/** @throws AsyncError if the target's place on the reference frame cannot be told */
export function targetPath(reference: Frame, options: TargetOptions): TargetPath {
  const start = options.place ?? placeOf(reference, options.position);
  const { width, height } = reference;
  if (!(start.x >= 0 && start.y >= 0 && start.x <= width - 1 && start.y <= height - 1))
    throw new AsyncError(
      `The target is not on the reference frame '${reference.name}'. Choose another frame as reference, or give its place.`
    );
  const speed = options.later
    ? speedBetween(reference, start, options.later)
    : speedByRate(reference, start, options);
  const hours = (time: number): number => (time - reference.time) / HOUR;
  return {
    at: (time) => ({ x: start.x + speed.x * hours(time), y: start.y + speed.y * hours(time) })
  };
}

/** @throws AsyncError if the frame has no coordinates */
export function placeOf({ name, wcs }: Frame, { ra, dec }: Position): Point {
  if (!wcs)
    throw new AsyncError(
      `The reference frame '${name}' has no coordinates to tell where RA ${ra}, Dec ${dec} is. ` +
        'Open it in the viewer, put the cross on the target and choose "Light curve of this star".'
    );
  return wcs.worldToPixel(ra, dec) ?? { x: NaN, y: NaN };
}

function speedBetween(
  reference: Frame,
  start: Point,
  { place, time }: NonNullable<TargetOptions['later']>
): Point {
  const hours = (time - reference.time) / HOUR;
  if (hours === 0)
    throw new AsyncError(
      'The two places of the moving target are on frames of the same time. Give its place on another frame.'
    );
  return { x: (place.x - start.x) / hours, y: (place.y - start.y) / hours };
}

function speedByRate({ name, wcs }: Frame, { x, y }: Point, { rate, positionAngle }: TargetOptions): Point {
  if (rate === 0) return { x: 0, y: 0 };
  const sky = wcs?.orientation(x, y);
  if (!sky)
    throw new AsyncError(
      `The reference frame '${name}' has no coordinates to tell where a target that moves will be. ` +
        'Set the rate to 0 and give its place on two frames.'
    );
  const [speedX, speedY] = motionInPixels(sky, rate, positionAngle);
  return { x: speedX, y: speedY };
}

/** @throws AsyncError if it is none of the frames that can be used */
export function frameOf(frames: readonly Frame[], { uid, name }: InputFile, what: string): Frame {
  const frame = frames.find(({ input }) => input.uid === uid);
  if (!frame) throw new AsyncError(`${what} '${name}' cannot be used: the log says why. Choose another.`);
  return frame;
}
