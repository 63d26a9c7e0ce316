import { FRAME_TYPES } from '../../domain/image/FrameType';
import { FitsError } from '../../fits/file/FitsError';
import type { InputFile } from '../api';
import { describeFrame } from './describeFrame';
import type { DescribedFrame } from './DescribedFrame';
import { openRaw } from './openRaw';
import type { Report } from './Report';

/** What each file is. Reads headers; those that cannot be read are left out, and said so. */
export async function inspectFrames(files: readonly InputFile[], report: Report): Promise<DescribedFrame[]> {
  const frames: DescribedFrame[] = [];
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

async function inspectFrame(input: InputFile, report: Report): Promise<DescribedFrame> {
  const frame = await openRaw(input);
  const { facts, sections } = frame;
  const { width, height } = sections.trimmed;
  if (!facts.frameType) report.log(`${input.name} does not say what type of frame it is: taken for a light.`);
  for (const note of sections.notes) report.log(`${input.name}: ${note} It is not gone by.`);
  if (width * height === 0) throw new FitsError('TRIMSEC leaves nothing of the image.');
  return describeFrame(frame);
}
