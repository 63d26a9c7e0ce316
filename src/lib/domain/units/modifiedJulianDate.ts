import type { ModifiedJulianDate, UnixMilliseconds } from './Brand';
import { DAY, UNIX_MJD } from './days';

/** UNIX time to MJD (UTC). */
export const unixToModifiedJulianDate = (time: UnixMilliseconds): ModifiedJulianDate =>
  (time / DAY + UNIX_MJD) as ModifiedJulianDate;

/** MJD (UTC) to UNIX time, rounded to the millisecond. */
export const modifiedJulianDateToUnix = (mjd: ModifiedJulianDate): UnixMilliseconds =>
  Math.round((mjd - UNIX_MJD) * DAY) as UnixMilliseconds;
