/** Letters of scripts that run from right to left, in quotes. */
const RIGHT_TO_LEFT = /'([^']*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][^']*)'/g;

/**
 * A sentence in which quoted names in scripts that run from right to left are isolated: the words around them stay where
 * they are.
 */
export const isolateNames = (sentence: string): string => sentence.replace(RIGHT_TO_LEFT, "'\u2068$1\u2069'");
