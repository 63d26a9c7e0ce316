import type { Point } from '../../domain/image/Affine';
import { pointerPlace } from './pointerPlace';

/** Pixels of the screen by which a click may slip. */
export const CLICK_SLIP = 4;

/** What one pointer did since it was looked at last, in CSS pixels. */
export interface Drag {
  readonly right: number;
  readonly down: number;
  /** How far it and another one were pulled apart, around which place; null if it is alone. */
  readonly pinch: { readonly centre: Point; readonly factor: number } | null;
}

/** The fingers, or the mouse button, that hold an element. */
export class HeldPointers {
  readonly #places = new Map<number, Point>();
  #pressedAt: Point = { x: 0, y: 0 };
  #hasMoved = false;

  get count(): number {
    return this.#places.size;
  }

  /** Whether what they do, or what they did last, is more than a click. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  press(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#hasMoved = this.count > 0;
    this.#pressedAt = pointerPlace(event);
    this.#places.set(event.pointerId, this.#pressedAt);
  }

  /** Null for a pointer that holds nothing. What slips as a click may is told of once it is more than that. */
  move(event: PointerEvent): Drag | null {
    const before = this.#places.get(event.pointerId);
    if (!before) return null;
    const now = pointerPlace(event);
    this.#hasMoved ||= distance(now, this.#pressedAt) >= CLICK_SLIP;
    if (!this.#hasMoved) return { right: 0, down: 0, pinch: null };
    this.#places.set(event.pointerId, now);
    const other = [...this.#places].find(([id]) => id !== event.pointerId)?.[1];
    return {
      right: now.x - before.x,
      down: now.y - before.y,
      pinch: other
        ? {
            centre: { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 },
            factor: distance(now, other) / Math.max(1, distance(before, other))
          }
        : null
    };
  }

  /** @returns whether it held anything */
  release(event: PointerEvent): boolean {
    return this.#places.delete(event.pointerId);
  }
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
