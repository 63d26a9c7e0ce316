import type { Point } from '../../domain/image/Affine';
import { itemAt } from '../../domain/units/itemAt';
import type { Position } from '../../domain/sky/Position';
import { readStars } from '../../domain/measurement/readStars';
import { frameProblemText, starProblemText } from '../../domain/measurement/sentences';
import type { TargetMotion } from '../../frames/targetMotion';
import { mosaicText } from '../../frames/sentences';
import { AsyncError, type InputFile, orRefused, parsePixel, type RunningProcess } from '../api';
import { chooseStars, nearest } from './chooseStars';
import type { Stars } from '../../domain/measurement/Measurements';
import type { TimedFrame } from './openFrames';
import { orUnreadable } from './orUnreadable';
import type { LightCurveWarning } from './LightCurveWarning';
import { placeStars } from './placeStars';
import {
  referenceFrame,
  refuseStarless,
  withSources,
  type NamedPlace,
  type ReferenceFrame
} from './referenceFrame';
import { placeText } from './sentences';
import { frameOf, placeOf, targetPath, type TargetPath } from './targetPath';

export interface StarOptions extends TargetMotion {
  readonly position: Position;
  readonly reference: InputFile;
  readonly comparisons: string;
}

export interface FoundStars {
  readonly reference: ReferenceFrame;
  readonly stars: Stars;
  readonly path: TargetPath;
  /** The comparison stars that were asked for; null: the best are to be found. */
  readonly comparisons: readonly number[] | null;
}

/**
 * The target and its possible comparison stars, on the reference frame.
 * @throws AsyncError if the reference frame cannot be read, the target's place is not known, or there is no
 * comparison star
 */
export async function findStars(
  process: RunningProcess<{}, LightCurveWarning>,
  frames: readonly TimedFrame[],
  options: StarOptions
): Promise<FoundStars> {
  const frame = frameOf(frames, options.reference, 'The reference frame');
  const reference = await referenceFrame(frame);
  const { sources, fwhm } = reference;
  process.log(
    `${frame.name}: the reference, ${sources.count} stars, FWHM ${fwhm.toFixed(2)} px. ${noiseText(frame)}`
  );
  if (reference.blur > 0)
    process.log('Its stars are rings or trails, and so they are looked for on frames that are blurred.');
  if (reference.measured)
    process.log(
      `${reference.measured === 'all' ? 'All colours are measured together' : `Its ${reference.measured} light is measured`}: ` +
        (reference.mosaic.pattern ? mosaicText(reference.mosaic) : 'one plane for each colour')
    );
  if (reference.mosaic.source.code === 'grey')
    process.warn({ code: 'mosaicDenied', parameters: { names: [frame.name] } });
  if (reference.mosaic.source.code === 'undeclared')
    process.warn({ code: 'mosaicUndeclared', parameters: { names: [frame.name] } });
  const place = parsePixel(options.place);
  const start = place ?? placeOf(frame, options.position);
  const path = targetPath(frame, {
    position: options.position,
    place: snapped(reference, start),
    later: await laterPlace(reference, frames, options),
    motion: options
  });
  const target = { ...path.at(frame.time), name: process.target.name, magnitude: NaN };
  // Counted from 1, as the viewer does.
  const shown = { x: target.x + 1, y: target.y + 1 };
  if (nearest(sources, start, 2 * fwhm) < 0) process.warn({ code: 'noStarAtTarget', parameters: shown });
  else process.log(`The target is the star at ${placeText(shown.x, shown.y)} of the reference frame.`);
  const asked = orRefused(() => readStars(options.comparisons)).map(
    ({ place, name, magnitude }): NamedPlace => {
      const there = 'ra' in place ? placeOf(frame, place) : place;
      if (!(there.x >= 0 && there.y >= 0 && there.x <= frame.width - 1 && there.y <= frame.height - 1))
        throw new AsyncError(`The comparison star '${name}' is not on the reference frame '${frame.name}'.`);
      return { ...snapped(reference, there), name, magnitude };
    }
  );
  const stars = chooseStars(reference, target, asked);
  if (asked.length === 0 && !stars.against.some((problem, s) => s > 0 && problem === null))
    throw new AsyncError(noComparison(stars));
  return { reference, stars, path, comparisons: asked.length > 0 ? asked.map((_, k) => k + 1) : null };
}

/** Moves a place to the nearest star, if there is one. */
function snapped({ sources, fwhm }: ReferenceFrame, place: { x: number; y: number }) {
  const star = nearest(sources, place, 2 * fwhm);
  return star < 0 ? place : { x: itemAt(sources.x, star), y: itemAt(sources.y, star) };
}

/** Where the target is on another frame, in pixels of the reference. */
async function laterPlace(reference: ReferenceFrame, frames: readonly TimedFrame[], options: StarOptions) {
  const given = parsePixel(options.later_place);
  if (!given) return null;
  const frame = frameOf(frames, options.later_frame, 'The other frame with the moving target');
  if (frame === reference.frame)
    throw new AsyncError('The other frame with the moving target is the reference frame. Choose another.');
  const { width, height } = reference.frame;
  const corners = { count: 3, x: [0, width - 1, 0], y: [0, 0, height - 1] };
  const found = await orUnreadable(() =>
    frame.withImage((lent) => {
      const placed = placeStars(reference, frame, lent, corners);
      return 'refusal' in placed ? placed : { placed, stars: withSources(frame, lent) };
    })
  );
  if ('refusal' in found)
    throw new AsyncError(
      `The other frame with the moving target, '${frame.name}', cannot be used: ${frameProblemText(found.refusal)}`
    );
  const { placed, stars } = found;
  refuseStarless(stars);
  const place = snapped(stars, given);
  // Three corners give the affine transform between the frames.
  const corner = (k: number): Point => ({ x: itemAt(placed.x, k), y: itemAt(placed.y, k) });
  const [first, right, top] = [corner(0), corner(1), corner(2)];
  const [ax, ay] = [(right.x - first.x) / (width - 1), (right.y - first.y) / (width - 1)];
  const [bx, by] = [(top.x - first.x) / (height - 1), (top.y - first.y) / (height - 1)];
  const [dx, dy] = [place.x - first.x, place.y - first.y];
  const determinant = ax * by - bx * ay;
  return {
    place: { x: (by * dx - bx * dy) / determinant, y: (ax * dy - ay * dx) / determinant },
    time: frame.time
  };
}

function noiseText({ noise: { gain, readNoise } }: TimedFrame): string {
  const light = gain ? `Gain ${gain.value} electrons per unit (${gain.source})` : 'Gain not known';
  const reading = readNoise
    ? `read noise ${readNoise.value} electrons (${readNoise.source})`
    : 'read noise not known';
  return `${light}; ${reading}. The noise of the sky is measured.`;
}

function noComparison({ names, against }: Stars): string {
  const reasons = names.slice(1, 4).flatMap((name, i) => {
    const problem = against[i + 1];
    return problem ? [`${name}: ${starProblemText(problem)}`] : [];
  });
  return (
    `There is no comparison star: ${reasons.length > 0 ? reasons.join(' ') : 'no other star is on the reference frame.'} ` +
    'Choose another reference frame, or give comparison stars yourself.'
  );
}
