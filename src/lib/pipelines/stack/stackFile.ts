import { itemAt } from '../../domain/units/itemAt';
import type { Card } from '../../fits/file/formatCard';
import { SINGLE_EXPOSURE_KEYWORDS } from '../../fits/facts/singleExposureKeywords';
import { movedReferencePixel } from '../../fits/wcs/movedReferencePixel';
import { writeFits } from '../../fits/write/writeFits';
import type { AlignedFrame } from './alignFrames';
import { clipLimit } from './clipLimit';
import type { Stack, StackOptions } from './stackFrames';
import { stackTimes } from './stackTimes';

const WITHOUT = new RegExp(`${SINGLE_EXPOSURE_KEYWORDS.source}|^SATURATE$`);

/** The stack as float32 with the header of the reference, the first of `frames`, and its two maps as further HDUs. */
export function stackFile(
  { field, mean, std, coverage, weights }: Stack,
  frames: readonly AlignedFrame[],
  { method, resampling }: Pick<StackOptions, 'method' | 'resampling'>,
  provenance: readonly string[]
): Blob {
  const { header, name, facts } = itemAt(frames, 0).frame;
  const axes = [field.width, field.height];
  const place = movedReferencePixel(header, field);
  const times = stackTimes(
    frames.map(({ frame }) => frame),
    weights
  );
  const isClipped = method === 'clippedMean' || method === 'winsorised';
  const clipping = isClipped
    ? ` Values beyond ${clipLimit(frames.length)} sigma of their median are left out.`
    : '';
  const brightness = facts.exposureTime === null ? 'one exposure' : `one exposure of ${facts.exposureTime} s`;
  const cards: Card[] = [
    ...place,
    ...times,
    ...saturationCards(frames),
    ['NCOMBINE', frames.length, 'frames stacked'],
    ['COMBMETH', method, 'how'],
    ...provenance.map((line): Card => ['HISTORY', line]),
    [
      'HISTORY',
      `Stacked by ${method}, resampled by ${resampling}.${clipping} Brightness and sky are those of ${brightness}, ${name}.`
    ],
    ...frames.map((aligned): Card => [
      'HISTORY',
      `${aligned.frame.name}: ${aligned.text}. Pixel (x, y) from 0 of ${name} is there (${transformText(aligned)}).`
    ])
  ];
  const map = (extname: string, unit: Card[], comment: string): Card[] => [
    ...place,
    ...times,
    ['EXTNAME', extname],
    ...unit,
    ['COMMENT', comment]
  ];
  return writeFits(
    { data: mean, axes, header, without: WITHOUT, cards },
    {
      data: coverage,
      axes,
      header,
      without: WITHOUT,
      cards: map('COVERAGE', [['BUNIT', 'frames']], 'How many frames were used for each pixel.')
    },
    {
      data: std,
      axes,
      header,
      without: WITHOUT,
      cards: map('RMS', [], 'Standard deviation of the values used for each pixel.')
    }
  );
}

/**
 * Pixels may be saturated from the lowest value on that a saturated pixel of any frame has in the stack. A star that is
 * resampled can have its centre half a pixel off along both axes, and then its peak is lower.
 */
function saturationCards(frames: readonly AlignedFrame[]): Card[] {
  const levels = frames.map(({ saturation, scale, offset }) => scale * saturation + offset);
  const sharpest = Math.min(...frames.map(({ fwhm }) => fwhm || Infinity));
  const { sky } = itemAt(frames, 0);
  const level = sky + (Math.min(...levels) - sky) * 0.5 ** (2 / sharpest ** 2);
  return level < Infinity
    ? [['SATURATE', Math.fround(level), 'stars with a pixel above it may be saturated']]
    : [];
}

function transformText({ transform: [a, b, c, d, e, f] }: AlignedFrame): string {
  const row = (x: number, y: number, shift: number): string =>
    `${x.toFixed(7)} x ${y < 0 ? '-' : '+'} ${Math.abs(y).toFixed(7)} y ${shift < 0 ? '-' : '+'} ${Math.abs(shift).toFixed(3)}`;
  return `${row(a, c, e)}, ${row(b, d, f)}`;
}
