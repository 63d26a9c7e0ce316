import type { Card } from '../../fits/file/formatCard';
import { movedReferencePixel } from '../../fits/wcs/movedReferencePixel';
import { writeFits } from '../../fits/write/writeFits';
import type { AlignedFrame } from './alignFrames';
import { clipLimit } from './clipLimit';
import type { Stack, StackOptions } from './stackFrames';

/** The stack as float32 with the header of the reference, the first of `frames`, and its two maps as further HDUs. */
export function stackFile(
  { field, mean, std, coverage }: Stack,
  frames: readonly AlignedFrame[],
  { method, resampling }: Pick<StackOptions, 'method' | 'resampling'>,
  provenance: readonly string[]
): Blob {
  const { header, name } = frames[0].frame;
  const axes = [field.width, field.height];
  const place = movedReferencePixel(header, field);
  const exposures = frames.map(({ frame }) => frame.facts.exposureTime);
  const total = exposures.reduce<number | null>(
    (sum, exposure) => (sum !== null && exposure !== null ? sum + exposure : null),
    0
  );
  const isClipped = method === 'clippedMean' || method === 'winsorised';
  const clipping = isClipped
    ? ` Values beyond ${clipLimit(frames.length)} sigma of their median are left out.`
    : '';
  const cards: Card[] = [
    ...place,
    ['NCOMBINE', frames.length, 'frames stacked'],
    ['COMBMETH', method, 'how'],
    ...(total === null ? [] : [['TOTEXP', total, '[s] exposure times of all frames together'] as const]),
    ...provenance.map((line): Card => ['HISTORY', line]),
    [
      'HISTORY',
      `Stacked by ${method}, resampled by ${resampling}.${clipping} Brightness, sky, exposure time and date are those of ${name}.`
    ],
    ...frames.map((aligned): Card => [
      'HISTORY',
      `${aligned.frame.name}: ${aligned.text}. Pixel (x, y) from 0 of ${name} is there (${transformText(aligned)}).`
    ])
  ];
  const map = (extname: string, unit: Card[], comment: string): Card[] => [
    ...place,
    ['EXTNAME', extname],
    ...unit,
    ['COMMENT', comment]
  ];
  return writeFits(
    { data: mean, axes, header, cards },
    {
      data: coverage,
      axes,
      header,
      cards: map('COVERAGE', [['BUNIT', 'frames']], 'How many frames were used for each pixel.')
    },
    {
      data: std,
      axes,
      header,
      cards: map('RMS', [], 'Standard deviation of the values used for each pixel.')
    }
  );
}

function transformText({ transform: [a, b, c, d, e, f] }: AlignedFrame): string {
  const row = (x: number, y: number, shift: number): string =>
    `${x.toFixed(7)} x ${y < 0 ? '-' : '+'} ${Math.abs(y).toFixed(7)} y ${shift < 0 ? '-' : '+'} ${Math.abs(shift).toFixed(3)}`;
  return `${row(a, c, e)}, ${row(b, d, f)}`;
}
