import { hitOf } from '../../domain/measurement/hitOf';
import type {
  Choices,
  CurveProblem,
  LightCurve,
  RelativeCurve,
  Trend,
  Verdict,
  VerdictReason
} from '../../domain/measurement/LightCurve';
import { meanOfFinite } from '../../domain/units/meanOfFinite';
import type { Measurements } from '../../domain/measurement/Measurements';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import { calibration } from './calibration';
import { constantStars, isExcessive, type VariableStar } from './constantStars';
import { curveScatter } from './curveScatter';
import { detrend } from './detrend';
import { excessScatter } from './excessScatter';
import { extendEnsemble } from './extendEnsemble';
import { ensemblePhotometry, type Ensemble, type FluxMatrix } from './ensemblePhotometry';
import { fluxMatrix } from './fluxMatrix';
import { relativeCurve } from './relativeCurve';

/** The middle aperture, through which stars are tested for being constant. */
const middle = (count: number): number => count >> 1;
/** By the scatter of so many stars, those nearest in brightness to the target, the aperture is chosen. */
const MAX_SIMILAR_STARS = 15;
/** Fraction of the frames on which a comparison star must be measured. */
const MIN_MEASURED = 0.7;
/** Standard errors of a standard deviation that a constant star exceeds in 1 % of cases. */
const NOT_CONSTANT = 2.33;
const NONE: ReadonlySet<number> = new Set();

/** A light curve from what was measured; fast enough to follow each choice at once. */
export function lightCurve(measurements: Measurements, choices: Choices): LightCurve {
  const { stars, radii } = measurements;
  const matrices = Array.from({ length: radii.length }, (_, r) =>
    fluxMatrix(measurements, r, choices.excluded)
  );
  const first = matrices[choices.radius ?? middle(radii.length)];
  const against = Array.from({ length: stars.count }, (_, s) =>
    reasonAgainst(measurements, first, choices.excluded, s)
  );
  const asked = choices.comparisons;

  const unasked = [...against.keys()].filter((s) => s > 0 && against[s] === null && !asked?.includes(s));
  const constant = asked
    ? { ensemble: ensemblePhotometry(first, asked), variable: [] }
    : constantStars(first, unasked);
  const check = choices.check ?? checkStar(first, constant.ensemble, asked ? unasked : null);
  const members = constant.ensemble.members.filter((star) => star !== check);
  const similar = similarStars(first, constant.ensemble, [...members, ...(check >= 0 ? [check] : [])]);
  const ensembles = matrices.map((matrix) => ensemblePhotometry(matrix, members));
  const sweep = matrices.map((matrix, r) => typicalScatter(matrix, ensembles[r], similar));
  const radius = choices.radius ?? best(sweep);
  const [matrix, ensemble] = [matrices[radius], ensembles[radius]];
  const raw = seenCurve(matrix, ensemble, choices.detection);
  const trend = trendOf(measurements, raw, choices);
  const calibrations = ensembles.map((one) => calibration(stars.magnitude, one));
  const { zeroPoint } = calibrations[radius];
  const calibrated = ({ magnitude, error }: RelativeCurve): RelativeCurve => ({
    magnitude: magnitude.map((value, f) => value + zeroPoint - (trend?.values[f] ?? 0)),
    error
  });
  const whole = fluxMatrix(measurements, radius, NONE);
  return {
    problem: members.length > 0 ? null : noComparison(measurements, choices),
    radius,
    sweep,
    members,
    check,
    excess: excessScatter(measurements, matrix, ensemble),
    trend,
    curveOf: (star) => relativeCurve(matrix, ensemble, star),
    ...calibrations[radius],
    target: calibrated(raw),
    withExcluded: calibrated(seenCurve(whole, extendEnsemble(ensemble, whole), choices.detection)),
    limits: limitsOf(
      matrix,
      matrices.map((one, r) => ({
        matrix: one,
        ensemble: ensembles[r],
        zeroPoint: calibrations[r].zeroPoint
      })),
      choices.detection
    ),
    verdicts: Array.from({ length: stars.count }, (_, s) =>
      verdictOn(s, { matrix, ensemble, check, asked, variable: constant.variable, against, stars })
    )
  };
}

/** The curve of the target where it is seen. */
function seenCurve(matrix: FluxMatrix, ensemble: Ensemble, detection: number): RelativeCurve {
  const { magnitude, error } = relativeCurve(matrix, ensemble, 0);
  const whereSeen = (values: Float64Array) =>
    values.map((value, f) => (isSeen(matrix, f, detection) ? value : NaN));
  return { magnitude: whereSeen(magnitude), error: whereSeen(error) };
}

const isSeen = ({ flux, error }: FluxMatrix, frame: number, detection: number): boolean =>
  flux[frame] >= detection * error[frame];

/**
 * By frame on which the target was measured, but not seen: the magnitude that it would have if its light were the measured
 * one, unless that is negative, and so many standard deviations more. Through the aperture in which these are least.
 */
function limitsOf(
  chosen: FluxMatrix,
  apertures: readonly {
    readonly matrix: FluxMatrix;
    readonly ensemble: Ensemble;
    readonly zeroPoint: number;
  }[],
  detection: number
): Float64Array {
  const limits = new Float64Array(chosen.frames).fill(NaN);
  for (let f = 0; f < chosen.frames; f++) {
    if (Number.isNaN(chosen.flux[f]) || isSeen(chosen, f, detection)) continue;
    let faintest = -Infinity;
    for (const { matrix, ensemble, zeroPoint } of apertures) {
      const toMagnitude = (light: number): number =>
        zeroPoint - ensemble.zeroPoint[f] - 2.5 * Math.log10(light);
      const noise = detection * matrix.error[f];
      if (!(toMagnitude(noise) > faintest) || Number.isNaN(matrix.flux[f])) continue;
      faintest = toMagnitude(noise);
      limits[f] = toMagnitude(noise + Math.max(0, matrix.flux[f]));
    }
  }
  return limits;
}

/** Null for a candidate. */
function reasonAgainst(
  { stars, frames, quality }: Measurements,
  { flux }: FluxMatrix,
  excluded: ReadonlySet<number>,
  star: number
): VerdictReason | null {
  const { [star]: problem = null } = stars.against;
  if (problem) return problem;
  const used = [...Array(frames.count).keys()]
    .filter((f) => frames.problems[f] === null && !excluded.has(f))
    .map((f) => star * frames.count + f);
  const seen = used.filter((i) => flux[i] > 0).length;
  if (seen >= MIN_MEASURED * used.length && seen > 0) return null;
  const saturated = used.filter((i) => quality[i] & SOURCE_QUALITY.saturated).length;
  const hit = used.filter((i) => hitOf(quality[i]) !== null).length;
  const lost = used.length - seen;
  const [because, on] =
    saturated > 0
      ? (['saturated', saturated] as const)
      : 2 * hit > lost
        ? (['hit', hit] as const)
        : (['lost', lost] as const);
  return { code: 'seldomMeasured', parameters: { seen, of: used.length, because, on } };
}

function noComparison({ frames }: Measurements, { excluded, comparisons, check }: Choices): CurveProblem {
  if (frames.problems.every((problem, f) => problem !== null || excluded.has(f)))
    return { code: 'allExcluded', parameters: {} };
  return { code: comparisons || check !== null ? 'noneLeft' : 'noneFit', parameters: {} };
}

/** The star nearest in brightness to the target: of the members, if two are left without it, or of others. */
function checkStar(matrix: FluxMatrix, ensemble: Ensemble, others: readonly number[] | null): number {
  const stars = others ?? (ensemble.members.length < 3 ? [] : ensemble.members);
  return similarStars(matrix, ensemble, stars)[0] ?? -1;
}

/** Of some stars, those nearest in brightness to the target. */
function similarStars(matrix: FluxMatrix, ensemble: Ensemble, stars: readonly number[]): number[] {
  const brightness = (star: number): number => meanOfFinite(relativeCurve(matrix, ensemble, star).magnitude);
  const target = brightness(0);
  return stars
    .map((star) => ({ star, distance: Math.abs(brightness(star) - target) || 0 }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_SIMILAR_STARS)
    .map(({ star }) => star);
}

/** The geometric mean, so that stars of large scatter do not dominate. */
function typicalScatter(matrix: FluxMatrix, ensemble: Ensemble, stars: readonly number[]): number {
  const scatters = stars
    .map((star) => curveScatter(matrix, ensemble, star).scatter)
    .filter((scatter) => scatter > 0);
  return Math.exp(scatters.reduce((sum, scatter) => sum + Math.log(scatter), 0) / scatters.length);
}

/** The smallest, or the middle one where there is no number. */
function best(sweep: readonly number[]): number {
  const smallest = Math.min(...sweep.filter(Number.isFinite));
  const found = sweep.indexOf(smallest);
  return found < 0 ? middle(sweep.length) : found;
}

function trendOf(
  { frames, x, y }: Measurements,
  { magnitude, error }: RelativeCurve,
  { detrendsAirmass, detrendsPlace }: Choices
): Trend | null {
  const place = detrendsPlace ? [x.subarray(0, frames.count), y.subarray(0, frames.count)] : [];
  const quantities = [...(detrendsAirmass ? [frames.airmass] : []), ...place];
  return quantities.length > 0 ? detrend(magnitude, error, quantities) : null;
}

function verdictOn(
  star: number,
  found: {
    readonly matrix: FluxMatrix;
    readonly ensemble: Ensemble;
    readonly check: number;
    readonly asked: readonly number[] | null;
    readonly variable: readonly VariableStar[];
    readonly against: readonly (VerdictReason | null)[];
    readonly stars: Measurements['stars'];
  }
): Verdict {
  const { matrix, ensemble, check, asked, variable, against } = found;
  const { scatter, expected, count } = curveScatter(matrix, ensemble, star);
  const numbers = { scatter, expected };
  if (star === 0) return { role: 'target', reason: null, ...numbers };
  if (star === check) return { role: 'check', reason: { code: 'likeTarget', parameters: {} }, ...numbers };
  if (ensemble.members.includes(star)) {
    const reason: VerdictReason =
      ensemble.members.length === 1
        ? { code: 'alone', parameters: {} }
        : {
            code: asked
              ? 'chosen'
              : isExcessive({ ...numbers, count }, NOT_CONSTANT)
                ? 'scatters'
                : 'constant',
            parameters: numbers
          };
    return { role: 'comparison', reason, ...numbers };
  }
  const varies = variable.find((one) => one.star === star);
  const reason: VerdictReason = varies
    ? { code: 'varies', parameters: { scatter: varies.scatter, expected: varies.expected } }
    : (against[star] ?? { code: 'notChosen', parameters: {} });
  return { role: 'unused', reason, ...numbers };
}
