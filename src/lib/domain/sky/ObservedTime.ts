import type { UnixMilliseconds } from '../units/Brand';

/** When an observation was made, UTC, and the header cards that say so. */
export interface ObservedTime {
  /** The middle instead, or the end, where nobody knows how long the exposure was. */
  readonly start: UnixMilliseconds;
  /** Null if it cannot be told. */
  readonly mid: UnixMilliseconds | null;
  /** The cards that `start` comes from, e.g. `DATE-OBS + UT-START`. Names this reading among its file's. */
  readonly source: string;
  /** The cards that `mid` comes from, e.g. `DATE-AVG`. */
  readonly midSource: string | null;
}
