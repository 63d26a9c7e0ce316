/**
 * The `k`-th smallest (from 0) of the first `count` values, which are reordered so that no value before
 * index `k` is greater and none after it is smaller. The values must not contain NaN.
 *
 * Source: Hoare (1961), Algorithm 65: Find.
 */
export function quickselect(values: Float32Array, k: number, count = values.length): number {
  let left = 0;
  let right = count - 1;
  while (left < right) {
    const pivot = medianOfThree(values[left], values[(left + right) >>> 1], values[right]);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const swapped = values[i];
        values[i++] = values[j];
        values[j--] = swapped;
      }
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k];
}

const medianOfThree = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
