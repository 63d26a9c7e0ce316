import { openFrame } from '../../frames/openFrame';
import type { InputFile } from '../api';
import type { SingleFrameQuality } from './FrameQuality';
import { measureFrame } from './measureFrame';

/**
 * @param saturation the lowest value that is saturated; null: from the file
 * @throws FitsError if the file cannot be read
 */
export async function measure(input: InputFile, saturation: number | null): Promise<SingleFrameQuality> {
  const frame = await openFrame(input, 'firstPlane', 'green');
  return frame.withImage((lent) => measureFrame(frame, lent, saturation));
}
