import { AsyncError, fileErrorText, type RunningProcess } from '../api';
import { describeFrame } from './describeFrame';
import type { FrameQuality, UnreadableFile } from './FrameQuality';

export interface MeasuredFrames {
  readonly frames: readonly FrameQuality[];
  readonly unreadable: readonly UnreadableFile[];
}

/**
 * Measures the input files, and goes on where one cannot be read.
 * @param saturation values from this one on are saturated; null: what the file says
 * @throws AsyncError if none can be read
 */
export async function measureFrames(
  process: RunningProcess<typeof import('./frameSteps')>,
  saturation: number | null
): Promise<MeasuredFrames> {
  const { inputFiles } = process;
  const frames: FrameQuality[] = [];
  const unreadable: UnreadableFile[] = [];
  let number = 0;
  for await (const { file, result, error } of process.eachFrame('measure', inputFiles, saturation)) {
    const { name } = file;
    number++;
    if (error === null) {
      const frame = { ...result, number };
      process.log(`Frame ${number}/${inputFiles.length} ${describeFrame(frame)}`);
      frames.push(frame);
    } else {
      const sentence = fileErrorText(name, error);
      if (number === inputFiles.length && frames.length === 0) throw new AsyncError(sentence);
      process.log(sentence);
      unreadable.push({ name, number, reason: { code: 'unreadable', parameters: { message: error } } });
    }
    process.progress(number / inputFiles.length);
  }
  return { frames, unreadable };
}
