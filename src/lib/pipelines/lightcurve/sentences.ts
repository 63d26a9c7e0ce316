import type { Sentences } from '../../domain/statement/Sentences';
import { figureText } from '../../domain/units/figureText';
import type { GainWarning } from './GainWarning';

const CONSEQUENCE = 'Errors of bright stars depend on it.';

export const WARNINGS: Sentences<GainWarning> = {
  gainAssumed: ({ gain }) =>
    `The headers do not say how many electrons a unit is, and the stars do not tell: ${gain} is assumed. ${CONSEQUENCE}`,
  gainDoubtful: ({ gain, keyword }) =>
    `${keyword} = ${gain} of the headers is taken for electrons per unit. It may be a setting of the camera instead, and the stars do not tell. ${CONSEQUENCE}`,
  gainMeasured: ({ gain, error, header }) =>
    `${header === null ? 'The headers do not say how many electrons a unit is' : `The headers give a gain of ${figureText(header)}, which the scatter of the stars contradicts`}: ` +
    `${figureText(gain)} +- ${figureText(error, 2)} was measured by that scatter. ${CONSEQUENCE}`,
  gainContradicted: ({ gain, error, header }) =>
    `Stars scatter less than photons allow by the gain of ${figureText(header)} in the headers: ` +
    `${figureText(gain)} +- ${figureText(error, 2)} electrons per unit would fit. The errors of bright stars are too large`
};
