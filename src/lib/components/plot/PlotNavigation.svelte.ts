import { fitPlot } from '../../domain/plot/fitPlot';
import type { Plot, PlotArea, PlotRange, PlotView } from '../../domain/plot/Plot';
import { plotScales } from '../../domain/plot/plotScale';

/** Smaller parts of the number itself cannot be told apart any more. */
const LEAST_SPAN = 1e-11;

/** The part of a plot that is shown: all of it, or where the user went. */
export class PlotNavigation {
  #zoomed = $state.raw<PlotView | null>(null);
  readonly #fitted = $derived.by(() => fitPlot(this.plot()));
  readonly view = $derived(this.#zoomed ?? this.#fitted);

  constructor(private readonly plot: () => Plot) {}

  get isFitted(): boolean {
    return this.#zoomed === null;
  }

  showAll(): void {
    this.#zoomed = null;
  }

  /** @param x, y place that stays where it is @param factor above 1 to see less, larger */
  zoomAt(x: number, y: number, factor: number, area: PlotArea): void {
    const nearer = (place: number, end: number) => place + (end - place) / factor;
    this.show(
      {
        left: nearer(x, area.left),
        right: nearer(x, area.right),
        top: nearer(y, area.top),
        bottom: nearer(y, area.bottom)
      },
      area
    );
  }

  /** Moves the picture, in its own units. */
  pan(right: number, down: number, area: PlotArea): void {
    this.show(
      {
        left: area.left - right,
        right: area.right - right,
        top: area.top - down,
        bottom: area.bottom - down
      },
      area
    );
  }

  /** Makes a part of the picture fill it. */
  show(part: PlotArea, area: PlotArea): void {
    const { x, y } = plotScales(this.plot(), this.view, area);
    const next = {
      x: range(x.value(part.left), x.value(part.right)),
      y: range(y.value(part.bottom), y.value(part.top))
    };
    if (isShowable(next.x) && isShowable(next.y)) this.#zoomed = next;
  }
}

const range = (a: number, b: number): PlotRange => [Math.min(a, b), Math.max(a, b)];

const isShowable = ([from, to]: PlotRange): boolean =>
  Number.isFinite(to - from) && to - from > LEAST_SPAN * Math.max(Math.abs(from), Math.abs(to));
