import { fitPlot } from '../../domain/plot/fitPlot';
import type { Plot, PlotArea, PlotRange, PlotView } from '../../domain/plot/Plot';
import { plotScales } from '../../domain/plot/plotScale';

/** Relative to the values: over a smaller span, doubles can no longer be told apart. */
const MIN_SPAN = 1e-11;

/** The visible part of a plot: all of it, or where the user has zoomed or panned to. */
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

  /**
   * Zooms around the point (x, y) of the picture, which stays where it is.
   * @param factor above 1 to zoom in
   */
  zoomAt(x: number, y: number, factor: number, area: PlotArea): void {
    const scaled = (centre: number, end: number) => centre + (end - centre) / factor;
    this.show(
      {
        left: scaled(x, area.left),
        right: scaled(x, area.right),
        top: scaled(y, area.top),
        bottom: scaled(y, area.bottom)
      },
      area
    );
  }

  /** Moves the plot by a distance in units of the picture. */
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

  /** Zooms so that a part of the picture fills it. */
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
  Number.isFinite(to - from) && to - from > MIN_SPAN * Math.max(Math.abs(from), Math.abs(to));
