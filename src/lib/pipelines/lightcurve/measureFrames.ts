import { itemAt } from '../../domain/units/itemAt';
import type { FrameProblem } from '../../domain/measurement/FrameProblem';
import { hitOf } from '../../domain/measurement/hitOf';
import { frameProblemText } from '../../domain/measurement/sentences';
import { SKY_RING } from '../../domain/measurement/skyRing';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { airmass } from '../../kernels/time/airmass';
import type { Circles } from '../../kernels/photometry/annulusSky';
import { julianDates } from '../../kernels/time/julianDates';
import { measuredFilter } from '../../frames/measuredFilter';
import { AsyncError, type RunningProcess } from '../api';
import type { Position } from '../../domain/sky/Position';
import type { Site } from '../../domain/sky/Site';
import type { Measurements, Stars } from '../../domain/measurement/Measurements';
import type { LightCurveWarning } from './LightCurveWarning';
import { measureFrame } from './measureFrame';
import { HARMLESS_SHARE, TargetSurroundings } from './foreignLight';
import { headerAirmass, observingSite } from './observingSite';
import type { LeftOut, TimedFrame } from './openFrames';
import { orUnreadable } from './orUnreadable';
import { placedBy, placeStars, type PlacedStars } from './placeStars';
import { ringNeighbours } from './ringNeighbours';
import type { ReferenceFrame } from './referenceFrame';
import { settleGain } from './settleGain';
import type { TargetPath } from './targetPath';

/** Aperture radii, in FWHM of the stars. */
const APERTURES = [0.5, 0.65, 0.8, 1, 1.2, 1.4, 1.7, 2, 2.5, 3];
/** In FWHM too: by what is in it, the target is crowded or not. */
const USUAL_APERTURE = 1.2;
/** The apertures of a frame are scaled from those of the reference by at most this factor, up or down. */
const MAX_SEEING = 3;

export interface MeasureRequest {
  readonly frames: readonly TimedFrame[];
  readonly leftOut: readonly LeftOut[];
  readonly reference: ReferenceFrame;
  /** The target first. */
  readonly stars: Stars;
  readonly path: TargetPath;
  readonly aperture: 'fixed' | 'seeing';
  /** Pixels; null: the best is to be found. */
  readonly radius: number | null;
  /** The stars to compare with; null: the best are to be found. */
  readonly comparisons: readonly number[] | null;
}

/**
 * Measures target and stars on all frames, one in memory at a time.
 * @throws AsyncError if the target could not be measured on any
 */
export async function measureFrames(
  process: RunningProcess<{}, LightCurveWarning>,
  request: MeasureRequest
): Promise<Measurements> {
  const { frames, stars } = request;
  const measurements = unmeasured(process, request);
  const job = { ...request, neighbours: neighboursOf(request) };
  for (const [f, frame] of frames.entries()) {
    const problem = await measureInto(measurements, f, frame, job);
    measurements.frames.problems[f] = problem;
    if (problem) process.warn({ code: 'frameLeftOut', parameters: { name: frame.name, problem } });
    else process.log(`${frame.name}: FWHM ${itemAt(measurements.frames.fwhm, f).toFixed(2)} px`);
    process.progress((f + 1) / (frames.length + 1));
  }
  refuseUnmeasured(measurements, frames.length, itemAt(stars.names, 0));
  judgeTarget(process, measurements, request);
  const warning = settleGain(
    measurements,
    frames.map(({ noise }) => noise.gain),
    comparisonsOf(request),
    request.reference.gainShare
  );
  if (warning) process.warn(warning);
  return measurements;
}

/** Marks and tells what else is in the aperture of the target. */
function judgeTarget(
  process: RunningProcess<{}, LightCurveWarning>,
  { quality }: Unfinished,
  { frames, reference, path, radius: asked }: MeasureRequest
): void {
  const surroundings = new TargetSurroundings(reference, path);
  const radius = asked ?? USUAL_APERTURE * reference.fwhm;
  const found = frames.map((frame, f) => ({
    f,
    name: frame.name,
    ...surroundings.around(path.at(frame.time), radius)
  }));
  const crowded = found.filter(({ share }) => share >= HARMLESS_SHARE);
  const [worst] = [...crowded].sort((a, b) => b.share - a.share);
  if (worst) {
    const { share, distance } = worst;
    const names = crowded.length === frames.length ? null : crowded.map(({ name }) => name);
    process.warn({ code: 'neighbourLight', parameters: { names, share, distance, radius } });
  }
  const { width } = surroundings;
  if (width !== null)
    process.warn({
      code: 'targetIsWide',
      parameters: { fwhm: width * reference.fwhm, usual: reference.fwhm }
    });
  for (const { f } of width === null ? crowded : found)
    quality[f] = itemAt(quality, f) | SOURCE_QUALITY.crowded;
  // What is there on most frames is no cosmic ray.
  const hits = found.filter(({ f }) => itemAt(quality, f) & SOURCE_QUALITY.cosmicRay);
  if (2 * hits.length > frames.length)
    for (const { f } of hits) quality[f] = itemAt(quality, f) & ~SOURCE_QUALITY.cosmicRay;
  for (const { f, name } of found) {
    const hit = hitOf(itemAt(quality, f));
    if (hit) process.warn({ code: 'targetHit', parameters: { name, hit } });
  }
}

/** The comparison stars: those asked for, or all without a problem. */
const comparisonsOf = ({ comparisons, stars }: MeasureRequest): readonly number[] =>
  comparisons ?? [...stars.against.keys()].filter((s) => s > 0 && stars.against[s] === null);

type Unfinished = Measurements & { readonly frames: { readonly problems: (FrameProblem | null)[] } };

function unmeasured(process: RunningProcess<{}, LightCurveWarning>, request: MeasureRequest): Unfinished {
  const { target } = process;
  const { frames, leftOut, reference, stars, path, radius, comparisons } = request;
  const radii = APERTURES.map((factor) => factor * reference.fwhm);
  if (radius !== null) radii.push(radius);
  radii.sort((a, b) => a - b);
  const count = frames.length + leftOut.length;
  const column = (valueOf: (frame: TimedFrame) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, f) => (frames[f] ? valueOf(frames[f]) : NaN));
  const size = stars.count * count;
  const { x, y } = path.at(reference.frame.time);
  const own = reference.frame.wcs?.pixelToWorld(x, y) ?? null;
  // Without coordinates in the frames, those of the target are the best there are.
  const position = own ?? (target.epoch === 2000 ? target : null);
  const site = siteOf(process, frames, position);
  return {
    target: { name: target.name, ra: position?.ra ?? NaN, dec: position?.dec ?? NaN },
    filter:
      measuredFilter(frames.find(({ facts }) => facts.filter)?.facts.filter ?? null, reference.measured) ??
      '',
    frames: {
      count,
      names: [...frames, ...leftOut].map(({ input }) => input.name),
      uids: [...frames, ...leftOut].map(({ input }) => input.uid),
      time: column(({ time }) => time),
      bjdTdb: column(({ time }) =>
        position && time >= LEAP_SECONDS ? julianDates(time, position).bjdTdb : NaN
      ),
      airmass: column(({ facts: { observingSite }, hdus, time }) => {
        // What the header has was computed for the site that its user says is wrong.
        const place = observingSite ?? site;
        return (
          (observingSite ? null : headerAirmass(hdus)) ??
          (place && position ? airmass(time, position, place) : NaN)
        );
      }),
      fwhm: column(() => NaN),
      apertureScale: column(() => NaN),
      problems: [...frames.map(() => null), ...leftOut.map(({ problem }) => problem)]
    },
    stars,
    radii: Float64Array.from(radii),
    asked: { radius: radius === null ? null : radii.indexOf(radius), comparisons },
    flux: new Float64Array(radii.length * size).fill(NaN),
    error: new Float64Array(radii.length * size).fill(NaN),
    x: new Float64Array(size).fill(NaN),
    y: new Float64Array(size).fill(NaN),
    sky: new Float64Array(size).fill(NaN),
    quality: new Uint8Array(size)
  };
}

/** Of the headers, null where it is not known; warns if they have one that cannot be used for what they do not have. */
function siteOf(
  process: RunningProcess<{}, LightCurveWarning>,
  frames: readonly TimedFrame[],
  position: Position | null
): Site | null {
  const needing = frames.filter(({ facts, hdus }) => !facts.observingSite && headerAirmass(hdus) === null);
  if (needing.length === 0 || !position) return null;
  const found = observingSite(needing, position);
  if (typeof found === 'object') return found;
  if (found !== 'none') process.warn({ code: 'siteUnknown', parameters: { because: found } });
  return null;
}

/** Neighbours of all stars, and of the target along its path, in pixels of the reference. */
function neighboursOf({ frames, reference, stars, path, aperture }: MeasureRequest): Circles {
  const targets = frames.map(({ time }) => path.at(time));
  const places = {
    count: targets.length + stars.count,
    x: [...targets.map(({ x }) => x), ...stars.x],
    y: [...targets.map(({ y }) => y), ...stars.y]
  };
  const widest = aperture === 'seeing' ? MAX_SEEING : 1;
  return ringNeighbours(reference, places, widest * SKY_RING[1] * reference.fwhm);
}

/** Earlier, UTC had no leap seconds, and `julianDates` cannot convert to TDB. */
const LEAP_SECONDS = Date.UTC(1972, 0, 1);

/** @returns why the frame cannot be used, or null */
async function measureInto(
  { frames, radii, flux, error, x, y, sky, quality }: Unfinished,
  f: number,
  frame: TimedFrame,
  {
    reference,
    stars,
    path,
    aperture,
    neighbours
  }: MeasureRequest & {
    readonly neighbours: Circles;
  }
): Promise<FrameProblem | null> {
  const target = path.at(frame.time);
  const places = {
    count: stars.count,
    x: Float64Array.from(stars.x, (value, s) => (s === 0 ? target.x : value)),
    y: Float64Array.from(stars.y, (value, s) => (s === 0 ? target.y : value))
  };
  const found = await orUnreadable(() =>
    frame.withImage((lent) => {
      if (lent.colour.measured !== reference.measured)
        return { refusal: { code: 'otherColours', parameters: {} } as const };
      const placed = placeStars(reference, frame, lent, places);
      if ('refusal' in placed) return placed;
      const seeing = Math.min(MAX_SEEING, Math.max(1 / MAX_SEEING, placed.fwhm / reference.fwhm));
      const scale = aperture === 'seeing' ? seeing : 1;
      const measured = measureFrame(
        frame,
        lent,
        placed,
        [...radii].map((radius) => radius * scale),
        reference.fwhm * Math.max(1, scale),
        placedCircles(neighbours, placed.at)
      );
      return { placed, measured, scale };
    })
  );
  if ('refusal' in found) return found.refusal;
  const { placed, measured, scale } = found;
  frames.fwhm[f] = placed.fwhm;
  frames.apertureScale[f] = scale;
  for (const [column, values] of [
    [x, placed.x],
    [y, placed.y],
    [sky, measured.sky],
    [quality, measured.quality],
    [flux, measured.flux],
    [error, measured.error]
  ] as const)
    setFrame(column, f, frames.count, values);
  const [targetX, targetY] = [itemAt(placed.x, 0), itemAt(placed.y, 0)];
  const isOn = targetX >= 0 && targetY >= 0 && targetX < frame.width && targetY < frame.height;
  if (!isOn) return { code: 'targetIsOff', parameters: {} };
  return itemAt(measured.quality, 0) & SOURCE_QUALITY.saturated
    ? { code: 'targetIsSaturated', parameters: {} }
    : null;
}

/** Sets the values of one frame in a column ordered by star, then by frame. */
function setFrame(
  column: Float64Array | Uint8Array,
  f: number,
  frames: number,
  values: Float64Array | Uint8Array
): void {
  for (const [i, value] of values.entries()) column[i * frames + f] = value;
}

/** From pixels of the reference to those of a frame. */
function placedCircles(circles: Circles, at: PlacedStars['at']): Circles {
  const { count, x, y } = placedBy(at, circles);
  return { count, x, y, radius: circles.radius };
}

function refuseUnmeasured(
  { frames, stars, radii, flux, quality }: Measurements,
  tried: number,
  name: string
): void {
  const all = [...Array(tried).keys()];
  if (all.every((f) => itemAt(quality, f) & SOURCE_QUALITY.saturated))
    throw new AsyncError(
      `The target '${name}' is saturated on all frames: its light cannot be measured. Use shorter exposures, or defocus the telescope.`
    );
  const used = all.filter((f) => frames.problems[f] === null);
  const [firstProblem] = frames.problems;
  if (used.length === 0 && firstProblem)
    throw new AsyncError(
      `The target was found on none of ${tried} frames. '${frames.names[0]}': ${frameProblemText(firstProblem)}`
    );
  const isSeen = (f: number): boolean =>
    [...radii.keys()].some((r) => itemAt(flux, r * stars.count * frames.count + f) > 0);
  if (!used.some(isSeen))
    throw new AsyncError(
      'There is no light of the target above the sky on any frame. Is its position right? Look at it in the viewer.'
    );
}
