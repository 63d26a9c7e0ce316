import type { PlotArea } from '../domain/Plot';
import type { PlotNavigation } from './PlotNavigation.svelte';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** How far a click may move, CSS pixels. */
const STILL = 4;

/**
 * What is done to a plot with a mouse or with fingers: drag a part of it to see only that, drag with Shift or with one
 * finger to move it, pinch to zoom, click.
 */
export class PlotGestures {
  /** The part that is being dragged out. */
  selection = $state.raw<PlotArea | null>(null);
  readonly #fingers = new Map<number, Place>();
  #pressedAt: Place | null = null;
  #isPanning = false;

  constructor(
    private readonly navigation: PlotNavigation,
    private readonly area: () => PlotArea,
    private readonly onhover: (place: Place) => void,
    private readonly onclick: (place: Place) => void
  ) {}

  readonly press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, placeOf(event));
    this.#pressedAt = this.#fingers.size === 1 ? placeOf(event) : null;
    this.#isPanning = event.pointerType === 'touch' || event.shiftKey;
    this.selection = null;
  };

  readonly move = (event: PointerEvent): void => {
    const now = placeOf(event);
    const before = this.#fingers.get(event.pointerId);
    if (!before) return this.onhover(now);
    if (this.#isStill(now)) return;
    const other = [...this.#fingers].find(([finger]) => finger !== event.pointerId)?.[1];
    this.#fingers.set(event.pointerId, now);
    if (other) {
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      this.navigation.zoomAt((now.x + other.x) / 2, (now.y + other.y) / 2, factor, this.area());
    } else if (this.#isPanning) this.navigation.pan(now.x - before.x, now.y - before.y, this.area());
    else if (this.#pressedAt) this.selection = between(this.#pressedAt, now);
  };

  readonly release = (event: PointerEvent): void => {
    if (!this.#fingers.delete(event.pointerId)) return;
    const { selection } = this;
    this.selection = null;
    if (selection) {
      const { left, right, top, bottom } = selection;
      if (right - left > STILL && bottom - top > STILL) this.navigation.show(selection, this.area());
    } else if (event.type === 'pointerup' && this.#isStill(placeOf(event))) this.onclick(placeOf(event));
    this.#pressedAt = null;
  };

  #isStill(now: Place): boolean {
    return this.#pressedAt !== null && distance(this.#pressedAt, now) < STILL;
  }
}

const placeOf = (event: MouseEvent): Place => ({ x: event.offsetX, y: event.offsetY });

const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);

const between = (a: Place, b: Place): PlotArea => ({
  left: Math.min(a.x, b.x),
  right: Math.max(a.x, b.x),
  top: Math.min(a.y, b.y),
  bottom: Math.max(a.y, b.y)
});
