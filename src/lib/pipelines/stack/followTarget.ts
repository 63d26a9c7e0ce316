import { composeAffine } from '../../domain/Affine';
import { AsyncError, type RunningProcess } from '../api';
import type { AlignedFrame } from './alignFrames';
import { fixedText } from './fixedText';

const HOUR = 3_600_000;

/**
 * Aligns frames, so far aligned by their stars with the first, by a target that moves instead.
 * @param rate arcseconds an hour
 * @param positionAngle of its motion, degrees from north through east
 * @throws AsyncError if the reference has no coordinates or no time, or no other frame has a time
 */
export function followTarget(
  process: RunningProcess,
  frames: readonly AlignedFrame[],
  rate: number,
  positionAngle: number
): AlignedFrame[] {
  const { name, wcs, time, width, height } = frames[0];
  const sky = wcs?.orientation((width - 1) / 2, (height - 1) / 2);
  if (!sky || time === null)
    throw new AsyncError(
      `To follow a moving target, the reference frame '${name}' must have ${sky ? 'a time' : 'coordinates'}. ` +
        'Choose another as reference, or set the rate to 0.'
    );
  const angle = (positionAngle * Math.PI) / 180;
  const [x, y] = [0, 1].map(
    (axis) => ((Math.cos(angle) * sky.north[axis] + Math.sin(angle) * sky.east[axis]) * rate) / sky.pixelScale
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
