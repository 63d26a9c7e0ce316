import { composeAffine } from '../../domain/Affine';
import { HOUR } from '../../domain/days';
import { fixedText } from '../../domain/fixedText';
import { motionInPixels } from '../../fits/motionInPixels';
import { AsyncError, type RunningProcess } from '../api';
import type { AlignedFrame } from './alignFrames';

/** On the sky or, where the reference has no coordinates, on its pixels. */
export interface Motion {
  /** Arcseconds an hour. */
  readonly rate: number;
  /** Degrees from north through east. */
  readonly position_angle: number;
  /** Pixels of the reference an hour. */
  readonly rate_x: number;
  readonly rate_y: number;
}

export const isMotion = ({ rate, rate_x, rate_y }: Motion): boolean =>
  rate !== 0 || rate_x !== 0 || rate_y !== 0;

/**
 * Aligns frames, so far aligned by their stars with the first, by a target that moves instead.
 * @throws AsyncError if the motion is given twice, the reference has no time or no coordinates where they are needed,
 * or no other frame has a time
 */
export function followTarget(
  process: RunningProcess,
  frames: readonly AlignedFrame[],
  motion: Motion
): AlignedFrame[] {
  const { name, time } = frames[0];
  const [x, y] = pixelsAnHour(frames[0], motion);
  if (time === null)
    throw new AsyncError(
      `To follow a moving target, the reference frame '${name}' must have a time. ` +
        'Choose another as reference, or set its motion to 0.'
    );
  const followed = frames.flatMap((frame): AlignedFrame[] => {
    if (frame.time === null) {
      process.log(`${frame.name}: left out, it has no time to tell where the target was`);
      return [];
    }
    const hours = (frame.time - time) / HOUR;
    const [dx, dy] = [x * hours, y * hours];
    const moved = `target moved by ${fixedText(dx, 1)}, ${fixedText(dy, 1)} px`;
    process.log(`${frame.name}: ${moved}`);
    const transform = composeAffine(frame.transform, [1, 0, 0, 1, dx, dy]);
    return [{ ...frame, transform, text: `${frame.text}; ${moved}` }];
  });
  if (followed.length < 2)
    throw new AsyncError(
      'To follow a moving target, two frames at least must have a time. Correct the times.'
    );
  return followed;
}

function pixelsAnHour(
  { name, wcs, width, height }: AlignedFrame,
  { rate, position_angle, rate_x, rate_y }: Motion
): [x: number, y: number] {
  if (rate === 0) return [rate_x, rate_y];
  if (rate_x !== 0 || rate_y !== 0)
    throw new AsyncError('Give the motion of the target on the sky or in pixels, not both.');
  const sky = wcs?.orientation((width - 1) / 2, (height - 1) / 2);
  if (!sky)
    throw new AsyncError(
      `To follow a target by its motion on the sky, the reference frame '${name}' must have coordinates. ` +
        'Choose another as reference, or give the motion in pixels.'
    );
  return motionInPixels(sky, rate, position_angle);
}
