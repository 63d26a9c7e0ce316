import type { Sentences } from '../../domain/statement/Sentences';
import { sentenceOf } from '../../domain/statement/sentenceOf';
import { figureText } from '../../domain/units/figureText';
import type { ExclusionReason } from './ExclusionReason';
import type { FrameKind } from './FrameKind';
import type { QualityNote } from './suggestExclusions';

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

const REASONS: Sentences<ExclusionReason> = {
  unreadable: ({ message }) => `it cannot be read: ${message}`,
  notOfTheSky: ({ type }) => `it is a ${type} frame, not one of the sky`,
  allBlank: () => 'all pixels are blank',
  constant: ({ value, isSaturated }) =>
    `all pixels have the same value, ${figureText(value, 6)}: ${isSaturated ? 'all is saturated' : 'the frame is empty'}`,
  saturated: ({ share }) =>
    `${percent(share)} of the pixels are saturated: too bright a sky, or too long an exposure`,
  blank: ({ share }) => `${percent(share)} of the pixels are blank`,
  noStars: () => 'no stars: clouds, a closed shutter or far out of focus',
  otherStars: ({ reference }) => `its stars are not those of '${reference}': another field, or clouds`,
  wide: ({ fwhm, usual }) =>
    `FWHM ${fwhm.toFixed(1)} px, ${(fwhm / usual).toFixed(1)} times the usual ${usual.toFixed(1)} px: ` +
    'focus, wind or turbulent air, probably',
  bright: ({ background, usual }) =>
    `background ${figureText(background, 4)}, usually ${figureText(usual, 4)}: ` +
    'Moon, twilight, lights or bright clouds, probably',
  fewStars: ({ stars, usual }) => `stars ${stars}, usually ${usual.toFixed(0)}: clouds, fog or dew, probably`,
  long: ({ elongation, usual }) =>
    `stars ${elongation.toFixed(2)} times as long as wide, usually ${usual.toFixed(2)}: ` +
    'tracking, wind or a knock, probably',
  trail: ({ length }) => `a straight trail of ${length.toFixed(0)} px: a satellite or an aircraft, perhaps`
};

function kindText({ filter, exposureTime, width, height }: FrameKind): string {
  const exposure = exposureTime === null ? 'unknown exposure time' : `${exposureTime} s`;
  return `filter ${filter ?? 'unknown'}, ${exposure}, ${width} x ${height} pixels`;
}

const NOTES: Sentences<QualityNote> = {
  tooFewToCompare: ({ kind, names }) =>
    `Too few frames to compare with each other, ${names.length} of ${kindText(kind)}: ` +
    `${names.map((name) => `'${name}'`).join(', ')}.`,
  longInMost: ({ kind }) =>
    `Something long and straight is in most frames of ${kindText(kind)}: an object, not trails.`
};

/** Why a frame is better left out, as a clause. */
export const reasonText = (reason: ExclusionReason): string => sentenceOf(REASONS, reason);

export const noteText = (note: QualityNote): string => sentenceOf(NOTES, note);
