import { BAYER_PATTERNS, type BayerPattern } from './FrameDisplay';

/** The pattern of an image whose first pixel is so many columns and rows further into the mosaic. */
export function shiftedPattern(pattern: BayerPattern, columns: number, rows: number): BayerPattern {
  const letterAt = (x: number, y: number): string => pattern[((x + columns) & 1) + 2 * ((y + rows) & 1)]!;
  const shifted = letterAt(0, 0) + letterAt(1, 0) + letterAt(0, 1) + letterAt(1, 1);
  return BAYER_PATTERNS.find((known) => known === shifted)!;
}
