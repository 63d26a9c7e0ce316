import { expect, test } from 'vitest';
import { uncrowdedMarks } from '../../../../src/lib/components/viewer/uncrowdedMarks';
import type { FrameMarks } from '../../../../src/lib/presentation/FrameMarks';

/** Marks on a diagonal, one pixel apart. */
const marks = (count: number): FrameMarks => ({
  count,
  x: Float64Array.from({ length: count }, (_, i) => i),
  y: Float64Array.from({ length: count }, (_, i) => i),
  radii: [3],
  kinds: Array.from({ length: count }, () => 'good'),
  label: String
});

test('few marks are all drawn, however close together, and so are many at their true size', () => {
  expect(uncrowdedMarks(marks(300), 0.01, 4)).toHaveLength(300);
  expect(uncrowdedMarks(marks(400), 4 / 3, 4)).toHaveLength(400);
});

test('of many marks drawn larger than they are, the first in each cell of 20 screen pixels; all once they are that far apart', () => {
  expect(uncrowdedMarks(marks(400), 1, 4)).toEqual(Array.from({ length: 20 }, (_, i) => 20 * i));
  expect(uncrowdedMarks(marks(400), 0.5, 4)).toEqual(Array.from({ length: 10 }, (_, i) => 40 * i));
  expect(uncrowdedMarks(marks(400), 20, 400)).toHaveLength(400);
});
