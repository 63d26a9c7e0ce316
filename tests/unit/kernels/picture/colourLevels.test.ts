import { describe, expect, it } from 'vitest';
import { asinhCurve } from '../../../../src/lib/kernels/picture/asinhCurve';
import { colourLevels, type ChannelLight } from '../../../../src/lib/kernels/picture/colourLevels';
import { percentileLimits } from '../../../../src/lib/kernels/picture/percentileLimits';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

const SKIES = [200, 800, 50];
const COLOURS = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1]
] as const;
const BALANCES = [1, 2, 0.5];

/** Sky, and in one of 50 places a star that is as bright in all channels once they are balanced. */
function channels(more: readonly Partial<ChannelLight>[] = []): ChannelLight[] {
  const stars = new Random(1);
  const light = Array.from({ length: 20_000 }, (_, i) => (i % 50 === 0 ? 5000 * stars.uniform() : 0));
  return COLOURS.map((colour, c) => {
    const random = new Random(2, c);
    return {
      colour,
      sky: SKIES[c],
      noise: 6 / BALANCES[c],
      saturation: Infinity,
      balance: BALANCES[c],
      samples: Float32Array.from(light, (value) => SKIES[c] + (value + 6 * random.normal()) / BALANCES[c]),
      limits: null,
      ...more[c]
    };
  });
}

describe('colourLevels', () => {
  it('makes the sky grey, as bright as asked for, and a balanced star white', () => {
    for (const brightness of [0.05, 0.12, 0.4]) {
      const { channels: levels, strength } = colourLevels(channels(), brightness);
      const curve = asinhCurve(strength);
      levels.forEach(({ offset, scale }, c) => {
        expect(curve((SKIES[c] - offset) * scale)).toBeCloseTo(brightness, 6);
        expect((SKIES[c] + 1000 / BALANCES[c] - offset) * scale).toBeCloseTo(
          (SKIES[0] + 1000 - levels[0].offset) * levels[0].scale,
          6
        );
      });
    }
  });

  it('has white where the brightest thousandth of the light begins', () => {
    const all = channels();
    const { channels: levels } = colourLevels(all, 0.1);
    const mean = all[0].samples.map((_, i) =>
      all.reduce((sum, { samples }, c) => sum + ((samples[i] - SKIES[c]) * BALANCES[c]) / 3, 0)
    );
    const white = percentileLimits(mean, 99.8)[1];
    expect((SKIES[0] + white - levels[0].offset) * levels[0].scale).toBeCloseTo(1, 4);
  });

  it('does not make noise white where there is nothing else', () => {
    const random = new Random(3);
    const dark = channels().map((channel, c) => ({
      ...channel,
      samples: channel.samples.map(() => SKIES[c] + (6 / BALANCES[c]) * random.normal())
    }));
    const { channels: levels } = colourLevels(dark, 0.1);
    const [{ offset, scale }] = levels;
    expect((SKIES[0] + 5 * 6 - offset) * scale).toBeLessThan(0.35);
  });

  it('keeps the limits that are given, and balances the others', () => {
    const { channels: levels } = colourLevels(channels([{ limits: [100, 700] }]), 0.1);
    expect(levels[0]).toMatchObject({ offset: 100, scale: 1 / 600 });
    const [, green, blue] = levels;
    expect(green.scale / blue.scale).toBeCloseTo(BALANCES[1] / BALANCES[2], 9);
    const limits = channels([{ limits: [100, 700] }, { limits: [0, 900] }, { limits: [50, 60] }]);
    const all = colourLevels(limits, 0.1);
    expect(all.channels.map(({ offset }) => offset)).toEqual([100, 0, 50]);
    expect(Number.isFinite(all.strength)).toBe(true);
  });

  it('lets all channels reach equally far where stars do not tell', () => {
    const { channels: levels } = colourLevels(channels([{ balance: null }]), 0.1);
    const brightest = channels().map(({ samples }, c) => percentileLimits(samples, 99.8)[1] - SKIES[c]);
    for (const c of [1, 2])
      expect((levels[c].scale * brightest[c]) / (levels[0].scale * brightest[0])).toBeCloseTo(1, 6);
  });

  it('leaves out places where a channel is blank', () => {
    const [one, ...others] = channels();
    const holed = { ...one, samples: one.samples.map((value, i) => (i % 3 === 0 ? NaN : value)) };
    const { channels: levels, strength } = colourLevels([holed, ...others], 0.1);
    expect([strength, ...levels.flatMap(({ offset, scale }) => [offset, scale])].every(Number.isFinite)).toBe(
      true
    );
  });
});
