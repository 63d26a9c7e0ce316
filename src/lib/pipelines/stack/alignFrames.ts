import { affineScale, type Affine } from '../../domain/Affine';
import { FitsError } from '../../fits/FitsError';
import { AsyncError, type InputFile, type RunningProcess } from '../api';
import { alignment, type Alignment } from './alignment';
import { alignmentText } from './alignmentText';
import { fluxRatio } from './fluxRatio';
import { measureFrame, type MeasuredFrame } from './measureFrame';
import { openFrame, type Frame } from './openFrame';

/** A frame, and how its pixels become those of the reference. */
export interface AlignedFrame extends Frame {
  /** From pixels of the reference to pixels of the frame. */
  readonly transform: Affine;
  /** Values become `scale * value + offset`, so that stars and sky are as bright as in the reference. */
  readonly scale: number;
  readonly offset: number;
  /** Of the sky, after that. */
  readonly noise: number;
  /** What was found, for people. */
  readonly text: string;
}

const STANDSTILL: Affine = [1, 0, 0, 1, 0, 0];

/**
 * Aligns all frames with the reference, which comes first, then those that can be, in the order given. One frame is
 * in memory at a time. Says of each how it fits, or why it is left out.
 * @throws AsyncError if the reference cannot be used, or no other frame
 */
export async function alignFrames(process: RunningProcess, reference: InputFile): Promise<AlignedFrame[]> {
  const first = await measured(reference);
  if (typeof first === 'string')
    throw new AsyncError(
      `The reference frame '${reference.name}' cannot be used: ${first} Choose another as reference.`
    );
  process.log(`${reference.name}: the reference, ${first.stars.count} stars, noise ${figure(first.noise)}`);
  const aligned: AlignedFrame[] = [
    { ...first.frame, transform: STANDSTILL, scale: 1, offset: 0, noise: first.noise, text: 'the reference' }
  ];
  const others = process.inputFiles.filter(({ pk }) => pk !== reference.pk);
  let lastReason = 'it is the only file.';
  for (const [index, input] of others.entries()) {
    const result = await alignedWith(first, input);
    if (typeof result === 'string') lastReason = `'${input.name}' is left out: ${result}`;
    else aligned.push(result);
    process.log(
      typeof result === 'string' ? `${input.name}: left out, ${result}` : `${input.name}: ${result.text}`
    );
    process.progress((0.5 * (index + 1)) / others.length);
  }
  if (aligned.length < 2)
    throw new AsyncError(
      `No other frame could be aligned with the reference '${reference.name}': ${lastReason} ` +
        'A stack takes two frames at least. Is the reference a good one?'
    );
  return aligned;
}

async function alignedWith(reference: MeasuredFrame, input: InputFile): Promise<AlignedFrame | string> {
  const frame = await measured(input);
  if (typeof frame === 'string') return frame;
  const found = alignment(reference, frame);
  if (typeof found === 'string') return found;
  const ratio = fluxRatio(reference, frame, found.transform);
  // Where the scale differs, the light of a star falls on more pixels of one than of the other.
  const scale = ratio.value * affineScale(found.transform) ** 2;
  return {
    ...frame.frame,
    transform: found.transform,
    scale,
    offset: reference.level - scale * frame.level,
    noise: scale * frame.noise,
    text: describe(reference.frame, frame.frame, found, ratio)
  };
}

/** A sentence where the file cannot be used. */
async function measured(input: InputFile): Promise<MeasuredFrame | string> {
  try {
    const { frame, image } = await openFrame(input);
    return measureFrame(frame, image);
  } catch (error) {
    if (error instanceof FitsError) return error.message;
    throw error;
  }
}

function describe(
  reference: Frame,
  frame: Frame,
  found: Alignment,
  ratio: { value: number; source: string }
): string {
  const size =
    frame.width === reference.width && frame.height === reference.height
      ? ''
      : `; ${frame.width} x ${frame.height} pixels where the reference has ${reference.width} x ${reference.height}`;
  return `${alignmentText(found, reference)}; brightness times ${figure(ratio.value)} (${ratio.source})${size}`;
}

const figure = (value: number): string => String(Number(value.toPrecision(4)));
