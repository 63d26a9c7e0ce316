import type { ObservedTime } from '../domain/ObservedTime';
import type { Position } from '../domain/Position';
import { FitsError } from '../fits/FitsError';
import { openFits } from '../fits/openFits';
import { type ObservationTime, timeCandidates } from '../fits/timeCandidates';

/**
 * The readings of the time that the headers of a file offer, the most trusted first; those that are malformed
 * are left out.
 * @param target for files that tell the time at the Sun or the barycentre
 * @throws FitsError if it cannot be read as FITS
 */
export async function readTimes(blob: Blob, target: Position): Promise<ObservedTime[]> {
  const { hdus } = await openFits(blob);
  const { arrivalTime } = await import('../kernels/arrivalTime');
  return timeCandidates(hdus, (date, kind) => arrivalTime(date, kind, target))
    .filter((time): time is ObservationTime => !(time instanceof FitsError))
    .map(({ start, mid, source, midSource }) => ({ start, mid, source, midSource }));
}
