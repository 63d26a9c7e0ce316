import { expect, it } from 'vitest';
import { transformPoint, type Affine } from '../../../../src/lib/domain/image/Affine';
import type { SourceCatalogue } from '../../../../src/lib/domain/measurement/SourceCatalogue';
import { SOURCE_QUALITY } from '../../../../src/lib/domain/measurement/sourceQuality';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { starColourBalance } from '../../../../src/lib/kernels/alignment/starColourBalance';

const STILL: Affine = [1, 0, 0, 1, 0, 0];
const TURNED: Affine = [0, 1.5, -1.5, 0, 900, 20];

interface Star {
  readonly x: number;
  readonly y: number;
  readonly fluxes: readonly number[];
  readonly quality?: number;
}

/** In the order of a detector: the brightest first. */
function catalogue(stars: readonly Star[], band: number, transform: Affine): SourceCatalogue {
  const sorted = stars
    .map((star) => ({
      ...transformPoint(transform, star),
      flux: star.fluxes[band],
      quality: star.quality ?? 0
    }))
    .sort((a, b) => b.flux - a.flux);
  const column = (name: 'x' | 'y' | 'flux' | 'quality') => Float64Array.from(sorted, (star) => star[name]);
  return {
    count: sorted.length,
    x: column('x'),
    y: column('y'),
    flux: column('flux'),
    quality: Uint8Array.from(column('quality'))
  } as unknown as SourceCatalogue;
}

function field(count: number): Star[] {
  const random = new Random(11);
  return Array.from({ length: count }, (_, i) => {
    const flux = 100 * 50 ** random.uniform();
    const redness = 1.5 ** random.normal();
    return {
      x: 20 * (i % 25),
      y: 20 * Math.floor(i / 25),
      fluxes: [2 * flux * redness, flux, (0.3 * flux) / redness]
    };
  });
}

const channelsOf = (stars: readonly Star[], transforms: readonly Affine[] = [STILL, TURNED, STILL]) =>
  transforms.map((transform, band) => ({ transform, stars: catalogue(stars, band, transform) }));

it('makes the average star common to all channels white', () => {
  const stars = field(400);
  const balances = starColourBalance(channelsOf(stars))!;
  const brightest = stars
    .map(({ fluxes: [r, g, b] }) => ({ fluxes: [r, g, b], mean: Math.cbrt(r * g * b) }))
    .sort((a, b) => b.mean - a.mean)
    .slice(0, 300);
  balances.forEach((balance, c) => {
    const ratios = brightest.map(({ fluxes, mean }) => mean / fluxes[c]).sort((a, b) => a - b);
    expect(balance / ((ratios[149] + ratios[150]) / 2)).toBeCloseTo(1, 5);
  });
  expect(balances[0] * 2).toBeCloseTo(balances[2] * 0.3, 0);
});

it('does not depend on which channel is the reference', () => {
  const [r, g, b] = channelsOf(field(100), [STILL, STILL, STILL]);
  const one = starColourBalance([r, g, b])!;
  const other = starColourBalance([b, r, g])!;
  [other[1], other[2], other[0]].forEach((balance, c) => expect(balance).toBeCloseTo(one[c], 9));
});

it('leaves out stars that are saturated or missing from a channel', () => {
  const stars = field(60);
  const saturated = { x: 10, y: 1000, fluxes: [9e6, 1, 1], quality: SOURCE_QUALITY.saturated };
  const expected = starColourBalance(channelsOf(stars));
  const [r, g, b] = channelsOf([
    ...stars,
    ...Array.from({ length: 40 }, (_, i) => ({ ...saturated, x: 20 * i }))
  ]);
  expect(starColourBalance([r, g, b])).toEqual(expected);
  const single = { x: 10, y: 1000, fluxes: [9e6, 9e6, 9e6] };
  const [more] = channelsOf([...stars, single]);
  expect(starColourBalance([more, ...channelsOf(stars).slice(1)])).toEqual(expected);
});

it('is null with too few stars in common', () => {
  expect(starColourBalance(channelsOf(field(2)))).toBeNull();
  expect(
    starColourBalance([
      ...channelsOf(field(9)).slice(0, 2),
      { transform: STILL, stars: catalogue([], 2, STILL) }
    ])
  ).toBeNull();
  expect(starColourBalance(channelsOf(field(3)))).not.toBeNull();
});
