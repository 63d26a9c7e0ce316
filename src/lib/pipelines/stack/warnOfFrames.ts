import { doubtfulTimes } from '../../frames/doubtfulTimes';
import type { RunningProcess } from '../api';
import type { AlignedFrame } from './alignFrames';
import type { StackOptions } from './stackFrames';
import { countUndated } from './stackTimes';
import type { StackWarning } from './StackWarning';

/** Among fewer frames none is ever three standard deviations from the rest. */
const FEWEST_TO_CLIP = 8;

/** Warns of what a stack of these frames cannot have. */
export function warnOfFrames(
  process: RunningProcess<{}, StackWarning>,
  frames: readonly AlignedFrame[],
  { method }: Pick<StackOptions, 'method'>
): void {
  if (method === 'clippedMean' && frames.length < FEWEST_TO_CLIP)
    process.warn({
      code: 'tooFewToClip',
      parameters: { frames: frames.length, needed: FEWEST_TO_CLIP }
    });
  for (const warning of doubtfulTimes(frames.map(({ frame }) => frame))) process.warn(warning);
  const undated = countUndated(frames.map(({ frame }) => frame));
  if (undated > 0 && undated < frames.length)
    process.warn({ code: 'noDate', parameters: { undated, frames: frames.length } });
}
