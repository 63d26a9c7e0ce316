import type { Sentences } from '../../domain/statement/Sentences';
import { sentenceOf } from '../../domain/statement/sentenceOf';
import { MOSAIC_WARNINGS, TIMES_WARNINGS } from '../../frames/sentences';
import { matchText } from '../../domain/measurement/sentences';
import type { AlignmentSource, CoordinatesRefusal } from './alignFrame';
import type { RatioSource } from './fluxRatio';
import type { StackWarning } from './StackWarning';
import type { LeftOutReason } from './LeftOutReason';

const SOURCES: Sentences<AlignmentSource> = {
  stars: ({ matched, of }) => `${matched} of ${of} stars matched`,
  coordinates: ({ stars }) => `too few stars (${matchText(stars)}), by the coordinates in the headers`
};

const RATIOS: Sentences<RatioSource> = {
  stars: ({ count }) => `by ${count} stars`,
  exposureTimes: () => 'too few stars, by the exposure times',
  assumed: () => 'too few stars, taken as it is'
};

const COORDINATES: Sentences<CoordinatesRefusal> = {
  differentSky: () => 'by their coordinates they show different parts of the sky.',
  distorted: ({ rms }) => `their coordinates differ in distortion, by ${rms.toFixed(1)} px.`
};

const LEFT_OUT: Sentences<LeftOutReason> = {
  unusable: ({ message }) => message,
  noMatch: ({ stars, coordinates }) =>
    coordinates === null
      ? `its stars do not match those of the reference: ${matchText(stars)}. Without coordinates in both headers there is no other way.`
      : `its stars do not match those of the reference (${matchText(stars)}), and ${sentenceOf(COORDINATES, coordinates)}`,
  starsShouldMatch: ({ stars, common }) =>
    `its stars do not match those of the reference (${matchText(stars)}), though by their coordinates ${common} should.`,
  copy: ({ of }) => `it is a copy of ${of}, whose light would count twice`,
  noTime: () => 'it has no time to tell where the target was',
  otherColours: () =>
    'one of it and the reference is of a colour camera, the other not. If that is wrong, correct the mosaic on the data page'
};

export const WARNINGS: Sentences<StackWarning> = {
  ...MOSAIC_WARNINGS,
  ...TIMES_WARNINGS,
  frameLeftOut: ({ name, reason }) => `${name}: left out, ${leftOutText(reason)}`,
  brightnessAssumed: ({ name }) =>
    `${name}: too few stars tell how bright it is, and no exposure times. It is taken as it is.`,
  noDate: ({ undated, frames }) =>
    `${undated} of ${frames} frames do not say when their exposure began and how long it was, so the stack has no date. ` +
    'Give both under "Correct" for these frames, and stack again',
  tooFewToClip: ({ frames, needed }) =>
    `${frames} frames are too few for a clipped mean to find what does not belong. ` +
    `With fewer than ${needed} the median leaves out satellites and cosmic rays`
};

/** What a transform comes from: `117 of 130 stars matched`. */
export const alignmentSourceText = (source: AlignmentSource): string => sentenceOf(SOURCES, source);

/** What tells how bright a frame is: `by 117 stars`. */
export const ratioSourceText = (source: RatioSource): string => sentenceOf(RATIOS, source);

/** Why a frame is left out of the stack, as a clause. */
export const leftOutText = (reason: LeftOutReason): string => sentenceOf(LEFT_OUT, reason);
