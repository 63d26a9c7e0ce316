import type { FrameProblem } from '../../domain/measurement/FrameProblem';
import { frameProblemText } from '../../domain/measurement/sentences';
import type { Refused } from '../../domain/statement/Refused';
import type { UnixMilliseconds } from '../../domain/units/Brand';
import type { Frame } from '../../frames/Frame';
import { openFrame } from '../../frames/openFrame';
import { AsyncError, type InputFile, type RunningProcess } from '../api';
import { orUnreadable } from './orUnreadable';

/** A frame of which it is known when it was taken. */
export type TimedFrame = Frame & { readonly time: UnixMilliseconds };

export interface LeftOut {
  readonly input: InputFile;
  readonly problem: FrameProblem;
}

/**
 * Opens all frames, and puts them in order of time.
 * @throws AsyncError if none can be used, or they were taken through several filters
 */
export async function openFrames(
  process: RunningProcess
): Promise<{ readonly frames: readonly TimedFrame[]; readonly leftOut: readonly LeftOut[] }> {
  const frames: TimedFrame[] = [];
  const leftOut: LeftOut[] = [];
  for (const input of process.inputFiles) {
    const frame = await opened(input);
    if ('refusal' in frame) leftOut.push({ input, problem: frame.refusal });
    else frames.push(frame);
  }
  for (const { input, problem } of leftOut)
    process.log(`'${input.name}' is left out: ${frameProblemText(problem)}`);
  if (frames.length === 0)
    throw new AsyncError(
      `None of ${process.inputFiles.length} files can be used. '${leftOut[0].input.name}': ${frameProblemText(leftOut[0].problem)}`
    );
  refuseSeveralFilters(frames);
  if (frames.some(({ time }, i) => i > 0 && time < frames[i - 1].time))
    process.log('The files were not in order of time; the light curve is.');
  frames.sort((a, b) => a.time - b.time);
  for (const [i, { name, time }] of frames.entries())
    if (i > 0 && time === frames[i - 1].time)
      process.log(
        `'${frames[i - 1].name}' and '${name}' have the same time, ${new Date(time).toISOString()}. ` +
          'Both are measured; is one a copy of the other, or is a time wrong?'
      );
  const starts = frames.filter(({ facts }) => facts.observed?.mid === null).length;
  if (starts > 0)
    process.log(
      `For ${starts} of ${frames.length} frames nobody says how long they were exposed: their times are those of the start.`
    );
  return { frames, leftOut };
}

function opened(input: InputFile): Promise<TimedFrame | Refused<FrameProblem>> {
  return orUnreadable(async () => {
    const frame = await openFrame(input);
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
    `The frames were taken through ${counts.size} filters (${list}). A light curve is of one: choose the frames of one filter, or correct the filters on the data page.`
  );
}
