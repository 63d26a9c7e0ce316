import { FRAME_TYPES } from '../../domain/image/FrameType';
import { FitsError } from '../../fits/file/FitsError';
import type { InputFile } from '../api';
import { describeFrame } from './DescribedFrame';
import type { DescribedFrame } from './DescribedFrame';
import { openRaw } from './openRaw';
import type { Report } from './Report';

/** Reads the header of each file. Files that cannot be read are left out and reported. */
export async function inspectFrames(files: readonly InputFile[], report: Report): Promise<DescribedFrame[]> {
  const frames: DescribedFrame[] = [];
  const untyped: string[] = [];
  for (const file of files) {
    const frame = await report.orLeaveOut(file.name, () => inspectFrame(file, report, untyped));
    if (frame) frames.push(frame);
  }
  for (const [type, label] of Object.entries(FRAME_TYPES)) {
    const count = frames.filter((frame) => frame.type === type).length;
    report.log(`${label} frames: ${count}`);
  }
  if (untyped.length > 0) report.warn({ code: 'typesAssumed', parameters: { names: untyped } });
  return frames;
}

/** @param untyped collects the names of frames that do not say their type */
async function inspectFrame(input: InputFile, report: Report, untyped: string[]): Promise<DescribedFrame> {
  const frame = await openRaw(input);
  const { facts, sections } = frame;
  const { width, height } = sections.trimmed;
  if (!facts.frameType) untyped.push(input.name);
  for (const message of sections.notes)
    report.warn({ code: 'sectionIgnored', parameters: { name: input.name, message } });
  if (width * height === 0) throw new FitsError('TRIMSEC leaves nothing of the image.');
  return describeFrame(frame);
}
