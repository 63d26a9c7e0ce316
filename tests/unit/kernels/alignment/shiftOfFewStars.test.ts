import { describe, expect, it } from 'vitest';
import type { StarList } from '../../../../src/lib/kernels/alignment/matchStars';
import { shiftOfFewStars } from '../../../../src/lib/kernels/alignment/shiftOfFewStars';

const starsAt = (...stars: readonly (readonly [x: number, y: number, flux: number])[]): StarList => ({
  count: stars.length,
  x: Float64Array.from(stars, ([x]) => x),
  y: Float64Array.from(stars, ([, y]) => y),
  flux: Float64Array.from(stars, ([, , flux]) => flux)
});

const REFERENCE = starsAt([40, 50, 900], [120, 61, 500], [80, 140, 200]);

describe('shiftOfFewStars', () => {
  it('finds the shift of three stars, and of those two of them that a frame still shows', () => {
    const three = starsAt([47, 46, 800], [127, 57, 450], [87, 136, 180]);
    expect(shiftOfFewStars(REFERENCE, three)).toEqual([1, 0, 0, 1, 7, -4]);
    const two = starsAt([47, 46, 400], [127.5, 57, 220]);
    const [, , , , dx, dy] = shiftOfFewStars(REFERENCE, two)!;
    expect(Math.abs(dx - 7)).toBeLessThan(1);
    expect(Math.abs(dy + 4)).toBeLessThan(1);
  });

  it('finds none where one star is left, or where the frame is turned by half', () => {
    expect(shiftOfFewStars(REFERENCE, starsAt([47, 46, 800]))).toBeNull();
    const turned = [
      [160, 150, 900],
      [80, 139, 500],
      [120, 60, 200]
    ] as const;
    expect(shiftOfFewStars(REFERENCE, starsAt(...turned))).toBeNull();
    expect(shiftOfFewStars(REFERENCE, starsAt(turned[0], turned[1]))).toBeNull();
  });

  it('finds none where two stars are too much alike to be told apart, or two shifts do as well', () => {
    expect(
      shiftOfFewStars(starsAt([40, 50, 900], [120, 61, 850]), starsAt([47, 46, 800], [127, 57, 780]))
    ).toBeNull();
    const row = starsAt([20, 50, 800], [60, 50, 400]);
    expect(shiftOfFewStars(row, starsAt([20, 50, 800], [60, 50, 400], [100, 50, 200]))).toBeNull();
  });
});
