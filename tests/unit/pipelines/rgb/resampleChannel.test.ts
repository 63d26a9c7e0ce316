import { expect, it } from 'vitest';
import { transformPoint, type Affine } from '../../../../src/lib/domain/image/Affine';
import type { Section } from '../../../../src/lib/domain/image/Section';
import type { AlignedChannel } from '../../../../src/lib/pipelines/rgb/alignChannels';
import { resampleChannel } from '../../../../src/lib/pipelines/rgb/resampleChannel';

const [WIDTH, HEIGHT] = [300, 240];
const valueAt = (x: number, y: number): number => x + 10 * y;

it('brings a distorted field over part by part, and reads the rows of each strip once', async () => {
  const reads: (readonly [number, number])[] = [];
  const read = async (first: number, end: number) => {
    reads.push([first, end]);
    return Float32Array.from({ length: (end - first) * WIDTH }, (_, i) =>
      valueAt(i % WIDTH, first + Math.floor(i / WIDTH))
    );
  };
  const transformOf = ({ x0 }: Section): Affine => [
    1,
    0,
    0,
    1,
    3.5 + 0.01 * x0,
    x0 > 250 ? -1e4 : 5 + 0.02 * x0
  ];
  const channel = { frame: { width: WIDTH, height: HEIGHT, read }, transformOf } as unknown as AlignedChannel;
  const field = { left: 10, top: 20, width: 270, height: 150 };
  const { data } = await resampleChannel(channel, field);
  expect(reads).toHaveLength(3);
  expect(Math.max(...reads.map(([first, end]) => end - first))).toBeLessThan(80);
  for (const [x, y] of [
    [0, 0],
    [63, 70],
    [64, 70],
    [200, 149]
  ] as const) {
    const x0 = field.left + 64 * Math.floor(x / 64);
    const place = transformPoint(transformOf({ x0 } as Section), { x: field.left + x, y: field.top + y });
    expect(data[y * field.width + x]).toBeCloseTo(valueAt(place.x, place.y), 2);
  }
  expect(data[260]).toBeNaN();
});
