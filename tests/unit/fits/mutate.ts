const NUMBERS = [
  '0',
  '-1',
  '1',
  '17',
  '99999999',
  '2147483648',
  '4000000000',
  '1E300',
  '1.5',
  "'x'",
  'T',
  ''
];

/** Changes up to four things: bytes, the numbers of cards, or where the file ends. */
export function mutate(original: Uint8Array, seed: number): Uint8Array<ArrayBuffer> {
  const random = randomNumbers(seed);
  let bytes = Buffer.from(original);
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(bytes.length);
    const card = at - (at % 80);
    switch (random(8)) {
      case 0:
        bytes = bytes.subarray(0, at);
        break;
      case 1:
      case 2:
        bytes.write(NUMBERS[random(NUMBERS.length)]!.padEnd(70), card + 10, 'latin1');
        break;
      case 3:
        bytes.copyWithin(card, random(bytes.length), card + 80);
        break;
      default:
        bytes[at] = random(256);
    }
    if (bytes.length === 0) break;
  }
  return Uint8Array.from(bytes);
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
