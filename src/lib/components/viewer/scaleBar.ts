const ARCSECONDS: readonly (readonly [unit: number, sign: string])[] = [
  [3600, '°'],
  [60, '′'],
  [1, '″']
];

/**
 * A bar of a round length on the sky, or in pixels of the frame where the sky is not known.
 * @param zoom pixels of the screen for a pixel of the frame
 * @param pixelScale arcseconds for a pixel of the frame
 * @param longest pixels of the screen
 */
export function scaleBar(
  zoom: number,
  pixelScale: number | null,
  longest: number
): { readonly length: number; readonly label: string } {
  const room = (longest / zoom) * (pixelScale ?? 1);
  const [unit, sign] =
    pixelScale === null ? [1, ' px'] : (ARCSECONDS.find(([size]) => room >= size) ?? ([1, '″'] as const));
  const round = roundDown(room / unit);
  return { length: ((round * unit) / (pixelScale ?? 1)) * zoom, label: `${round}${sign}` };
}

/** To 1, 2 or 5 times a power of ten. */
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [5, 2, 1].find((step) => step * power <= value) ?? 1;
  return Number((digit * power).toPrecision(1));
}
