export const DITHER_LENGTH = 10_000;

/**
 * The 10,000 pseudo-random numbers between 0 and 1 which all writers and readers of dithered images share
 * (FITS 4.0, appendix I; the generator of Park and Miller 1988).
 */
export const ditherSequence: Float32Array = (() => {
  let seed = 1;
  return Float32Array.from({ length: DITHER_LENGTH }, () => {
    seed = (16807 * seed) % 2147483647;
    return seed / 2147483647;
  });
})();
