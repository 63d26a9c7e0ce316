import type { PreparedSeries } from './prepareSeries';

/** What is searched. */
export interface Search {
  readonly series: PreparedSeries;
  readonly kind: 'magnitude' | 'flux';
  readonly timeName: string;
  readonly options: {
    /** Days; 0 goes by the times. */
    readonly shortest: number | null;
    readonly longest: number | null;
    readonly harmonics: number;
  };
}

type Rows = (string | number)[][];

/** Tables, names of columns first, the best candidate next, and what is drawn beside them. */
export interface SearchResult {
  readonly periodogram: Rows;
  /** Of each its rank, its period and more. */
  readonly candidates: Rows;
  readonly folded: Rows;
  readonly title: string;
  /** Of the height of the periodogram. */
  readonly powerName: string;
  readonly kind: 'magnitude' | 'flux';
  /** Values of the fitted curve at even phases; none for no curve. */
  readonly curve: readonly number[];
}
