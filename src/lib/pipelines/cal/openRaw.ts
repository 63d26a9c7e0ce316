import type { Frame } from '../../frames/Frame';
import { openFrame } from '../../frames/openFrame';
import type { InputFile } from '../api';

/**
 * Opens a frame to be combined or calibrated.
 * @throws FitsError if the file has no image that can be read, or one of several planes
 */
export async function openRaw(input: InputFile): Promise<Frame> {
  const frame = await openFrame(input);
  // Reads nothing, but checks that all of the data are there.
  if (frame.canReadRows) await frame.readRows(0, 0);
  return frame;
}
