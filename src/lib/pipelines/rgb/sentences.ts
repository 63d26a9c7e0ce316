import type { Sentences } from '../../domain/statement/Sentences';
import { sentenceOf } from '../../domain/statement/sentenceOf';
import type { Statements } from '../../domain/statement/Statement';
import { figureText } from '../../domain/units/figureText';
import { matchText } from '../../domain/measurement/sentences';
import type { AlignmentRefusal, AlignmentSource, CoordinatesVerdict } from './alignChannel';

const COORDINATES: Sentences<CoordinatesVerdict> = {
  differentSky: () => 'by their coordinates they show different parts of the sky.',
  off: ({ pixels }) => `the coordinates in the headers are off by ${pixels.toFixed(1)} px`
};

const matchedText = ({ stars, rms }: { readonly stars: number; readonly rms: number }): string =>
  `${stars} stars matched, ${rms.toFixed(2)} px`;

const SOURCES: Sentences<AlignmentSource> = {
  reference: () => 'the reference',
  sameFrame: () => 'from the same frame',
  notAligned: () => 'not aligned, as the preview is too small to show enough stars',
  stars: ({ matched, coordinates }) =>
    `by the stars: ${matchedText(matched)}${coordinates ? `; ${sentenceOf(COORDINATES, coordinates)}` : ''}`,
  coordinates: ({ checkedBy }) =>
    `by the coordinates in the headers; ${
      checkedBy ? `the stars agree (${matchedText(checkedBy)})` : 'too few stars in common to check them'
    }`
};

const REFUSALS: Sentences<AlignmentRefusal> = {
  noMatch: ({ stars, coordinates }) =>
    `its stars do not match (${matchText(stars)}), and ${
      coordinates
        ? sentenceOf(COORDINATES, coordinates)
        : 'without coordinates in both headers there is no other way.'
    }`
};

/** What a colour picture has less of than was asked for, or what may be wrong with it. */
export type ColourWarning = Statements<{
  /** Its alignment comes from its coordinates alone. Label and name of the file. */
  alignmentUnchecked: { readonly label: string; readonly name: string };
  notBalanced: {};
  /** Percentage of the pixels for which some channel has no value. */
  blankPixels: { readonly percent: number };
}>;

export const WARNINGS: Sentences<ColourWarning> = {
  alignmentUnchecked: ({ label, name }) =>
    `${label} (${name}) is aligned by the coordinates in the headers alone: it has too few stars in common with the ` +
    'reference to check them. Look for colour fringes.',
  notBalanced: () =>
    'The colours are not balanced by the stars: too few stars are in common. Each channel is scaled by its own values.',
  blankPixels: ({ percent }) =>
    `${figureText(percent)} % of the pixels are black, as not all channels have a value there.`
};

/** What the alignment of a channel comes from, as a clause. */
export const alignmentText = (source: AlignmentSource): string => sentenceOf(SOURCES, source);

/** Why a channel cannot be aligned, as a clause with a full stop. */
export const refusalText = (refusal: AlignmentRefusal): string => sentenceOf(REFUSALS, refusal);
