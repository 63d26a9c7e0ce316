import { itemAt } from '../../domain/units/itemAt';
import { composeAffine, invertAffine, transformPoint, type Point } from '../../domain/image/Affine';
import type { UnixMilliseconds } from '../../domain/units/Brand';
import { HOUR } from '../../domain/units/days';
import { fixedText } from '../../domain/units/fixedText';
import type { Frame } from '../../frames/Frame';
import type { TargetMotion } from '../../frames/targetMotion';
import { velocityBetween, velocityOnSky } from '../../frames/targetVelocity';
import { AsyncError, parsePixel, type RunningProcess } from '../api';
import type { AlignedFrame } from './alignFrames';
import type { StackWarning } from './StackWarning';

/** @throws AsyncError if the place cannot be read */
export const isMotion = ({ rate, later_place }: TargetMotion): boolean =>
  parsePixel(later_place) !== null || rate !== 0;

/**
 * Aligns frames, so far aligned by their stars with the first, by a target that moves instead.
 * @throws AsyncError if the motion is given twice or not wholly, the reference has no time or no coordinates where they
 * are needed, or no other frame has a time
 */
export function followTarget(
  process: RunningProcess<{}, StackWarning>,
  frames: readonly AlignedFrame[],
  motion: TargetMotion
): AlignedFrame[] {
  const { frame: reference } = itemAt(frames, 0);
  const { name, time } = reference;
  if (time === null)
    throw new AsyncError(
      `To follow a moving target, the reference frame '${name}' must have a time. ` +
        'Choose another as reference, or set its motion to 0.'
    );
  const { x, y } = parsePixel(motion.later_place)
    ? betweenPlaces(frames, time, motion)
    : alongSky(reference, motion);
  const followed = frames.flatMap((aligned): AlignedFrame[] => {
    const { name, time: own } = aligned.frame;
    if (own === null) {
      const reason = { code: 'noTime', parameters: {} } as const;
      process.warn({ code: 'frameLeftOut', parameters: { name, reason } });
      return [];
    }
    const hours = (own - time) / HOUR;
    const [dx, dy] = [x * hours, y * hours];
    const moved = `target moved by ${fixedText(dx, 1)}, ${fixedText(dy, 1)} px`;
    process.log(`${name}: ${moved}`);
    const transform = composeAffine(aligned.transform, [1, 0, 0, 1, dx, dy]);
    return [{ ...aligned, transform, text: `${aligned.text}; ${moved}` }];
  });
  if (followed.length < 2)
    throw new AsyncError(
      'To follow a moving target, two frames at least must have a time. Correct the times.'
    );
  return followed;
}

/** Pixels of the reference an hour, as what follows. */
function betweenPlaces(
  frames: readonly AlignedFrame[],
  time: UnixMilliseconds,
  { rate, place, later_place, later_frame }: TargetMotion
): Point {
  if (rate !== 0)
    throw new AsyncError('Give the motion of the target on the sky or its places on two frames, not both.');
  const [start, end] = [parsePixel(place), parsePixel(later_place)];
  if (!start || !end)
    throw new AsyncError('Give the place of the moving target on the reference frame as well.');
  const later = frames.find(({ frame }) => frame.input.uid === later_frame.uid);
  if (!later)
    throw new AsyncError(
      `The other frame with the moving target, '${later_frame.name}', could not be aligned. Choose another.`
    );
  const there = transformPoint(invertAffine(later.transform), end);
  const velocity = velocityBetween({ place: start, time }, { place: there, time: later.frame.time });
  if (!velocity)
    throw new AsyncError(
      `The other frame with the moving target, '${later.frame.name}', must have a time, and another than the reference frame. Choose another.`
    );
  return velocity;
}

function alongSky(frame: Frame, { rate, position_angle }: TargetMotion): Point {
  const { name, width, height } = frame;
  const middle = { x: (width - 1) / 2, y: (height - 1) / 2 };
  const velocity = velocityOnSky(frame, middle, rate, position_angle);
  if (!velocity)
    throw new AsyncError(
      `To follow a target by its motion on the sky, the reference frame '${name}' must have coordinates. ` +
        'Choose another as reference, or give its places on two frames.'
    );
  return velocity;
}
