import { listText } from '../../domain/statement/listText';
import type { Sentences } from '../../domain/statement/Sentences';
import { sentenceOf } from '../../domain/statement/sentenceOf';
import { MOSAIC_WARNINGS, saturationText } from '../../frames/sentences';
import { fileErrorText } from '../api';
import type { GainSource, LimitSource, ZeroPointSource } from './assumptions';
import type { CatalogueRefusal } from './catalogueFrame';
import type { CatalogueWarning } from './CatalogueWarning';

const SOURCES: Sentences<GainSource | LimitSource | ZeroPointSource> = {
  given: () => 'as set',
  header: ({ keyword }) => `${keyword} of the header`,
  doubtful: ({ keyword }) => `${keyword} of the header, which may be a setting of the camera instead`,
  skyNoise: () => 'estimated from the level and noise of the sky',
  unknown: () => 'not known: the photon noise of stars is left out',
  assumed: () => 'assumed: magnitudes are instrumental',
  frame: ({ source }) => saturationText(source)
};

const REFUSALS: Sentences<CatalogueRefusal> = {
  allBlank: () => 'all of its pixels are blank.',
  noNoise: () => 'its sky has no noise: it is saturated, empty or mostly blank.',
  noStar: () => 'there is no star in it, or none above the noise.',
  noWidth: () => 'no star in it is bright enough to measure the width of stars. Give the radii in pixels.'
};

export const WARNINGS: Sentences<CatalogueWarning> = {
  ...MOSAIC_WARNINGS,
  frameLeftOut: ({ name, message }) => fileErrorText(name, message),
  gainEstimated: ({ names }) =>
    `The header does not give the gain of ${listText(names)}. It was estimated from the noise of the sky, and the ` +
    'errors of magnitudes with it. If you know the gain, give it and run again.',
  gainDoubtful: ({ names }) =>
    `GAIN of ${listText(names)} is a whole number without a unit. It is taken for electrons per unit, but may be a ` +
    'setting of the camera, and then the errors of bright stars are wrong. Give the gain under "Correct" on the data ' +
    'page, or here, and run again.',
  gainUnknown: ({ names }) =>
    `The gain of ${listText(names)} is not known, and without light of the sky it cannot be estimated. The photon noise ` +
    'of stars is missing from the errors, which are too small for bright ones. Give the gain and run again.',
  saturationUnknown: ({ names }) =>
    `Nothing tells from which value on pixels of ${listText(names)} are saturated, so no star is flagged as saturated. ` +
    'If you know the saturation level, give it and run again.',
  aperturesNotCorrected: ({ names }) =>
    `Magnitudes in ${listText(names)} are not corrected for the light outside the apertures: there are too few bright ` +
    'single stars to measure the correction.'
};

/** Where a number comes from: `EGAIN of the header`. */
export const sourceText = (source: GainSource | LimitSource | ZeroPointSource): string =>
  sentenceOf(SOURCES, source);

/** Why a frame has no catalogue. */
export const refusalText = (refusal: CatalogueRefusal): string => sentenceOf(REFUSALS, refusal);

/** Warnings of one frame, for the HISTORY of its catalogue. */
export const warningText = (warning: CatalogueWarning): string => sentenceOf(WARNINGS, warning);
