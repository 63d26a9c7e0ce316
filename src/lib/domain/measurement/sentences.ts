import type { Sentences } from '../statement/Sentences';
import { listText } from '../statement/listText';
import { sentenceOf } from '../statement/sentenceOf';
import type { Verbatim } from '../statement/Verbatim';
import { figureText } from '../units/figureText';
import { levelText } from '../units/levelText';
import type { FrameProblem } from './FrameProblem';
import type { hitOf } from './hitOf';
import type { CurveProblem, VerdictReason } from './LightCurve';
import type { MagnitudeDoubt } from './magnitudeDoubt';
import type { MatchRefusal } from './MatchRefusal';
import type { SkyRefusal } from './SkyRefusal';
import { SOURCE_QUALITY } from './sourceQuality';
import type { StarProblem } from './StarProblem';

const VERBATIM: Sentences<Verbatim> = { verbatim: ({ text }) => text };

const MATCH: Sentences<MatchRefusal> = {
  tooFewInReference: ({ stars, needed }) => `${stars} stars in the reference, at least ${needed} are needed`,
  tooFew: ({ stars, needed }) => `${stars} stars, at least ${needed} are needed`,
  noMoreThanByChance: ({ stars, matched }) => `${stars} stars, ${matched} matched, no more than by chance`
};

const SKY: Sentences<SkyRefusal> = {
  allBlank: () => 'all of its pixels are blank.',
  halfAtHighest: ({ highest }) =>
    `more than half of its pixels have its highest value, ${levelText(highest)}: it is saturated or empty.`,
  noNoise: () => 'its sky has no noise: it is saturated, empty or mostly blank.'
};

const NO_MATCH = 'its stars do not match those of the reference';

const FRAME_PROBLEMS: Sentences<FrameProblem> = {
  ...VERBATIM,
  noTime: () => 'the time of its exposure is not known. Correct it on the data page.',
  unreadable: ({ message }) => message,
  noMatch: ({ stars, hasCoordinates }) =>
    `${NO_MATCH}: ${matchText(stars)}.${hasCoordinates ? ' Nor are they where its coordinates say.' : ''}`,
  matchIsOff: () => `${NO_MATCH}.`,
  otherScale: ({ scale }) =>
    `its pixels are ${scale < 1 ? `${figureText(1 / scale, 2)} times larger` : `${figureText(scale, 2)} times smaller`} than those of the reference: it was binned otherwise, or taken with other optics. Measure such frames in a run of their own.`,
  otherColours: () =>
    'one of it and the reference frame is of a colour camera, the other not. If that is wrong, correct the mosaic on the data page.',
  targetIsOff: () => 'the target is off this frame.',
  targetIsSaturated: () => 'the target is saturated on it: part of its light is lost.',
  targetAtEdge: () =>
    'the target is so near the edge that part of the aperture is off the frame. A smaller aperture may fit.',
  targetIsBlank: () => 'pixels of the target or of its sky are blank.',
  noComparisonStar: () => 'none of the comparison stars was measured there.'
};

const STAR_PROBLEMS: Sentences<StarProblem> = {
  ...VERBATIM,
  saturated: () => 'It is saturated: part of its light is lost.',
  blank: () => 'Some of its pixels are blank.',
  hit: () => 'A hot pixel or a cosmic ray is on it in the reference frame.',
  nearEdge: ({ distance }) =>
    `It is only ${Math.max(0, Math.round(distance))} px from the edge of the reference frame.`,
  neighbour: ({ distance, light }) =>
    `A neighbour is ${distance.toFixed(1)} px away, with ${Number((100 * light).toPrecision(2))} % of its light.`
};

const mmag = (value: number): string =>
  Number.isFinite(value) ? `${Number((1000 * value).toPrecision(2))} mmag` : 'an unknown amount';

const scatterText = ({
  scatter,
  expected
}: {
  readonly scatter: number;
  readonly expected: number;
}): string => `it scatters by ${mmag(scatter)}, and its errors predict ${mmag(expected)}`;

const UNSEEN = {
  saturated: (frames: number) => `it is saturated on ${frames}`,
  hit: (frames: number) => `a cosmic ray or a hot pixel is on it on ${frames}`,
  lost: () => 'it is at the edge, off the frame or too faint on the others'
};

const VERDICTS: Sentences<VerdictReason> = {
  ...STAR_PROBLEMS,
  likeTarget: () => 'It is nearly as bright as the target and measured in the same way, but should not vary.',
  alone: () => 'It is the only one, so there is no way to tell whether it varies.',
  chosen: (scatter) => `You chose it; ${scatterText(scatter)}.`,
  constant: (scatter) => `Constant: ${scatterText(scatter)}.`,
  scatters: (scatter) =>
    `Not shown to be constant, at a level of 1 %: ${scatterText(scatter)}. The others scatter as much.`,
  varies: ({ scatter, expected }) =>
    `It varies: it scatters by ${mmag(scatter)}, but its errors predict ${mmag(expected)}.`,
  seldomMeasured: ({ seen, of, because, on }) =>
    `It was measured on only ${seen} of ${of} frames: ${UNSEEN[because](on)}.`,
  notChosen: () => 'You did not choose it.'
};

const CURVES: Sentences<CurveProblem> = {
  allExcluded: () => 'All frames are excluded: include some of them again.',
  noneLeft: () => 'No star is left to compare with: choose one, or another check star.',
  noneFit: () =>
    'No star is fit for comparison; the table of stars says why. Choose stars yourself, or measure again with another reference frame.'
};

export const MAGNITUDE_DOUBTS: Sentences<MagnitudeDoubt> = {
  magnitudesLeftOut: ({ stars }) =>
    stars
      .map(
        ({ name, by }) =>
          `The magnitude given for '${name}' does not fit those of the others: by them it is ${Math.abs(by).toFixed(2)} mag ${by > 0 ? 'brighter' : 'fainter'}.`
      )
      .join(' ') +
    ` ${stars.length === 1 ? 'It is' : 'They are'} not used for the scale of magnitudes. Is the number right, and is it the right star?`,
  magnitudesDisagree: ({ names, by, error }) =>
    `The magnitudes given for ${listText(names)} contradict each other by ${by.toFixed(2)} mag, and nothing tells which is wrong. All magnitudes of the target may be off by about ${error.toFixed(2)} mag: check the numbers, or give more stars.`
};

type Quality = keyof typeof SOURCE_QUALITY;

/** What each bit of `SOURCE_QUALITY` is called, and means for the measurement, the most serious first. */
const QUALITIES: Readonly<Record<Quality, readonly [name: string, meaning: string]>> = {
  saturated: ['Saturated', 'the detector was full here, so it is brighter than measured.'],
  edge: ['Edge', 'part of it is beyond the edge of the frame.'],
  blank: ['Blank', 'some of its pixels have no value.'],
  blended: ['Blended', 'it touches another source or a trail, and may have light of that.'],
  crowded: ['Crowded', 'neighbours add 1 % or more to the light in its aperture.'],
  cosmicRay: ['Cosmic ray', 'a streak too sharp for a star was taken out of it.'],
  hotPixel: ['Hot pixel', 'a single pixel too sharp for a star was taken out of it.'],
  notCentred: ['Not centred', 'its exact position could not be found.']
};

const qualitiesOf = (quality: number): Quality[] =>
  (Object.keys(QUALITIES) as Quality[]).filter((name) => quality & SOURCE_QUALITY[name]);

/** Why stars were not matched, as a clause: `7 stars, 3 matched, no more than by chance`. */
export const matchText = (refusal: MatchRefusal): string => sentenceOf(MATCH, refusal);

/** What a frame lacks that cannot be aligned, as a clause with a full stop. */
export const skyText = (refusal: SkyRefusal): string => sentenceOf(SKY, refusal);

/** Why a frame is left out of a light curve, as a clause with a full stop. */
export const frameProblemText = (problem: FrameProblem): string => sentenceOf(FRAME_PROBLEMS, problem);

export const starProblemText = (problem: StarProblem): string => sentenceOf(STAR_PROBLEMS, problem);

/** Why a star is used for comparison, or not. */
export const verdictText = (reason: VerdictReason): string => sentenceOf(VERDICTS, reason);

export const magnitudeDoubtText = (doubt: MagnitudeDoubt): string => sentenceOf(MAGNITUDE_DOUBTS, doubt);

/** Why a light curve has no points. */
export const curveProblemText = (problem: CurveProblem): string => sentenceOf(CURVES, problem);

/** What has hit a star: `Cosmic ray`. */
export const hitName = (hit: NonNullable<ReturnType<typeof hitOf>>): string => QUALITIES[hit][0];

export const qualitySentence = (name: Quality): string => QUALITIES[name].join(': ');

/** The sentences for all bits of a source, one after the other; empty where no bit is set. */
export const qualitySentences = (quality: number): string =>
  qualitiesOf(quality).map(qualitySentence).join(' ');

/** What the bits of a source are called, in lower case: `blended, crowded`; empty where no bit is set. */
export const qualityNames = (quality: number): string =>
  qualitiesOf(quality)
    .map((name) => QUALITIES[name][0].toLowerCase())
    .join(', ');
