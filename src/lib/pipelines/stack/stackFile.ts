import { itemAt } from '../../domain/units/itemAt';
import type { Card } from '../../fits/file/formatCard';
import { SINGLE_EXPOSURE_KEYWORDS } from '../../fits/facts/singleExposureKeywords';
import { cameraCards } from '../../frames/correctedCards';
import { movedReferencePixel } from '../../fits/wcs/movedReferencePixel';
import { writeCube } from '../../fits/write/writeCube';
import { writeFits } from '../../fits/write/writeFits';
import type { AlignedFrame } from './alignFrames';
import { clipLimit } from './clipLimit';
import { PLANES } from './StackColour';
import type { Stack, StackOptions } from './stackFrames';
import { stackTimes } from './stackTimes';

const WITHOUT = new RegExp(`${SINGLE_EXPOSURE_KEYWORDS.source}|^SATURATE$`);

/** Of each plane of a colour stack; the fewest keywords that must not be carried from a mosaic. */
const MOSAIC = 'BAYERPAT|BAYRPAT|COLORTYP|CFAIMAGE|CFAPAT|CFATYPE|CFAPATT|[XY]BAYROFF|PCL:CFASOURCEPATTERN';
const WITHOUT_MOSAIC = new RegExp(`${WITHOUT.source}|^(${MOSAIC})$`);

/**
 * The colours as one cube of float32 with the header of the reference, the first of `frames`: a plane for red, green and
 * blue each. There are no maps.
 * @param stacks of these colours
 */
export async function colourStackFile(
  stacks: AsyncGenerator<Stack>,
  frames: readonly AlignedFrame[],
  options: Pick<StackOptions, 'method' | 'resampling'>,
  provenance: readonly string[]
): Promise<Blob> {
  const { value: first } = await stacks.next();
  const { field, weights } = first as Stack;
  const rows = (async function* () {
    yield (first as Stack).mean;
    for await (const { mean } of stacks) yield mean;
  })();
  const { header } = itemAt(frames, 0).frame;
  const cards: Card[] = [
    ...stackCards(field, weights, frames, options, provenance),
    ...PLANES.map((colour, i): Card => [`CHANCOL${i + 1}`, colour, `what plane ${i + 1} is`])
  ];
  const { width, height } = field;
  return writeCube({ rows, width, height, planes: 3, header, cards, without: WITHOUT_MOSAIC });
}

/** The stack as float32 with the header of the reference, the first of `frames`, and its two maps as further HDUs. */
export function stackFile(
  { field, mean, std, coverage, weights }: Stack,
  frames: readonly AlignedFrame[],
  options: Pick<StackOptions, 'method' | 'resampling'>,
  provenance: readonly string[]
): Blob {
  const { header } = itemAt(frames, 0).frame;
  const axes = [field.width, field.height];
  const place = movedReferencePixel(header, field);
  const times = timesOf(frames, weights);
  const cards = stackCards(field, weights, frames, options, provenance);
  const map = (extname: string, unit: Card[], comment: string): Card[] => [
    ...place,
    ...times,
    ['EXTNAME', extname],
    ...unit,
    ['COMMENT', comment]
  ];
  return writeFits(
    { data: mean, axes, header, without: WITHOUT_MOSAIC, cards },
    {
      data: coverage,
      axes,
      header,
      without: WITHOUT_MOSAIC,
      cards: map('COVERAGE', [['BUNIT', 'frames']], 'How many frames were used for each pixel.')
    },
    {
      data: std,
      axes,
      header,
      without: WITHOUT_MOSAIC,
      cards: map('RMS', [], 'Standard deviation of the values used for each pixel.')
    }
  );
}

const timesOf = (frames: readonly AlignedFrame[], weights: readonly number[]): readonly Card[] =>
  stackTimes(
    frames.map(({ frame }) => frame),
    weights
  );

function stackCards(
  field: Stack['field'],
  weights: readonly number[],
  frames: readonly AlignedFrame[],
  { method, resampling }: Pick<StackOptions, 'method' | 'resampling'>,
  provenance: readonly string[]
): Card[] {
  const { header, name, facts } = itemAt(frames, 0).frame;
  const isClipped = method === 'clippedMean' || method === 'winsorised';
  const clipping = isClipped
    ? ` Values beyond ${clipLimit(frames.length)} sigma of their median are left out.`
    : '';
  const brightness = facts.exposureTime === null ? 'one exposure' : `one exposure of ${facts.exposureTime} s`;
  return [
    ...movedReferencePixel(header, field),
    ...timesOf(frames, weights),
    ...saturationCards(frames),
    ...cameraCards(itemAt(frames, 0).frame).cards,
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
