import type { ModifiedJulianDate, UnixMilliseconds } from './Brand';

const UNIX_EPOCH_MJD = 40587;
const MILLISECONDS_PER_DAY = 86_400_000;

/** MJD (UTC) to UNIX time, rounded to the millisecond. */
export const modifiedJulianDateToUnix = (mjd: ModifiedJulianDate): UnixMilliseconds =>
  Math.round((mjd - UNIX_EPOCH_MJD) * MILLISECONDS_PER_DAY) as UnixMilliseconds;
