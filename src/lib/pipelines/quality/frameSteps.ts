import type { InputFile } from '../api';
import type { MeasuredFrame } from './FrameQuality';
import { measureFrame } from './measureFrame';
import { readFrame } from './readFrame';

/**
 * @param saturation values from this one on are saturated; 0: what the file says
 * @throws FitsError if the file cannot be read
 */
export const measure = async (file: InputFile, saturation: number): Promise<MeasuredFrame> =>
  measureFrame(file.name, await readFrame(file), saturation);
