import type { Sentences } from '../../domain/statement/Sentences';
import { sentenceOf } from '../../domain/statement/sentenceOf';
import { figureText } from '../../domain/units/figureText';
import { levelText } from '../../domain/units/levelText';
import { TIMES_WARNINGS } from '../../frames/sentences';
import type { ExclusionReason } from './ExclusionReason';
import type { FrameKind } from './FrameKind';
import { fileErrorText } from '../api';
import type { QualityWarning } from './QualityWarning';

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

const REASONS: Sentences<ExclusionReason> = {
  unreadable: ({ message }) => `it cannot be read: ${message}`,
  notOfTheSky: ({ type }) => `it is a ${type} frame, not one of the sky`,
  allBlank: () => 'all pixels are blank',
  constant: ({ value, isSaturated }) =>
    `all pixels have the same value, ${levelText(value)}: ${isSaturated ? 'all are saturated' : 'the frame is empty'}`,
  saturated: ({ share }) =>
    `${percent(share)} of the pixels are saturated: too bright a sky, or too long an exposure`,
  blank: ({ share }) => `${percent(share)} of the pixels are blank`,
  noStars: () => 'no stars: clouds, a closed shutter or far out of focus',
  otherStars: ({ reference }) => `its stars are not those of '${reference}': another field, or clouds`,
  wide: ({ fwhm, usual }) =>
    `FWHM ${fwhm.toFixed(1)} px, ${(fwhm / usual).toFixed(1)} times the usual ${usual.toFixed(1)} px: ` +
    'probably focus, wind or turbulent air',
  bright: ({ background, usual }) =>
    `background ${figureText(background, 4)}, usually ${figureText(usual, 4)}: ` +
    'probably the Moon, twilight, lights or bright clouds',
  fewStars: ({ stars, usual }) => `stars ${stars}, usually ${usual.toFixed(0)}: probably clouds, fog or dew`,
  long: ({ elongation, usual }) =>
    `stars ${elongation.toFixed(2)} times as long as wide, usually ${usual.toFixed(2)}: ` +
    'probably tracking, wind or a knock',
  trail: ({ length }) => `a straight trail of ${length.toFixed(0)} px: perhaps a satellite or an aircraft`
};

function kindText({ filter, exposureTime, width, height }: FrameKind): string {
  const exposure = exposureTime === null ? 'unknown exposure time' : `${exposureTime} s`;
  return `filter ${filter ?? 'unknown'}, ${exposure}, ${width} x ${height} pixels`;
}

export const WARNINGS: Sentences<QualityWarning> = {
  ...TIMES_WARNINGS,
  notMeasured: ({ name, message }) => fileErrorText(name, message),
  timeUnknown: ({ name }) => `The time of '${name}' is not known, so the frames are in the order given.`,
  driftUnknown: () => 'Drift is not known: no frame has enough stars to measure it.',
  tooFewToCompare: ({ kind, names }) =>
    `Too few frames to compare with each other, ${names.length} of ${kindText(kind)}: ` +
    `${names.map((name) => `'${name}'`).join(', ')}.`,
  longInMost: ({ kind }) =>
    `Something long and straight is in most frames of ${kindText(kind)}: an object, not trails.`
};

/** Why a frame should be left out, as a clause. */
export const reasonText = (reason: ExclusionReason): string => sentenceOf(REASONS, reason);
