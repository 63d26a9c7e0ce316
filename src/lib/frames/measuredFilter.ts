import type { FrameColour } from '../kernels/picture/mosaicColour';

/** Filters through which all three colours of a camera pass, and patterns that stand in place of a filter. */
const PASSES_ALL =
  /^(|none|no ?filter|clear|open|empty|air|l|lum(inance)?|(uv)?[ /_-]?ir[ /_-]?(cut|block)?|[rgb]{4})$/i;

const CODES: Readonly<Record<Exclude<FrameColour, 'all'>, string>> = { red: 'TR', green: 'TG', blue: 'TB' };

/**
 * The filter of one colour of a camera, by the codes of the AAVSO: `TG` is green of three colours; `LP, green` where light
 * went through another filter before.
 * @param measured null: what is measured has no colours
 */
export function measuredFilter(filter: string | null, measured: FrameColour | null): string | null {
  if (!measured || measured === 'all') return filter;
  return PASSES_ALL.test(filter?.trim() ?? '') ? CODES[measured] : `${filter}, ${measured}`;
}
