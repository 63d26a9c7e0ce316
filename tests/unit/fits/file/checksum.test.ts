import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum32, encodeChecksum } from '../../../../src/lib/fits/file/checksum';

/** Word by word, with an end-around carry each time. */
function slowSum(bytes: Uint8Array): bigint {
  const words = Buffer.concat([bytes, new Uint8Array(-bytes.length & 3)]);
  let sum = 0n;
  for (let i = 0; i < words.length; i += 4) {
    sum += BigInt(words.readUInt32BE(i));
    sum = (sum & 0xffffffffn) + (sum >> 32n);
  }
  return sum;
}

describe('checksum32', () => {
  it('adds 32-bit words with end-around carry, in one part or in several', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(15), (bytes, words) => {
        expect(BigInt(checksum32(bytes))).toBe(slowSum(bytes));
        const parts = [bytes.subarray(0, 4 * words), bytes.subarray(4 * words)] as const;
        expect(BigInt(checksum32(parts[1], checksum32(parts[0])))).toBe(slowSum(bytes));
      })
    );
  });

  it('is exact for millions of large words', () => {
    const bytes = new Uint8Array(4 * (2 ** 21 + 3)).fill(0xff);
    bytes[bytes.length - 1] = 0xfe;
    expect(BigInt(checksum32(bytes))).toBe(slowSum(bytes));
  });
});

describe('encodeChecksum', () => {
  // The example of appendix J.2, and values by astropy 5.2: hdu._char_encode(~sum).
  it.each([
    [868229149, 'hcHjjc9ghcEghc9g'],
    [4294967295, '0000000000000000'],
    [0, 'orrrrooooooooooo'],
    [1, 'orrrqooooooooooo'],
    [0x12345678, 'QleaTkbTQkbZQkbZ'],
    [0xdeadbeef, '49FH48D948DG48D9']
  ])('%i', (sum, text) => {
    expect(encodeChecksum(sum)).toBe(text);
  });

  it('makes sixteen letters and digits that bring the sum of the HDU to minus zero', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 80, maxLength: 80 }), (card) => {
        card.set(Buffer.from('0'.repeat(16)), 11);
        const text = encodeChecksum(checksum32(card));
        expect(text).toMatch(/^[0-9A-Za-z]{16}$/);
        card.set(Buffer.from(text), 11);
        expect(checksum32(card)).toBe(0xffffffff);
      })
    );
  });

  it('writes the sum itself when asked to', () => {
    expect(encodeChecksum(0xedcba987, false)).toBe(encodeChecksum(0x12345678));
  });
});
