import { storedIntegers, type StoredPixels } from '../pixels/StoredPixels';

/**
 * Makes sure that pixels which a codec gives as wider integers are within the range of BITPIX.
 * @param isLossy whether compression may overshoot the ends of the range, where saturated pixels are; they are clipped
 * @throws Error if a pixel is beyond the range, which otherwise means damage
 */
export function withinRange(stored: StoredPixels, bitpix: number, isLossy = false): StoredPixels {
  if ((bitpix !== 8 && bitpix !== 16) || ('bytes' in stored && stored.bitpix === bitpix)) return stored;
  const [lowest, highest] = bitpix === 8 ? [0, 255] : [-32768, 32767];
  const integers = storedIntegers(stored);
  for (let i = 0; i < integers.length; i++) {
    const integer = integers[i]!;
    if (lowest <= integer && integer <= highest) continue;
    if (!isLossy) throw new Error(`a pixel of ${integer} is beyond ${bitpix} bits`);
    integers[i] = integer < lowest ? lowest : highest;
  }
  return { integers };
}
