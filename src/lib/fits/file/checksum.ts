/** As many words can be summed exactly in a double before the carries must be added back in (end-around). */
const MAX_WORDS = 2 ** 20;

/**
 * Ones' complement sum of 32-bit big-endian words (FITS 4.0, appendix J).
 * @param bytes an incomplete last word counts as if padded with zeros
 * @param sum of the whole words before these, to continue from
 */
export function checksum32(bytes: Uint8Array, sum = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let total = sum;
  for (let start = 0; start < whole; start += 4 * MAX_WORDS) {
    const end = Math.min(whole, start + 4 * MAX_WORDS);
    for (let i = start; i < end; i += 4) total += view.getUint32(i);
    total = addCarries(total);
  }
  for (let i = whole; i < bytes.length; i++) total += bytes[i]! * 2 ** (24 - 8 * (i - whole));
  return addCarries(total);
}

function addCarries(total: number): number {
  let sum = total;
  while (sum >= 2 ** 32) sum = (sum % 2 ** 32) + Math.floor(sum / 2 ** 32);
  return sum;
}

/**
 * A sum encoded as 16 characters (FITS 4.0, appendix J.2). They add up to the sum in a card whose string
 * begins in column 12 and held sixteen `0` before.
 * @param complement true for CHECKSUM, which makes the sum of the whole HDU minus zero
 */
export function encodeChecksum(sum: number, complement = true): string {
  const value = complement ? ~sum : sum;
  const characters = new Uint8Array(16);
  for (let i = 0; i < 4; i++) {
    const byte = (value >>> (24 - 8 * i)) & 255;
    const parts = [(byte >> 2) + (byte & 3), byte >> 2, byte >> 2, byte >> 2].map((part) => part + 0x30);
    for (let j = 0; j < 4; j += 2)
      while (isPunctuation(parts[j]!) || isPunctuation(parts[j + 1]!)) {
        parts[j]! += 1;
        parts[j + 1]! -= 1;
      }
    // Rotated to the right by one, as the string begins in the last byte of a word.
    for (let j = 0; j < 4; j++) characters[(4 * j + i + 1) % 16] = parts[j]!;
  }
  return String.fromCharCode(...characters);
}

/** ASCII between the digits and the capitals, and between the capitals and the small letters. */
const isPunctuation = (code: number): boolean =>
  (code >= 0x3a && code <= 0x40) || (code >= 0x5b && code <= 0x60);
