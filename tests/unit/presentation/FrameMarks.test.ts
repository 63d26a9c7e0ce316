import { expect, test } from 'vitest';
import { markAt, type FrameMarks } from '../../../src/lib/presentation/FrameMarks';

const marks: FrameMarks = {
  count: 4,
  x: [10, 20, 26, NaN],
  y: [10, 10, 10, NaN],
  radii: [5, 12],
  kinds: ['good', 'good', 'bad', 'good'],
  label: String
};

test.each([
  ['the nearest of two apertures', { x: 24, y: 10 }, 0, 2],
  ['the one whose aperture it is in', { x: 10, y: 14.9 }, 0, 0],
  ['none outside of all', { x: 10, y: 15.1 }, 0, -1],
  ['one within reach', { x: 10, y: 19 }, 9.1, 0]
])('finds %s', (_, place, reach, expected) => {
  expect(markAt(marks, place, reach)).toBe(expected);
});
