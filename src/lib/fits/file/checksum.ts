/** Words that can be added in a double before the carries must be brought round. */
const WORDS = 2 ** 20;

/**
 * Ones' complement sum of 32-bit big-endian words (FITS 4.0, appendix J).
 * @param bytes a last word that is not whole counts as if zeros followed
 * @param sum of what came before, whole words, to go on from
 */
export function checksum32(bytes: Uint8Array, sum = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let total = sum;
  for (let start = 0; start < whole; start += 4 * WORDS) {
    const end = Math.min(whole, start + 4 * WORDS);
    for (let i = start; i < end; i += 4) total += view.getUint32(i);
    total = carriesRound(total);
  }
  for (let i = whole; i < bytes.length; i++) total += bytes[i]! * 2 ** (24 - 8 * (i - whole));
  return carriesRound(total);
}

function carriesRound(total: number): number {
  let sum = total;
  while (sum >= 2 ** 32) sum = (sum % 2 ** 32) + Math.floor(sum / 2 ** 32);
  return sum;
}

/**
 * The 16 characters that write a sum (FITS 4.0, appendix J.2). They add up to the sum in a card whose
 * string begins in column 12 and held sixteen `0` before.
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

/** Between the digits and the capitals, and between the capitals and the small letters of ASCII. */
const isPunctuation = (code: number): boolean =>
  (code >= 0x3a && code <= 0x40) || (code >= 0x5b && code <= 0x60);
