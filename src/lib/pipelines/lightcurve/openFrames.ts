import type { FrameProblem } from '../../domain/measurement/FrameProblem';
import { frameProblemText } from '../../domain/measurement/sentences';
import type { Refused } from '../../domain/statement/Refused';
import type { UnixMilliseconds } from '../../domain/units/Brand';
import { doubtfulTimes } from '../../frames/doubtfulTimes';
import type { Frame } from '../../frames/Frame';
import { openFrame } from '../../frames/openFrame';
import type { FrameColour } from '../../kernels/picture/mosaicColour';
import { AsyncError, type InputFile, type RunningProcess } from '../api';
import type { LightCurveWarning } from './LightCurveWarning';
import { orUnreadable } from './orUnreadable';

/** A frame whose time is known. */
export type TimedFrame = Frame & { readonly time: UnixMilliseconds };

export interface LeftOut {
  readonly input: InputFile;
  readonly problem: FrameProblem;
}

/**
 * Opens all frames and sorts them by time.
 * @throws AsyncError if none can be used, or they were taken through more than one filter
 */
export async function openFrames(
  process: RunningProcess<{}, LightCurveWarning>,
  colour: FrameColour
): Promise<{ readonly frames: readonly TimedFrame[]; readonly leftOut: readonly LeftOut[] }> {
  const frames: TimedFrame[] = [];
  const leftOut: LeftOut[] = [];
  for (const input of process.inputFiles) {
    const frame = await opened(input, colour);
    if ('refusal' in frame) leftOut.push({ input, problem: frame.refusal });
    else frames.push(frame);
  }
  for (const { input, problem } of leftOut)
    process.warn({ code: 'frameLeftOut', parameters: { name: input.name, problem } });
  const [firstLeftOut] = leftOut;
  if (frames.length === 0 && firstLeftOut)
    throw new AsyncError(
      `None of ${process.inputFiles.length} files can be used. '${firstLeftOut.input.name}': ${frameProblemText(firstLeftOut.problem)}`
    );
  refuseSeveralFilters(frames);
  if (frames.some(({ time }, i) => time < (frames[i - 1]?.time ?? -Infinity)))
    process.log('The files were not in order of time; the light curve is.');
  frames.sort((a, b) => a.time - b.time);
  for (const [i, { name, time }] of frames.entries()) {
    const before = frames[i - 1];
    if (time === before?.time)
      process.warn({
        code: 'sameTime',
        parameters: { names: [before.name, name], time: new Date(time).toISOString() }
      });
  }
  for (const warning of doubtfulTimes(frames)) process.warn(warning);
  const names = frames.filter(({ facts }) => facts.observed?.mid === null).map(({ name }) => name);
  if (names.length > 0) process.warn({ code: 'exposureUnknown', parameters: { names } });
  return { frames, leftOut };
}

function opened(input: InputFile, colour: FrameColour): Promise<TimedFrame | Refused<FrameProblem>> {
  return orUnreadable(async () => {
    const frame = await openFrame(input, 'refused', colour);
    return isTimed(frame) ? frame : { refusal: { code: 'noTime', parameters: {} } as const };
  });
}

const isTimed = (frame: Frame): frame is TimedFrame => frame.time !== null;

function refuseSeveralFilters(frames: readonly Frame[]): void {
  const counts = new Map<string, number>();
  for (const { filter } of frames.map(({ facts }) => facts))
    if (filter) counts.set(filter, (counts.get(filter) ?? 0) + 1);
  if (counts.size < 2) return;
  const list = [...counts].map(([filter, count]) => `${count} in ${filter}`).join(', ');
  throw new AsyncError(
    `The frames were taken through ${counts.size} filters (${list}). A light curve needs one filter: choose the frames of one, or correct the filters on the data page.`
  );
}
