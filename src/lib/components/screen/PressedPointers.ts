import type { Point } from '../../domain/image/Affine';
import { pointerPlace } from './pointerPlace';

/** How far the pointer may move during a click before it counts as a drag, in CSS pixels. */
export const CLICK_TOLERANCE = 4;

/** How one pointer has moved since the previous event, in CSS pixels. */
export interface Drag {
  readonly right: number;
  readonly down: number;
  /** How far it and a second pointer moved apart, and the point midway between them; null if it is the only one. */
  readonly pinch: { readonly centre: Point; readonly factor: number } | null;
}

/** The pointers that are pressed on an element: fingers, or a mouse with its button down. */
export class PressedPointers {
  readonly #positions = new Map<number, Point>();
  #pressedAt: Point = { x: 0, y: 0 };
  #hasMoved = false;

  get count(): number {
    return this.#positions.size;
  }

  /** Whether the current press, or else the last one, is more than a click. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  press(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#hasMoved = this.count > 0;
    this.#pressedAt = pointerPlace(event);
    this.#positions.set(event.pointerId, this.#pressedAt);
  }

  /**
   * @returns null for a pointer that is not pressed. Movement within the tolerance of a click is reported only once the
   *   pointer has moved further.
   */
  move(event: PointerEvent): Drag | null {
    const before = this.#positions.get(event.pointerId);
    if (!before) return null;
    const now = pointerPlace(event);
    this.#hasMoved ||= distance(now, this.#pressedAt) >= CLICK_TOLERANCE;
    if (!this.#hasMoved) return { right: 0, down: 0, pinch: null };
    this.#positions.set(event.pointerId, now);
    const other = [...this.#positions].find(([id]) => id !== event.pointerId)?.[1];
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

  /** @returns whether the pointer was pressed */
  release(event: PointerEvent): boolean {
    return this.#positions.delete(event.pointerId);
  }
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
