import { FitsError } from '../../fits/FitsError';
import { AsyncError, type RunningProcess } from '../api';
import { describeFrame } from './describeFrame';
import type { FrameQuality, UnreadableFile } from './FrameQuality';
import { measureFrame } from './measureFrame';
import { readFrame } from './readFrame';

export interface MeasuredFrames {
  readonly frames: readonly FrameQuality[];
  readonly unreadable: readonly UnreadableFile[];
}

/**
 * Measures the input files one after the other, and goes on where one cannot be read.
 * @param saturation values from this one on are saturated; 0: what the file says
 * @throws AsyncError if none can be read
 */
export async function measureFrames(process: RunningProcess, saturation: number): Promise<MeasuredFrames> {
  const { inputFiles } = process;
  const frames: FrameQuality[] = [];
  const unreadable: UnreadableFile[] = [];
  for (const [index, file] of inputFiles.entries()) {
    const { name } = file;
    const number = index + 1;
    try {
      const frame = measureFrame({ name, number }, await readFrame(file), saturation);
      process.log(`Frame ${number}/${inputFiles.length} ${describeFrame(frame)}`);
      frames.push(frame);
    } catch (error) {
      if (!(error instanceof FitsError)) throw error;
      const sentence = `Error in file '${name}': ${error.message}`;
      if (number === inputFiles.length && frames.length === 0)
        throw new AsyncError(sentence, { cause: error });
      process.log(sentence);
      unreadable.push({ name, number, problem: `it cannot be read: ${error.message}` });
    }
    process.progress(number / inputFiles.length);
  }
  return { frames, unreadable };
}
