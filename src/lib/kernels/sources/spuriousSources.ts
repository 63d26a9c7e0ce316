import type { SourceTable } from './SourceTable';

/**
 * Which sources are nothing but bumps in the wings of brighter ones: where the profile of one, of Moffat's kind
 * with exponent 1 through its peak and its isophote, is higher than the mean light of another. 1 for such.
 *
 * Source: after CLEAN of Source Extractor (Bertin & Arnouts 1996, A&AS 117, 393, section 7).
 * @param threshold of the sources, in units of the image
 */
export function spuriousSources(table: SourceTable, threshold: number): Uint8Array {
  const [x, y, a, b, theta] = (['xBarycentre', 'yBarycentre', 'a', 'b', 'theta'] as const).map((name) =>
    table.column(name)
  );
  const [flux, peak, pixels] = (['flux', 'peak', 'pixels'] as const).map((name) => table.column(name));
  const isSpurious = new Uint8Array(table.count);
  const byHeight = Int32Array.from(y.keys()).sort((i, j) => y[i] - y[j]);
  for (let k = 0; k < byHeight.length; k++) {
    const i = byHeight[k];
    if (!(peak[i] > threshold)) continue;
    /** Of the isophote, in units of the standard deviation along each axis. */
    const square = pixels[i] / (Math.PI * a[i] * b[i]);
    const reach = a[i] * Math.sqrt(square);
    const cos = Math.cos(theta[i]);
    const sin = Math.sin(theta[i]);
    for (const step of [-1, 1]) {
      for (let n = k + step; n >= 0 && n < byHeight.length; n += step) {
        const j = byHeight[n];
        if (!(Math.abs(y[j] - y[i]) < reach)) break;
        if (flux[j] >= flux[i]) continue;
        const along = ((x[j] - x[i]) * cos + (y[j] - y[i]) * sin) / a[i];
        const across = ((y[j] - y[i]) * cos - (x[j] - x[i]) * sin) / b[i];
        const wing = peak[i] / (1 + (peak[i] / threshold - 1) * ((along ** 2 + across ** 2) / square));
        if (wing > flux[j] / pixels[j]) isSpurious[j] = 1;
      }
    }
  }
  return isSpurious;
}
