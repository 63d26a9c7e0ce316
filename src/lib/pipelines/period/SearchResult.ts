import type { SearchPlot } from './plotSearch';
import type { PreparedSeries } from './prepareSeries';

/** What is searched. */
export interface Search {
  readonly series: PreparedSeries;
  readonly kind: 'magnitude' | 'flux';
  readonly timeName: string;
  readonly options: {
    /** Days; 0 goes by the times. */
    readonly shortest: number;
    readonly longest: number;
    readonly harmonics: number;
  };
}

type Rows = (string | number)[][];

/** Tables, names of columns first, and what to draw. */
export interface SearchResult {
  readonly periodogram: Rows;
  readonly candidates: Rows;
  readonly folded: Rows;
  readonly plot: SearchPlot;
}
