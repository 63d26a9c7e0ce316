import { FitsError } from '../file/FitsError';
import type { Hdu } from '../file/Hdu';
import { timeCandidates, type ObservationTime } from './timeCandidates';

/**
 * When the observation was made: the most trusted of `timeCandidates`.
 * @returns null if no header has a date
 * @throws FitsError if the most trusted card is malformed; the message names it
 */
export function observationTime(hdus: readonly Hdu[]): ObservationTime | null {
  const time = timeCandidates(hdus)[0] ?? null;
  if (time instanceof FitsError) throw time;
  return time;
}
