import type { ObservedTime } from '../../domain/sky/ObservedTime';
import type { Position } from '../../domain/sky/Position';
import { FitsError } from '../../fits/file/FitsError';
import { openFits } from '../../fits/file/openFits';
import { type ObservationTime, timeCandidates } from '../../fits/facts/timeCandidates';
import { arrivalTime } from '../../kernels/time/arrivalTime';

/**
 * The times of the observation that the headers of a file offer, the most trusted first; malformed ones are left out.
 * @param target for files that give the time as seen from the Sun or the barycentre
 * @throws FitsError if it cannot be read as FITS
 */
export async function readTimes(blob: Blob, target: Position): Promise<ObservedTime[]> {
  const { hdus } = await openFits(blob);
  return timeCandidates(hdus, (date, kind) => arrivalTime(date, kind, target))
    .filter((time): time is ObservationTime => !(time instanceof FitsError))
    .map(({ start, mid, source, midSource }) => ({ start, mid, source, midSource }));
}
