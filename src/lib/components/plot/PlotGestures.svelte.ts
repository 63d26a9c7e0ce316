import type { Point } from '../../domain/image/Affine';
import type { PlotArea } from '../../domain/plot/Plot';
import { CLICK_TOLERANCE, PressedPointers } from '../screen/PressedPointers';
import type { PlotNavigation } from './PlotNavigation.svelte';
import { pointerPlace } from '../screen/pointerPlace';

/**
 * Mouse and touch gestures on a plot: drag to zoom into a part of it, drag with Shift or with one finger to pan, pinch to
 * zoom, click.
 */
export class PlotGestures {
  /** The area selected by the current drag. */
  selection = $state.raw<PlotArea | null>(null);
  readonly #pointers = new PressedPointers();
  #pressedAt: Point | null = null;
  #isPanning = false;

  constructor(
    private readonly navigation: PlotNavigation,
    private readonly area: () => PlotArea,
    private readonly onhover: (place: Point) => void,
    private readonly onclick: (place: Point) => void
  ) {}

  readonly press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#pointers.press(event);
    this.#pressedAt = this.#pointers.count === 1 ? pointerPlace(event) : null;
    this.#isPanning = event.pointerType === 'touch' || event.shiftKey;
    this.selection = null;
  };

  readonly move = (event: PointerEvent): void => {
    const now = pointerPlace(event);
    const drag = this.#pointers.move(event);
    if (!drag) return this.onhover(now);
    if (!this.#pointers.hasMoved) return;
    const { right, down, pinch } = drag;
    if (pinch) this.navigation.zoomAt(pinch.centre.x, pinch.centre.y, pinch.factor, this.area());
    else if (this.#isPanning) this.navigation.pan(right, down, this.area());
    else if (this.#pressedAt) this.selection = between(this.#pressedAt, now);
  };

  readonly release = (event: PointerEvent): void => {
    if (!this.#pointers.release(event)) return;
    const { selection } = this;
    this.selection = null;
    if (selection) {
      const { left, right, top, bottom } = selection;
      if (right - left > CLICK_TOLERANCE && bottom - top > CLICK_TOLERANCE)
        this.navigation.show(selection, this.area());
    }
    this.#pressedAt = null;
  };

  /** On the click, not on the release before it: what opens may move the page, and the click would hit something else. */
  readonly click = (event: MouseEvent): void => {
    if (!this.#pointers.hasMoved) this.onclick(pointerPlace(event));
  };
}

const between = (a: Point, b: Point): PlotArea => ({
  left: Math.min(a.x, b.x),
  right: Math.max(a.x, b.x),
  top: Math.min(a.y, b.y),
  bottom: Math.max(a.y, b.y)
});
