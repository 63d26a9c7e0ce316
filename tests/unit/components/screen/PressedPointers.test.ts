import { expect, test } from 'vitest';
import { PressedPointers } from '../../../../src/lib/components/screen/PressedPointers';

const at = (pointerId: number, offsetX: number, offsetY: number) =>
  ({ pointerId, offsetX, offsetY, currentTarget: { setPointerCapture: () => undefined } }) as never;

test('a pointer that is not pressed drags nothing', () => {
  const pointers = new PressedPointers();
  expect(pointers.move(at(1, 5, 5))).toBeNull();
  expect(pointers.release(at(1, 5, 5))).toBe(false);
});

test('one pointer drags step by step; two pinch around the point midway between them', () => {
  const pointers = new PressedPointers();
  pointers.press(at(1, 10, 10));
  expect(pointers.move(at(1, 14, 9))).toEqual({ right: 4, down: -1, pinch: null });
  expect(pointers.move(at(1, 20, 10))).toEqual({ right: 6, down: 1, pinch: null });
  pointers.press(at(2, 40, 10));
  expect(pointers.count).toBe(2);
  expect(pointers.move(at(2, 60, 10))).toEqual({
    right: 20,
    down: 0,
    pinch: { centre: { x: 40, y: 10 }, factor: 2 }
  });
  expect(pointers.release(at(1, 20, 10))).toBe(true);
  expect(pointers.move(at(2, 61, 10))).toEqual({ right: 1, down: 0, pinch: null });
});

test('two fingers at the same position give a finite pinch', () => {
  const pointers = new PressedPointers();
  pointers.press(at(1, 10, 10));
  pointers.press(at(2, 10, 10));
  expect(pointers.move(at(2, 14, 13))?.pinch?.factor).toBe(5);
});

test('a click may move by less than 4 pixels; beyond that it is a drag from its start, and stays one', () => {
  const pointers = new PressedPointers();
  const still = { right: 0, down: 0, pinch: null };
  pointers.press(at(1, 10, 10));
  expect(pointers.move(at(1, 12, 13))).toEqual(still);
  expect(pointers.hasMoved).toBe(false);
  expect(pointers.move(at(1, 10, 6))).toEqual({ right: 0, down: -4, pinch: null });
  expect(pointers.move(at(1, 10, 10))).toEqual({ right: 0, down: 4, pinch: null });
  expect(pointers.release(at(1, 10, 10))).toBe(true);
  expect(pointers.hasMoved).toBe(true);
  pointers.press(at(1, 50, 50));
  expect(pointers.hasMoved).toBe(false);
});

test('two pointers are not a click, nor is the one that stays pressed', () => {
  const pointers = new PressedPointers();
  pointers.press(at(1, 10, 10));
  pointers.press(at(2, 40, 10));
  expect(pointers.hasMoved).toBe(true);
  pointers.release(at(2, 40, 10));
  expect(pointers.hasMoved).toBe(true);
});
