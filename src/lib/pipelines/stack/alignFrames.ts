import { affineScale, IDENTITY, transformPoint, type Affine } from '../../domain/image/Affine';
import { figureText } from '../../domain/units/figureText';
import type { Refused } from '../../domain/statement/Refused';
import type { Frame } from '../../frames/Frame';
import { openFrame } from '../../frames/openFrame';
import { mosaicText } from '../../frames/sentences';
import { withMosaic } from '../../frames/withMosaic';
import type { FrameColour } from '../../kernels/picture/mosaicColour';
import type { StarsAndSky } from '../../kernels/alignment/starsAndSky';
import { storedRows } from '../../kernels/array/storedRows';
import { AsyncError, type InputFile, type RunningProcess } from '../api';
import { alignFrame, type FrameAlignment } from './alignFrame';
import { alignmentText } from './alignmentText';
import { exposureRatio, fluxRatio, type FluxRatio, type RatioSource } from './fluxRatio';
import type * as frameSteps from './frameSteps';
import type { FrameStars } from './FrameStars';
import type { LeftOutReason } from './LeftOutReason';
import { leftOutText, ratioSourceText } from './sentences';
import type { PlaneColour, StackColour } from './StackColour';
import type { StackWarning } from './StackWarning';

/** A frame, and how its pixels become those of the reference. */
export interface AlignedFrame extends Pick<FrameStars, 'frame' | 'read' | 'planes'> {
  /** From pixels of the reference to pixels of the frame. */
  readonly transform: Affine;
  /** Values become `scale * value + offset`, so that stars and sky are as bright as in the reference. */
  readonly scale: number;
  readonly offset: number;
  /** Of the sky, after that. */
  readonly noise: number;
  /** Level of the sky, before that. */
  readonly sky: number;
  /** The value from which on its pixels are saturated, before that; infinite where nothing says. */
  readonly saturation: number;
  /** Full width at half maximum of its stars, pixels of the reference; NaN without any. */
  readonly fwhm: number;
  /** What tells how bright it is; null for the reference. */
  readonly brightness: RatioSource | null;
  /** What was found, for people. */
  readonly text: string;
}

/** Pixels, in the corners: the stars do not tell the transform better. */
const LEAST_MOVEMENT = 0.02;
/** Of the light of the reference, over that of the frame. */
const CLOUDED = 1.5;

/**
 * Aligns all frames with the reference, which comes first, then those that can be, in the order given. Says of each
 * how it fits, or warns why it is left out.
 * @throws AsyncError if the reference cannot be used, or no other frame
 */
export async function alignFrames(
  process: RunningProcess<typeof frameSteps, StackWarning>,
  reference: InputFile,
  colour: StackColour
): Promise<AlignedFrame[]> {
  const others = process.inputFiles.filter(({ uid }) => uid !== reference.uid);
  const aligned: AlignedFrame[] = [];
  let first: FrameStars | null = null;
  const names = new Map<string, string>();
  const denied: string[] = [];
  const undeclared: string[] = [];
  let done = 0;
  let lastLeftOut: { readonly name: string; readonly reason: LeftOutReason } | null = null;
  for await (const { file, result, error } of process.eachFrame('measure', [reference, ...others], colour)) {
    if (error === null && result.mosaic.source.code === 'grey') denied.push(file.name);
    if (error === null && result.mosaic.source.code === 'undeclared') undeclared.push(file.name);
    const copied = error === null ? names.get(fingerprint(result)) : undefined;
    if (error === null && copied === undefined) names.set(fingerprint(result), file.name);
    if (!first) {
      if (error !== null)
        throw new AsyncError(
          `The reference frame '${file.name}' cannot be used: ${error} Choose another as reference.`
        );
      first = await withFrame(file, result, colour);
      aligned.push(unmoved(first));
      process.log(
        `${file.name}: the reference, ${skyText(result)}${result.mosaic.pattern ? `; ${mosaicText(result.mosaic)}` : ''}`
      );
      continue;
    }
    const found: AlignedFrame | Refused<LeftOutReason> =
      error !== null
        ? { refusal: { code: 'unusable', parameters: { message: error } } }
        : copied !== undefined
          ? { refusal: { code: 'copy', parameters: { of: copied } } }
          : alignedWith(first, await withFrame(file, result, colour));
    if ('refusal' in found) {
      lastLeftOut = { name: file.name, reason: found.refusal };
      process.warn({ code: 'frameLeftOut', parameters: lastLeftOut });
    } else {
      aligned.push(found);
      process.log(`${file.name}: ${found.text}`);
      if (found.brightness?.code === 'assumed')
        process.warn({ code: 'brightnessAssumed', parameters: { name: file.name } });
    }
    process.progress((0.5 * ++done) / others.length);
  }
  if (denied.length > 0) process.warn({ code: 'mosaicDenied', parameters: { names: denied } });
  if (undeclared.length > 0) process.warn({ code: 'mosaicUndeclared', parameters: { names: undeclared } });
  if (aligned.length < 2)
    throw new AsyncError(
      `No other frame could be aligned with the reference '${reference.name}': ` +
        `${lastLeftOut ? `'${lastLeftOut.name}' is left out: ${leftOutText(lastLeftOut.reason)}` : 'it is the only file.'} ` +
        'A stack takes two frames at least. Is the reference a good one?'
    );
  return aligned;
}

/** The same of two frames only if their pixels are: noise alone makes all of these numbers unlike. */
function fingerprint({ level, noise, stars: { count, x, y, flux } }: frameSteps.FrameMeasurement): string {
  const sum = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((total, value) => total + value, 0);
  return [level, noise, count, sum(x), sum(y), sum(flux)].join();
}

/** @param pixels put aside where rows cannot be read without the others */
async function withFrame(
  input: InputFile,
  { pixels, planes, mosaic, ...stars }: frameSteps.FrameMeasurement,
  colour: StackColour
): Promise<FrameStars> {
  const frame = await openFrame(input, 'refused', colour === 'each' ? 'green' : colour);
  const known = withMosaic(frame, mosaic.pattern);
  const opened = async (chosen: FrameColour, stored: Blob | null): Promise<FrameStars['read']> => {
    if (stored) return storedRows(stored, frame.width);
    const one = await openFrame(known, 'refused', chosen);
    return one.readRows.bind(one);
  };
  const withRows = async (place: PlaneColour) => {
    const { pixels: stored, ...sky } = planes![place];
    return { ...sky, read: await opened(place, stored) };
  };
  return {
    ...stars,
    frame,
    read: await opened(colour === 'each' ? 'green' : colour, pixels),
    planes: planes && {
      red: await withRows('red'),
      green: await withRows('green'),
      blue: await withRows('blue')
    }
  };
}

const unmoved = ({ frame, read, planes, noise, fwhm, level, saturation }: FrameStars): AlignedFrame => ({
  frame,
  read,
  planes,
  transform: IDENTITY,
  scale: 1,
  offset: 0,
  sky: level,
  saturation,
  noise,
  fwhm,
  brightness: null,
  text: 'the reference'
});

function alignedWith(reference: FrameStars, frame: FrameStars): AlignedFrame | Refused<LeftOutReason> {
  if ((reference.planes === null) !== (frame.planes === null))
    return { refusal: { code: 'otherColours', parameters: {} } };
  const exact = alignFrame(reference, frame);
  if ('refusal' in exact) return exact;
  const found = { ...exact, transform: orWholePixels(exact.transform, reference.frame) };
  const ratio = fluxRatio(reference, frame, found.transform);
  const enlarged = affineScale(found.transform);
  // Where the scale differs, the light of a star falls on more pixels of one than of the other.
  const scale = ratio.value * enlarged ** 2;
  return {
    frame: frame.frame,
    read: frame.read,
    planes: frame.planes,
    transform: found.transform,
    scale,
    offset: reference.level - scale * frame.level,
    sky: frame.level,
    saturation: frame.saturation,
    noise: scale * frame.noise,
    fwhm: frame.fwhm / enlarged,
    brightness: ratio.source,
    text: describe(reference.frame, frame, found, ratio)
  };
}

/**
 * A shift by whole pixels, where the transform can hardly be told from one, as of frames that are aligned already:
 * then no values are taken between pixels.
 */
function orWholePixels(transform: Affine, { width, height }: Frame): Affine {
  const middle = { x: (width - 1) / 2, y: (height - 1) / 2 };
  const moved = transformPoint(transform, middle);
  const [x, y] = [Math.round(moved.x - middle.x), Math.round(moved.y - middle.y)];
  const isNear = [0, 1, 2, 3].every((corner) => {
    const from = { x: corner % 2 ? width - 1 : 0, y: corner < 2 ? 0 : height - 1 };
    const to = transformPoint(transform, from);
    return Math.hypot(to.x - from.x - x, to.y - from.y - y) < LEAST_MOVEMENT;
  });
  return isNear ? [1, 0, 0, 1, x, y] : transform;
}

function describe(reference: Frame, measured: FrameStars, found: FrameAlignment, ratio: FluxRatio): string {
  const { frame, blank } = measured;
  const isSameSize = frame.width === reference.width && frame.height === reference.height;
  const expected = exposureRatio(reference, frame) ?? 1;
  return [
    alignmentText(found, reference),
    `brightness times ${figureText(ratio.value)} (${ratioSourceText(ratio.source)})`,
    skyText(measured),
    ...(ratio.value > CLOUDED * expected ? ['dimmed, as by clouds'] : []),
    ...(blank > 0 ? [`${blank} blank pixels, for which the other frames are taken`] : []),
    ...(isSameSize
      ? []
      : [
          `${frame.width} x ${frame.height} pixels where the reference has ${reference.width} x ${reference.height}`
        ])
  ].join('; ');
}

const skyText = ({ stars, fwhm, noise }: StarsAndSky): string =>
  `${stars.count} stars${fwhm > 0 ? `, FWHM ${fwhm.toFixed(2)} px` : ''}, noise ${figureText(noise)}`;
