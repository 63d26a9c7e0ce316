import { FitsError } from './FitsError';
import type { Hdu } from './Hdu';
import { timeCandidates, type ObservationTime } from './timeCandidates';
import type { ArrivalTime } from './timeStamps';

interface Options {
  /** The `source` of the candidate that a person chose; of no effect in a file that does not offer it. */
  readonly timeSource?: string | undefined;
  /** For files that have nothing but HJD or BJD: `arrivalTime` of kernels, for their target. */
  readonly arrivalTime?: ArrivalTime | undefined;
}

/**
 * When the observation was made: the most trusted of `timeCandidates`, or the one chosen.
 * @returns null if no header has a date
 * @throws FitsError if the most trusted card is malformed and no other was chosen; the message names it
 */
export function observationTime(
  hdus: readonly Hdu[],
  { timeSource, arrivalTime }: Options = {}
): ObservationTime | null {
  const candidates = timeCandidates(hdus, arrivalTime);
  const chosen = candidates.find((time) => !(time instanceof FitsError) && time.source === timeSource);
  const time = chosen ?? candidates[0] ?? null;
  if (time instanceof FitsError) throw time;
  return time;
}
