import type { Card } from '../../fits/file/formatCard';
import { SINGLE_EXPOSURE_KEYWORDS } from '../../fits/facts/singleExposureKeywords';
import { movedReferencePixel } from '../../fits/wcs/movedReferencePixel';
import { writeFits } from '../../fits/write/writeFits';
import type { AlignedFrame } from './alignFrames';
import { clipLimit } from './clipLimit';
import type { Stack, StackOptions } from './stackFrames';
import { stackTimes } from './stackTimes';

/** The stack as float32 with the header of the reference, the first of `frames`, and its two maps as further HDUs. */
export function stackFile(
  { field, mean, std, coverage, weights }: Stack,
  frames: readonly AlignedFrame[],
  { method, resampling }: Pick<StackOptions, 'method' | 'resampling'>,
  provenance: readonly string[]
): Blob {
  const { header, name, facts } = frames[0].frame;
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
  const without = SINGLE_EXPOSURE_KEYWORDS;
  return writeFits(
    { data: mean, axes, header, without, cards },
    {
      data: coverage,
      axes,
      header,
      without,
      cards: map('COVERAGE', [['BUNIT', 'frames']], 'How many frames were used for each pixel.')
    },
    {
      data: std,
      axes,
      header,
      without,
      cards: map('RMS', [], 'Standard deviation of the values used for each pixel.')
    }
  );
}

function transformText({ transform: [a, b, c, d, e, f] }: AlignedFrame): string {
  const row = (x: number, y: number, shift: number): string =>
    `${x.toFixed(7)} x ${y < 0 ? '-' : '+'} ${Math.abs(y).toFixed(7)} y ${shift < 0 ? '-' : '+'} ${Math.abs(shift).toFixed(3)}`;
  return `${row(a, c, e)}, ${row(b, d, f)}`;
}
