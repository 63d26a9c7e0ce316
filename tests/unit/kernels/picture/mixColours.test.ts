import { describe, expect, it } from 'vitest';
import { mixColours, type Colour, type ColourChannel } from '../../../../src/lib/kernels/picture/mixColours';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const RED: Colour = [1, 0, 0];
const GREEN: Colour = [0, 1, 0];
const BLUE: Colour = [0, 0, 1];

const channel = (colour: Colour, more: Partial<ColourChannel> = {}): ColourChannel => ({
  colour,
  offset: 0,
  scale: 1,
  saturation: Infinity,
  ...more
});

function mix(channels: readonly ColourChannel[], ...pixels: readonly (readonly number[])[]): number[][] {
  const values = channels.map((_, c) => Float32Array.from(pixels, (pixel) => pixel[c]));
  const rgb = new Float32Array(3 * pixels.length);
  mixColours(channels, values, rgb);
  return pixels.map((_, i) => [...rgb.subarray(3 * i, 3 * i + 3)]);
}

describe('mixColours', () => {
  it('passes red, green and blue on, less their offsets and scaled', () => {
    const channels = [channel(RED, { offset: 10, scale: 2 }), channel(GREEN), channel(BLUE, { scale: 0.5 })];
    expect(mix(channels, [11, 3, 4], [10, -2, 0])).toEqual([
      [2, 3, 2],
      [0, -2, 0]
    ]);
  });

  it('mixes as the slow sum does, and what is equal in all channels is white', () => {
    const random = new Random(5);
    for (let count = 1; count <= 6; count++) {
      const colours = Array.from({ length: count }, (): Colour => [
        random.uniform() + 0.01,
        random.uniform(),
        random.uniform()
      ]);
      const values = colours.map(() => random.uniform());
      const slow = [0, 1, 2].map((k) => {
        const total = colours.reduce((sum, colour) => sum + colour[k], 0);
        return colours.reduce((sum, colour, c) => sum + (colour[k] / total) * values[c], 0);
      });
      const [mixed, even] = mix(
        colours.map((colour) => channel(colour)),
        values,
        values.map(() => 0.7)
      );
      mixed.forEach((value, k) => expect(value).toBeCloseTo(slow[k], 6));
      even.forEach((value) => expect(value).toBeCloseTo(0.7, 6));
    }
  });

  it('has nothing in a colour that no channel has', () => {
    expect(mix([channel(RED), channel(BLUE)], [1, 2])).toEqual([[1, 0, 2]]);
  });

  it('is blank where one channel is', () => {
    const three = [channel(RED), channel(GREEN), channel(BLUE)];
    for (const pixel of [
      [NaN, 1, 1],
      [1, NaN, 1],
      [1, 1, NaN]
    ])
      expect(mix(three, pixel)).toEqual([[NaN, NaN, NaN]]);
  });

  it('fades to white towards saturation, without a step and never darker', () => {
    // Green is cut off at 100 while the light of the star goes on.
    const three = [channel(RED), channel(GREEN, { saturation: 100 }), channel(BLUE)];
    const star = Array.from({ length: 300 }, (_, i) => [1.4 * i, Math.min(100, i), 0.9 * i]);
    const mixed = mix(three, ...star);
    expect(mixed.slice(0, 76)).toEqual(star.slice(0, 76).map((pixel) => pixel.map(Math.fround)));
    expect(mixed.slice(100).every(([r, g, b]) => r === g && g === b)).toBe(true);
    const steps = mixed.slice(1).flatMap((pixel, i) => pixel.map((value, k) => value - mixed[i][k]));
    expect(Math.min(...steps)).toBeGreaterThan(-1e-4);
    expect(Math.max(...steps)).toBeLessThan(7);
  });
});
