import type { SourceTable } from './SourceTable';

/**
 * Marks with 1 the sources that are just bumps in the wings of brighter ones: where the profile of the brighter source, a
 * Moffat profile with exponent 1 through its peak and its isophote, is higher than the mean light of the fainter.
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
  const order = Int32Array.from(y.keys()).sort((i, j) => y[i] - y[j]);
  for (let k = 0; k < order.length; k++) {
    const i = order[k];
    if (!(peak[i] > threshold)) continue;
    /** Squared radius of the isophote, in units of the standard deviation along each axis. */
    const square = pixels[i] / (Math.PI * a[i] * b[i]);
    const reach = a[i] * Math.sqrt(square);
    const cos = Math.cos(theta[i]);
    const sin = Math.sin(theta[i]);
    for (const step of [-1, 1]) {
      for (let n = k + step; n >= 0 && n < order.length; n += step) {
        const j = order[n];
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
