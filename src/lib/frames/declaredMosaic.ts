import type { FileFacts } from '../domain/image/FileFacts';
import { BAYER_PATTERNS, type BayerPattern } from '../domain/image/FrameDisplay';
import type { FitsHeader } from '../fits/file/FitsHeader';

/** The Bayer mosaic that a frame is said to have: by BAYERPAT, or a filter that is a pattern; null if by neither. */
export function declaredMosaic(
  header: FitsHeader,
  { filter }: Pick<FileFacts, 'filter'>
): BayerPattern | null {
  const texts = [header.string('BAYERPAT'), filter, header.string('FILTER')];
  return BAYER_PATTERNS.find((known) => texts.some((text) => text?.trim().toUpperCase() === known)) ?? null;
}
