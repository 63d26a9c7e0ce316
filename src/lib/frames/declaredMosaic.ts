import { BAYER_PATTERNS, type BayerPattern } from '../domain/image/FrameDisplay';
import { shiftedPattern } from '../domain/image/shiftedPattern';
import type { Section } from '../domain/image/Section';
import type { CorrectedFacts } from '../domain/rows/correctedFacts';
import { rowOrder } from '../fits/facts/cameraSettings';
import type { FitsHeader } from '../fits/file/FitsHeader';
import type { Card } from '../fits/file/formatCard';
import type { ImageSize } from '../fits/image/imageSize';

/** The mosaic that a frame is said to have, of its pixels as they are stored. */
export interface DeclaredMosaic {
  readonly pattern: BayerPattern;
  /** Whether its user said so, in which case the pixels are not asked. */
  readonly byUser: boolean;
}

/** Cards that name the pattern: MaxIm DL and most others, a common misspelling, CCDSoft and ASCOM, older programs. */
export const MOSAIC_KEYWORDS = [
  'BAYERPAT',
  'BAYRPAT',
  'COLORTYP',
  'CFAIMAGE',
  'CFAPAT',
  'CFATYPE',
  'CFAPATT',
  'PCL:CFASourcePattern'
];

/** The first two pixels tell the rest. */
const SHORT_NAMES: Record<string, BayerPattern> = { RG: 'RGGB', BG: 'BGGR', GR: 'GRBG', GB: 'GBRG' };

/**
 * The Bayer mosaic of an image by its user, its cards, or a filter that is a pattern; null without one, and for cubes,
 * whose colours are separate already. Headers name the pattern as it is on the detector: XBAYROFF and YBAYROFF say where
 * in it the first pixel is, and ROWORDER BOTTOM-UP that the last row was the first.
 */
export function declaredMosaic(
  header: FitsHeader,
  { filter, mosaic }: Pick<CorrectedFacts, 'filter' | 'mosaic'>,
  { height, planes }: ImageSize
): DeclaredMosaic | null {
  if (planes > 1 || mosaic === 'none') return null;
  if (mosaic) return { pattern: mosaic, byUser: true };
  const named = [...MOSAIC_KEYWORDS.map((keyword) => header.string(keyword)), filter, header.string('FILTER')]
    .map(patternNamed)
    .find((pattern) => pattern !== null);
  return named ? { pattern: storedPattern(named, header, height), byUser: false } : null;
}

/** `RGGB`, `bayer_rggb8`, `BayerRG16`; null for other texts. */
function patternNamed(text: string | null): BayerPattern | null {
  const name = text?.trim().toUpperCase() ?? '';
  const [, short, long] = /^(?:(?:BAYER[_ ]?)?(?:([RGB]{2})|([RGB]{4}))(?:\d+)?)$/.exec(name) ?? [];
  if (long) return BAYER_PATTERNS.find((known) => known === long) ?? null;
  return short && name.startsWith('BAYER') ? (SHORT_NAMES[short] ?? null) : null;
}

function storedPattern(pattern: BayerPattern, header: FitsHeader, height: number): BayerPattern {
  const rows = offset(header, 'YBAYROFF') + (isBottomUp(header) ? height - 1 : 0);
  return shiftedPattern(pattern, offset(header, 'XBAYROFF'), rows);
}

/**
 * Where in the mosaic the first pixel is, after rows and columns before it were cut off; no cards for a header that names
 * no mosaic.
 * @param height before that, pixels
 */
export function movedMosaic(header: FitsHeader, { x0, y0, y1 }: Section, height: number): Card[] {
  if (!MOSAIC_KEYWORDS.some((keyword) => header.has(keyword))) return [];
  const columns = offset(header, 'XBAYROFF') + x0;
  // Of rows stored from the bottom up, the pattern counts from the last.
  const rows = offset(header, 'YBAYROFF') + (isBottomUp(header) ? height - y1 : y0);
  return [
    ['XBAYROFF', columns % 2, 'columns of the mosaic before the first pixel'],
    ['YBAYROFF', rows % 2, 'rows of the mosaic before the first pixel']
  ];
}

const offset = (header: FitsHeader, keyword: string): number => Math.round(header.number(keyword) ?? 0);

/** Whether the last row was the first on the detector. */
export const isBottomUp = (header: FitsHeader): boolean => rowOrder(header.string('ROWORDER')) === 'bottomUp';
