/** How values become brightness, names shown to people. */
export const STRETCHES = {
  linear: 'Linear',
  sqrt: 'Square root',
  log: 'Logarithm',
  asinh: 'Asinh',
  power: 'Power'
} as const;

export type Stretch = keyof typeof STRETCHES;

/** Colour maps that are even in brightness, so that they can be read without seeing colour. */
export const COLOUR_MAPS = {
  grey: 'Grey',
  viridis: 'Viridis',
  cividis: 'Cividis',
  inferno: 'Inferno'
} as const;

export type ColourMap = keyof typeof COLOUR_MAPS;

/** Order of the colour filters over the first two pixels of the first two rows, in the order of the file. */
export const BAYER_PATTERNS = ['RGGB', 'BGGR', 'GRBG', 'GBRG'] as const;

export type BayerPattern = (typeof BAYER_PATTERNS)[number];

/** Where black and white lie: by zscale, by leaving out the same share at both ends, or as given. */
export type LimitsRule =
  | { readonly kind: 'zscale' }
  | { readonly kind: 'percentile'; readonly percent: number }
  | { readonly kind: 'manual'; readonly low: number; readonly high: number };

/** How a frame is shown. */
export interface FrameDisplay {
  readonly stretch: Stretch;
  readonly limits: LimitsRule;
  readonly colourMap: ColourMap;
  readonly inverted: boolean;
  /** Whether saturated pixels have a colour of their own. */
  readonly marksSaturated: boolean;
  /** As what mosaic to show frames in colour; null: in one colour; `auto`: each as the mosaic that it has. */
  readonly bayer: BayerPattern | 'auto' | null;
}
