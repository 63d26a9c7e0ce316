import { expect, it } from 'vitest';
import { rememberRows } from '../../../../src/lib/pipelines/cal/rememberRows';

it('reads rows once for all that want them, one after the other', async () => {
  const asked: string[] = [];
  const rows = rememberRows(async (source: number, y0, y1) => {
    asked.push(`${source}: ${y0}-${y1}`);
    return Float32Array.of(source, y0, y1);
  });
  for (const [source, y0, y1] of [
    [1, 0, 4],
    [2, 0, 4],
    [1, 0, 4],
    [2, 0, 5],
    [2, 4, 5],
    [2, 4, 5],
    [1, 0, 4],
    [2, 0, 4]
  ] as const)
    expect([...(await rows(source, y0, y1))]).toEqual([source, y0, y1]);
  expect(asked).toEqual(['1: 0-4', '2: 0-4', '2: 0-5', '2: 4-5', '2: 0-4']);
});
