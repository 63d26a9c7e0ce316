import { figureText } from '../../domain/units/figureText';
import type { Sentences } from '../../domain/statement/Sentences';
import { sentenceOf } from '../../domain/statement/sentenceOf';
import type { MatchRefusal } from './matchStars';
import type { SkyRefusal } from './starsAndSky';

const MATCH: Sentences<MatchRefusal> = {
  tooFewInReference: ({ stars, needed }) => `${stars} stars in the reference, at least ${needed} are needed`,
  tooFew: ({ stars, needed }) => `${stars} stars, at least ${needed} are needed`,
  noMoreThanByChance: ({ stars, matched }) => `${stars} stars, ${matched} matched, no more than by chance`
};

const SKY: Sentences<SkyRefusal> = {
  allBlank: () => 'all of its pixels are blank.',
  halfAtHighest: ({ highest }) =>
    `more than half of its pixels have its highest value, ${figureText(highest, 5)}: it is saturated or empty.`,
  noNoise: () => 'its sky has no noise: it is saturated, empty or mostly blank.'
};

/** Why stars were not matched, as a clause: `7 stars, 3 matched, no more than by chance`. */
export const matchText = (refusal: MatchRefusal): string => sentenceOf(MATCH, refusal);

/** What a frame that cannot be aligned lacks: `its sky has no noise: …`, with a full stop. */
export const skyText = (refusal: SkyRefusal): string => sentenceOf(SKY, refusal);
