import type { PreparedSeries } from './prepareSeries';

/** What is searched, and how. */
export interface Search {
  readonly series: PreparedSeries;
  readonly kind: 'magnitude' | 'flux';
  readonly timeName: string;
  readonly options: {
    /** Days; null: from the times. */
    readonly shortest: number | null;
    readonly longest: number | null;
    readonly harmonics: number;
  };
}

type Rows = (string | number)[][];

/** Tables, column names first, then the best candidate, and what is drawn with them. */
export interface SearchResult {
  readonly periodogram: Rows;
  /** Rank, period and more of each. */
  readonly candidates: Rows;
  readonly folded: Rows;
  readonly title: string;
  /** What the height of the periodogram means. */
  readonly powerName: string;
  readonly kind: 'magnitude' | 'flux';
  /** Values of the fitted curve at evenly spaced phases; empty without a curve. */
  readonly curve: readonly number[];
}
