import { expect, test } from 'vitest';
import { SOURCE_QUALITY } from '../../../../src/lib/domain/measurement/sourceQuality';
import { background } from '../../../../src/lib/kernels/sky/background';
import { Blend } from '../../../../src/lib/kernels/sources/Blend';
import { findFootprints } from '../../../../src/lib/kernels/sources/findFootprints';
import { measureSource } from '../../../../src/lib/kernels/sources/measureSource';
import { Patch } from '../../../../src/lib/kernels/sources/Patch';
import { Random } from '../../../../src/lib/kernels/simulation/Random';
import { SourceTable } from '../../../../src/lib/kernels/sources/SourceTable';

const SIDE = 96;
const FWHM = 3.6;

interface Star {
  readonly x: number;
  readonly y: number;
  readonly peak: number;
}

/** A Moffat profile with exponent 3. */
const lightOf = ({ x, y, peak }: Star, column: number, row: number): number =>
  peak * (1 + ((column - x) ** 2 + (row - y) ** 2) / ((FWHM / 2) ** 2 / (2 ** (1 / 3) - 1))) ** -3;

/** The footprint of stars, each pixel labelled with the star that is brightest there. */
function blendOf(stars: readonly Star[]): { patch: Patch; labels: Int32Array } {
  const random = new Random(5);
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    stars.reduce(
      (sum, star) => sum + lightOf(star, i % SIDE, Math.floor(i / SIDE)),
      100 + 3 * random.normal()
    )
  );
  const image = { data, width: SIDE, height: SIDE };
  const sky = background(image, { meshSize: 96 });
  const patch = new Patch(image, sky, 10, Infinity);
  patch.load(findFootprints(image, sky, 3, 40), 0);
  const labels = new Int32Array(patch.width * patch.height).fill(-1);
  for (const i of patch.pixels.subarray(0, patch.pixelCount)) {
    const [column, row] = [patch.left + (i % patch.width), patch.top + Math.floor(i / patch.width)];
    const lights = stars.map((star) => lightOf(star, column, row));
    labels[i] = lights.indexOf(Math.max(...lights));
  }
  return { patch, labels };
}

const three: [string, Star[]][] = [
  [
    'equal',
    [
      { x: 45.2, y: 48.4, peak: 3000 },
      { x: 50.4, y: 49.1, peak: 3000 },
      { x: 47, y: 54.3, peak: 3000 }
    ]
  ],
  [
    'different',
    [
      { x: 45.2, y: 48.4, peak: 30_000 },
      { x: 57.8, y: 50.1, peak: 300 },
      { x: 44, y: 54.3, peak: 3000 }
    ]
  ]
];

test.each(three)('three blended stars, %s, each get their own light', (_, stars) => {
  const { patch, labels } = blendOf(stars);
  const light = patch.light.slice();
  const table = new SourceTable();
  let source = 0;
  for (const one of new Blend(FWHM).sources(patch, labels, stars.length)) {
    const star = stars[source]!;
    measureSource(one, 2, table);
    expect(Math.hypot(table.column('x')[source]! - star.x, table.column('y')[source]! - star.y)).toBeLessThan(
      0.2
    );
    expect(table.column('quality')[source]).toBe(SOURCE_QUALITY.blended);
    const own = one.pixels.subarray(0, one.pixelCount);
    expect(own.every((i) => labels[i] === source)).toBe(true);
    const truth = own.reduce(
      (sum, i) =>
        sum + lightOf(star, patch.left + (i % patch.width), patch.top + Math.floor(i / patch.width)),
      0
    );
    expect(Math.abs(table.column('flux')[source]! / truth - 1)).toBeLessThan(0.15);
    source++;
  }
  expect(source).toBe(3);
  expect(patch.light).toEqual(light);
});

test('a single source keeps all of its light', () => {
  const { patch, labels } = blendOf([{ x: 45.2, y: 48.4, peak: 3000 }]);
  const [one, another] = [...new Blend(FWHM).sources(patch, labels, 1)];
  expect(another).toBeUndefined();
  expect(one!.light).toBe(patch.light);
  expect([...one!.pixels]).toEqual([...patch.pixels.subarray(0, patch.pixelCount)]);
});

test('a source without a peak as sharp as a star takes no light from others', () => {
  const stars = three[0]![1];
  const { patch, labels } = blendOf(stars);
  for (const { light } of new Blend(NaN).sources(patch, labels, stars.length)) {
    expect(light.subarray(0, patch.width * patch.height)).toEqual(
      patch.light.subarray(0, patch.width * patch.height)
    );
  }
});
