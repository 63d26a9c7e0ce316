const DIGITS = 2 ** 16;
const high = new Uint32Array(DIGITS);
const low = new Uint32Array(DIGITS);
const word = new Int32Array(1);
const float = new Float32Array(word.buffer);

/**
 * Median of the finite values (for an even number, the mean of the two middle ones); NaN if there are none. For many
 * values much faster than quickselect: a radix selection that counts the upper 16 bits, then the lower ones.
 */
export function medianOfMany(values: Float32Array): number {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  const count = countUpper(bits);
  if (count === 0) return NaN;
  const [upper, rank] = digitOf(high, count >>> 1);
  countLower(bits, upper);
  const value = valueOf(upper, digitOf(low, rank)[0]);
  if (count % 2 === 1) return value;
  if (rank > 0) return (valueOf(upper, digitOf(low, rank - 1)[0]) + value) / 2;
  const [before, last] = digitOf(high, (count >>> 1) - 1);
  countLower(bits, before);
  return (valueOf(before, digitOf(low, last)[0]) + value) / 2;
}

/** Maps the bits of a float to an integer of the same order, and back. */
const ordered = (bits: number): number => bits ^ ((bits >> 31) & 0x7fffffff);

function countUpper(bits: Int32Array): number {
  high.fill(0);
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    if ((bits[i] & 0x7f800000) === 0x7f800000) continue;
    high[(ordered(bits[i]) >> 16) + DIGITS / 2]++;
    count++;
  }
  return count;
}

function countLower(bits: Int32Array, upper: number): void {
  low.fill(0);
  for (let i = 0; i < bits.length; i++) {
    const value = ordered(bits[i]);
    if (value >> 16 === upper - DIGITS / 2) low[value & 0xffff]++;
  }
}

/** The digit of the value with this rank (from 0), and its rank among the values that share the digit. */
function digitOf(counts: Uint32Array, rank: number): readonly [digit: number, rank: number] {
  let digit = 0;
  while (rank >= counts[digit]) rank -= counts[digit++];
  return [digit, rank];
}

function valueOf(upper: number, lower: number): number {
  word[0] = ordered(((upper - DIGITS / 2) << 16) | lower);
  return float[0];
}
