const NUMBERS = [
  '0',
  '-1',
  '1',
  '17',
  '3000000',
  '99999999',
  '2147483648',
  '4000000000',
  '1E300',
  '1.5',
  "'x'",
  'T',
  ''
];

/**
 * Changes up to four things: bytes, bits, the numbers of cards, single digits, a card or a block that is repeated or
 * missing, or where the file ends.
 */
export function mutate(original: Uint8Array, seed: number): Uint8Array<ArrayBuffer> {
  const random = randomNumbers(seed);
  let bytes = Buffer.from(original);
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(bytes.length);
    const card = at - (at % 80);
    switch (random(11)) {
      case 0:
        bytes = bytes.subarray(0, at);
        break;
      case 1:
      case 2:
        bytes.write(NUMBERS[random(NUMBERS.length)]!.padEnd(70), Math.min(card + 10, bytes.length), 'latin1');
        break;
      case 3:
        bytes.copyWithin(card, random(bytes.length), card + 80);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random(2) * 2880 + 1)]);
        break;
      case 5:
        bytes = Buffer.concat([
          bytes.subarray(0, at + 1),
          bytes.subarray(Math.max(0, at - random(2) * 2880))
        ]);
        break;
      case 6:
      case 7:
        changeDigit(bytes, card, random);
        break;
      case 8:
        bytes[at]! ^= 1 << random(8);
        break;
      default:
        bytes[at] = random(256);
    }
    if (bytes.length === 0) break;
  }
  return Uint8Array.from(bytes);
}

/** The damage most likely to go unnoticed: a header that is legal, but says something else. */
function changeDigit(bytes: Buffer, card: number, random: (below: number) => number): void {
  const text = bytes.toString('latin1', card, card + 80);
  const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
  if (digits.length > 0) bytes.write(String(random(10)), card + digits[random(digits.length)]!, 'latin1');
}

/** Seeded (mulberry32), so that a failure can be repeated. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
