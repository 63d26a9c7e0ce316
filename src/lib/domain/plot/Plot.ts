/** One set of points of a plot, drawn in one colour and shape. */
export interface PlotSeries {
  /** Shown in the legend. */
  readonly name: string;
  /** Colour and shape, from 0. */
  readonly tone: number;
  readonly style: 'points' | 'line';
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** One standard deviation of `y`; NaN where it is not known. */
  readonly error?: ArrayLike<number>;
  /** A `PLOT_MARK` for each point; without it all are plain. */
  readonly marks?: ArrayLike<number>;
  /** The tooltip of each point, in a file. */
  readonly hints?: readonly string[];
}

export const PLOT_MARK = {
  plain: 0,
  /** The true value lies below this one in the plot. */
  limit: 1,
  /** Excluded, but still shown: a cross. */
  excluded: 2
} as const;

export interface PlotAxis {
  /** With its unit. */
  readonly title: string;
  /** `time` counts UNIX milliseconds. */
  readonly scale: 'linear' | 'log' | 'time';
  /** Smaller numbers upwards or to the right, as magnitudes are. */
  readonly isReversed?: boolean;
}

export interface Plot {
  readonly title: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlotSeries[];
  /** What crosses are called in the legend, where there are any. */
  readonly excludedName?: string;
  /** Places on the x axis to mark by a line and a word. */
  readonly markers?: readonly { readonly x: number; readonly label: string }[];
}

/** From, to, in the units of the axis: from < to. */
export type PlotRange = readonly [from: number, to: number];

/** The part of a plot that is shown. */
export interface PlotView {
  readonly x: PlotRange;
  readonly y: PlotRange;
}

/** Where in a picture the points of a plot go, in its own units. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlotColours {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  /** By `PlotSeries.tone`. */
  readonly tones: readonly string[];
}
