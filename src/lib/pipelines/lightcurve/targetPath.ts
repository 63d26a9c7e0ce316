import type { Point } from '../../domain/image/Affine';
import { HOUR } from '../../domain/units/days';
import type { Position } from '../../domain/sky/Position';
import type { Frame } from '../../frames/Frame';
import type { TargetMotion } from '../../frames/targetMotion';
import { velocityBetween, velocityOnSky, type TargetPlace } from '../../frames/targetVelocity';
import { AsyncError, type InputFile } from '../api';
import type { TimedFrame } from './openFrames';

/** Where the target is, in pixels of the reference frame, at a time in milliseconds since 1970. */
export interface TargetPath {
  readonly at: (time: number) => Point;
}

export interface TargetOptions {
  readonly position: Position;
  /** On the reference frame; null: at `position`. */
  readonly place: Point | null;
  /** For a target that moves: where it is on another frame, in the pixels of the reference. */
  readonly later: TargetPlace | null;
  readonly motion: Pick<TargetMotion, 'rate' | 'position_angle'>;
}

/** @throws AsyncError if the target's place on the reference frame is not known */
export function targetPath(reference: TimedFrame, options: TargetOptions): TargetPath {
  const start = options.place ?? placeOf(reference, options.position);
  const { width, height } = reference;
  if (!(start.x >= 0 && start.y >= 0 && start.x <= width - 1 && start.y <= height - 1))
    throw new AsyncError(
      `The target is not on the reference frame '${reference.name}'. Choose another frame as reference, or give its place.`
    );
  const velocity = options.later
    ? betweenPlaces({ place: start, time: reference.time }, options.later)
    : alongSky(reference, start, options.motion);
  const hours = (time: number): number => (time - reference.time) / HOUR;
  return {
    at: (time) => ({ x: start.x + velocity.x * hours(time), y: start.y + velocity.y * hours(time) })
  };
}

/** @throws AsyncError if the frame has no coordinates */
export function placeOf({ name, wcs }: Frame, { ra, dec }: Position): Point {
  if (!wcs)
    throw new AsyncError(
      `The reference frame '${name}' has no coordinates, so RA ${ra}, Dec ${dec} cannot be located on it. ` +
        'Open it in the viewer, put the cross on the target and choose "Light curve of this star".'
    );
  return wcs.worldToPixel(ra, dec) ?? { x: NaN, y: NaN };
}

function betweenPlaces(start: TargetPlace, later: TargetPlace): Point {
  const velocity = velocityBetween(start, later);
  if (!velocity)
    throw new AsyncError(
      'The two places of the moving target are on frames with the same time. Give its place on another frame.'
    );
  return velocity;
}

function alongSky(reference: Frame, place: Point, { rate, position_angle }: TargetOptions['motion']): Point {
  if (rate === 0) return { x: 0, y: 0 };
  const velocity = velocityOnSky(reference, place, rate, position_angle);
  if (!velocity)
    throw new AsyncError(
      `The reference frame '${reference.name}' has no coordinates, so the motion of the target cannot be followed on it. ` +
        'Set the rate to 0 and give its place on two frames.'
    );
  return velocity;
}

/** @throws AsyncError if it is not among the frames that can be used */
export function frameOf(frames: readonly TimedFrame[], { uid, name }: InputFile, what: string): TimedFrame {
  const frame = frames.find(({ input }) => input.uid === uid);
  if (!frame) throw new AsyncError(`${what} '${name}' cannot be used: the log says why. Choose another.`);
  return frame;
}
