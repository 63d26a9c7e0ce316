import { itemAt } from '../../domain/units/itemAt';
import type { RunningProcess } from '../api';
import type { AlignedFrame } from './alignFrames';
import { PLANES, type PlaneColour } from './StackColour';
import { stackFrames, type Stack, type StackOptions } from './stackFrames';

/** A stack of each colour, one after another: as soon as the next is asked for, nothing of the one before is needed. */
export async function* stackColours(
  process: RunningProcess,
  frames: readonly AlignedFrame[],
  options: StackOptions
): AsyncGenerator<Stack> {
  for (const [done, colour] of PLANES.entries()) {
    const part = {
      log: (line: string) => process.log(`${colour}: ${line}`),
      progress: (fraction: number) => process.progress(0.5 + (done + 2 * fraction - 1) / 6)
    };
    yield await stackFrames(part, framesOf(colour, frames), options);
  }
}

/** Frames of one colour: stars are as bright in it as in another, and the sky as in that colour of the reference. */
function framesOf(colour: PlaneColour, frames: readonly AlignedFrame[]): AlignedFrame[] {
  const reference = itemAt(frames, 0).planes![colour];
  return frames.map((frame) => {
    const { read, level, noise } = frame.planes![colour];
    const offset = reference.level - frame.scale * level;
    return { ...frame, read, sky: level, noise: frame.scale * noise, offset };
  });
}
