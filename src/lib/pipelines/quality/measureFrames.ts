import { AsyncError, fileErrorText, type RunningProcess } from '../api';
import { describeFrame } from './describeFrame';
import type { FrameQuality, UnreadableFile } from './FrameQuality';
import type { QualityWarning } from './QualityWarning';

export interface MeasuredFrames {
  readonly frames: readonly FrameQuality[];
  readonly unreadable: readonly UnreadableFile[];
}

/**
 * Measures the input files, and continues where one cannot be read.
 * @param saturation the lowest value that is saturated; null: from the file
 * @throws AsyncError if none can be read
 */
export async function measureFrames(
  process: RunningProcess<typeof import('./frameSteps'), QualityWarning>,
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
      if (number === inputFiles.length && frames.length === 0)
        throw new AsyncError(fileErrorText(name, error));
      process.warn({ code: 'notMeasured', parameters: { name, message: error } });
      unreadable.push({ name, number, reason: { code: 'unreadable', parameters: { message: error } } });
    }
    process.progress(number / inputFiles.length);
  }
  return { frames, unreadable };
}
