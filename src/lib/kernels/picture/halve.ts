/**
 * An image of half the size, rounded up: each pixel is the mean of those of the (up to) four it covers that
 * are not NaN; NaN if all are.
 * @param data row-major, `width * height` pixels of `channels` values each
 */
export function halve(data: Float32Array, width: number, height: number, channels = 1): Float32Array {
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const half = new Float32Array(halfWidth * halfHeight * channels);
  let out = 0;
  for (let y = 0; y < halfHeight; y++) {
    const top = 2 * y * width;
    const bottom = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < halfWidth; x++) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      for (let channel = 0; channel < channels; channel++) {
        const a = data[(top + left) * channels + channel];
        const b = data[(top + right) * channels + channel];
        const c = data[(bottom + left) * channels + channel];
        const d = data[(bottom + right) * channels + channel];
        const mean = (a + b + c + d) / 4;
        half[out++] = Number.isNaN(mean) ? meanOfNumbers(a, b, c, d) : mean;
      }
    }
  }
  return half;
}

function meanOfNumbers(...values: readonly number[]): number {
  const numbers = values.filter((value) => !Number.isNaN(value));
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
