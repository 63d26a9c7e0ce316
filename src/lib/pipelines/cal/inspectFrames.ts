import { FRAME_TYPES } from '../../domain/image/FrameType';
import { FitsError } from '../../fits/file/FitsError';
import { fileFacts } from '../../fits/facts/fileFacts';
import type { InputFile } from '../api';
import { describeFrame } from './describeFrame';
import type { Frame } from './Frame';
import { openFrame } from './openFrame';
import type { Report } from './Report';

/** What each file is. Reads headers; those that cannot be read are left out, and said so. */
export async function inspectFrames(files: readonly InputFile[], report: Report): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (const file of files) {
    const frame = await report.orLeaveOut(file.name, () => inspectFrame(file, report));
    if (frame) frames.push(frame);
  }
  for (const [type, label] of Object.entries(FRAME_TYPES)) {
    const count = frames.filter((frame) => frame.type === type).length;
    report.log(`${label} frames: ${count}`);
  }
  return frames;
}

async function inspectFrame(input: InputFile, report: Report): Promise<Frame> {
  const open = await openFrame(input.blob);
  const { frameType } = input.facts ?? fileFacts(open.file);
  if (!frameType) report.log(`${input.name} does not say what type of frame it is: taken for a light.`);
  for (const note of open.notes) report.log(`${input.name}: ${note} It is not gone by.`);
  if (open.width * open.height === 0) throw new FitsError('TRIMSEC leaves nothing of the image.');
  return describeFrame(input, open);
}
