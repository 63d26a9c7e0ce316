import { expect, it } from 'vitest';
import { rememberRows } from '../../../../src/lib/pipelines/cal/rememberRows';

it('reads rows once for all that want them, one after the other', async () => {
  const asked: string[] = [];
  const rows = rememberRows(async (y0, y1) => {
    asked.push(`${y0}-${y1}`);
    return Float32Array.of(y0, y1);
  });
  for (const [y0, y1] of [
    [0, 4],
    [0, 4],
    [0, 5],
    [4, 5],
    [4, 5],
    [0, 4]
  ] as const)
    expect([...(await rows(y0, y1))]).toEqual([y0, y1]);
  expect(asked).toEqual(['0-4', '0-5', '4-5', '0-4']);
});
