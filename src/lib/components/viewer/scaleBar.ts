const ARCSECONDS: readonly (readonly [unit: number, sign: string])[] = [
  [3600, '°'],
  [60, '′'],
  [1, '″']
];

/**
 * A scale bar of a round length on the sky, or in frame pixels if the pixel scale is unknown.
 * @param zoom screen pixels per frame pixel
 * @param pixelScale arcseconds per frame pixel
 * @param maxLength in screen pixels
 * @returns length in screen pixels, and the label
 */
export function scaleBar(
  zoom: number,
  pixelScale: number | null,
  maxLength: number
): { readonly length: number; readonly label: string } {
  const available = (maxLength / zoom) * (pixelScale ?? 1);
  const [unit, sign] =
    pixelScale === null
      ? [1, ' px']
      : (ARCSECONDS.find(([size]) => available >= size) ?? ([1, '″'] as const));
  const round = roundDown(available / unit);
  return { length: ((round * unit) / (pixelScale ?? 1)) * zoom, label: `${round}${sign}` };
}

/** Rounds down to 1, 2 or 5 times a power of ten. */
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [5, 2, 1].find((step) => step * power <= value) ?? 1;
  return Number((digit * power).toPrecision(1));
}
