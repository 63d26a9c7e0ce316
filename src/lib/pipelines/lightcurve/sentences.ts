import { frameProblemText, hitName, MAGNITUDE_DOUBTS } from '../../domain/measurement/sentences';
import { listText } from '../../domain/statement/listText';
import type { Sentences } from '../../domain/statement/Sentences';
import { MOSAIC_WARNINGS, TIMES_WARNINGS } from '../../frames/sentences';
import { figureText } from '../../domain/units/figureText';
import type { LightCurveWarning } from './LightCurveWarning';

const CONSEQUENCE = 'The errors of bright stars depend on it.';

const SITES = {
  contradicted:
    'seen from the site in the headers, the target was not up, or not where the headers say that it was.',
  ambiguous:
    'the longitude of the site may be counted to the east or to the west, and the headers do not say which.'
};

export const WARNINGS: Sentences<LightCurveWarning> = {
  ...MOSAIC_WARNINGS,
  ...TIMES_WARNINGS,
  ...MAGNITUDE_DOUBTS,
  frameLeftOut: ({ name, problem }) => `'${name}' is left out: ${frameProblemText(problem)}`,
  sameTime: ({ names: [name, other], time }) =>
    `'${name}' and '${other}' have the same time, ${time}. Both are measured. Is one a copy of the other, or is a time wrong?`,
  exposureUnknown: ({ names }) =>
    `The exposure time of ${listText(names)} is not known, so the start of the exposure is taken for its middle. Give it under "Correct" on the data page.`,
  siteUnknown: ({ because }) => `No airmass is given: ${SITES[because]}`,
  gainAssumed: ({ gain }) =>
    `The headers do not give the gain, and the scatter of the stars does not reveal it: ${gain} electron per unit is assumed. ${CONSEQUENCE}`,
  gainDoubtful: ({ gain, keyword }) =>
    `${keyword} = ${gain} of the headers is taken for electrons per unit. It may be a setting of the camera instead, and the scatter of the stars does not decide. ${CONSEQUENCE}`,
  gainMeasured: ({ gain, error, header }) =>
    `${header === null ? 'The headers do not give the gain' : `The headers give a gain of ${figureText(header)}, which the scatter of the stars contradicts`}: ` +
    `${figureText(gain)} +- ${figureText(error, 2)} electrons per unit was measured from the scatter of the stars. ${CONSEQUENCE}`,
  gainContradicted: ({ gain, error, header }) =>
    `Stars scatter less than photons allow by the gain of ${figureText(header)} in the headers: ` +
    `${figureText(gain)} +- ${figureText(error, 2)} electrons per unit would fit. The errors of bright stars are too large.`,
  noStarAtTarget: ({ x, y }) =>
    `No star was found at ${placeText(x, y)} of the reference frame. The light at that place was measured all the same: is the position right?`,
  neighbourLight: ({ names, share, distance, radius }) =>
    `Another star, ${figureText(distance, 2)} px from the target, gives about ${figureText(100 * share, 2)} % of the light in an aperture of ${figureText(radius, 2)} px${names ? ` on ${listText(names)}` : ''}. ` +
    'These points are marked as crowded: the target varies more than they show, or the other star varies. A smaller aperture takes in less of it.',
  targetIsWide: ({ fwhm, usual }) =>
    `The target is wider than a star: its FWHM is ${figureText(fwhm, 2)} px, that of stars ${figureText(usual, 2)} px. It is probably a close double, whose stars are measured together, or no star. All points are marked as crowded.`,
  targetHit: ({ name, hit }) =>
    `${name}: ${hitName(hit).toLowerCase()} on the target, most likely. Its point may be too bright: look at it.`,
  pointsMissing: ({ names, problem }) =>
    `There is no point for ${listText(names)}: ${frameProblemText(problem)}`,
  targetNotSeen: ({ names, detection }) =>
    `The target was not seen on ${listText(names)}: its light is less than ${detection} times its error. An upper limit is given for ${names.length === 1 ? 'it' : 'them'}, and no magnitude.`,
  moreScatter: ({ factor, followsPlace }) =>
    `The comparison stars scatter ${figureText(factor, 2)} times more than photons and noise explain, so the errors of the target are too small by about as much. ` +
    (followsPlace
      ? 'They change with their place on the camera: the flat field is missing or wrong. Calibrate the frames with a good one.'
      : 'Thin clouds, a wrong flat field or scintillation may be the cause.'),
  oneComparisonStar: () => 'There is only one comparison star, so nothing tells whether it varies.',
  noCheckStar: () => 'There is no check star: that takes at least three stars beside the target.',
  trendNotRemoved: () =>
    'No trend was removed: the airmass or position is not known on all frames or hardly changes, or there are too few points.',
  onePoint: () => 'One point is not a curve: choose more frames.',
  noAavsoFilter: ({ filter }) =>
    `${filter === '' ? 'The filter of the frames is not known.' : `The AAVSO has no code for the filter '${filter}'.`} Replace "na" in lightcurve_aavso.txt by the right one before you submit it.`,
  noBarycentricTimes: () =>
    'There is no BJD_TDB, and no table for ExoClock and ETD: the J2000 position of the target is not known, or the frames are from before 1972.'
};

/** A place on a frame: `x 812.5, y 1033.0`. @param x and y pixels from 1, as in the viewer */
export const placeText = (x: number, y: number): string => `x ${x.toFixed(1)}, y ${y.toFixed(1)}`;
