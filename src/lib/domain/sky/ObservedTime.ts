import type { UnixMilliseconds } from '../units/Brand';
import type { TimeSource } from './TimeSource';

/** When an observation was made, UTC, and how the header says so. */
export interface ObservedTime {
  /** The middle instead, or the end, where the length of the exposure is not known. */
  readonly start: UnixMilliseconds;
  /** Null if it is not known. */
  readonly mid: UnixMilliseconds | null;
  /** Where `start` comes from. Names this reading among those of its file. */
  readonly source: TimeSource;
  readonly midSource: TimeSource | null;
}
