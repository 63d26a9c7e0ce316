import type { FrameProblem } from '../../domain/measurement/FrameProblem';
import { frameProblemText } from '../../domain/measurement/sentences';
import type { Refused } from '../../domain/statement/Refused';
import type { UnixMilliseconds } from '../../domain/units/Brand';
import { declaredSaturation } from '../../fits/facts/declaredSaturation';
import { detectorNoise, type DetectorNoise } from '../../fits/facts/detectorNoise';
import { fileFacts } from '../../fits/facts/fileFacts';
import { openFrameFile } from '../../fits/image/openFrameFile';
import { FitsError } from '../../fits/file/FitsError';
import { nullOnFitsError } from '../../fits/file/nullOnFitsError';
import { orFitsError } from '../../fits/file/orFitsError';
import { readSoleImage, type SoleImage } from '../../fits/image/readSoleImage';
import { readWcs } from '../../fits/wcs/readWcs';
import type { Wcs } from '../../fits/wcs/Wcs';
import { AsyncError, type InputFile, type RunningProcess } from '../api';
import { headerAirmass, observingSite, type Site } from './observingSite';

/** A frame of which nothing but the header is in memory. */
export interface Frame {
  readonly input: InputFile;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly wcs: Wcs | null;
  /** Of the middle of the exposure, or its start where nobody says how long it was. */
  readonly time: UnixMilliseconds;
  readonly isStart: boolean;
  readonly filter: string | null;
  readonly noise: DetectorNoise;
  readonly saturation: number;
  /** By the header; null if it does not say. */
  readonly airmass: number | null;
  readonly site: Site | null;
  /** Valid until a frame is read again: all are read into the same memory. */
  readonly read: () => Promise<SoleImage>;
}

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
): Promise<{ readonly frames: readonly Frame[]; readonly leftOut: readonly LeftOut[] }> {
  const frames: Frame[] = [];
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
  const starts = frames.filter(({ isStart }) => isStart).length;
  if (starts > 0)
    process.log(
      `For ${starts} of ${frames.length} frames nobody says how long they were exposed: their times are those of the start.`
    );
  return { frames, leftOut };
}

async function opened(input: InputFile): Promise<Frame | Refused<FrameProblem>> {
  const frame = await orFitsError(async (): Promise<Frame | Refused<FrameProblem>> => {
    const { file, hdu, width, height } = await openFrameFile(input.blob);
    const { observed, filter } = input.facts ?? fileFacts(file);
    if (observed === null) return { refusal: { code: 'noTime', parameters: {} } };
    return {
      input,
      name: input.name,
      width,
      height,
      wcs: nullOnFitsError(() => readWcs(hdu.header)),
      time: observed.mid ?? observed.start,
      isStart: observed.mid === null,
      filter,
      noise: detectorNoise(file.hdus, hdu),
      saturation: declaredSaturation(file.hdus, hdu).level,
      airmass: headerAirmass(file.hdus),
      site: observingSite(file.hdus),
      read: () => readSoleImage(file, hdu)
    };
  });
  return frame instanceof FitsError
    ? { refusal: { code: 'unreadable', parameters: { message: frame.message } } }
    : frame;
}

function refuseSeveralFilters(frames: readonly Frame[]): void {
  const counts = new Map<string, number>();
  for (const { filter } of frames) if (filter) counts.set(filter, (counts.get(filter) ?? 0) + 1);
  if (counts.size < 2) return;
  const list = [...counts].map(([filter, count]) => `${count} in ${filter}`).join(', ');
  throw new AsyncError(
    `The frames were taken through ${counts.size} filters (${list}). A light curve is of one: choose the frames of one filter, or correct the filters on the data page.`
  );
}
