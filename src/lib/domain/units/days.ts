/** Milliseconds. */
export const HOUR = 3_600_000;
/** Of 24 hours, milliseconds. */
export const DAY = 24 * HOUR;
/** Julian Date of the UNIX epoch, 1970-01-01T00:00. */
export const UNIX_JD = 2_440_587.5;
/** Modified Julian Date of it. */
export const UNIX_MJD = 40_587;
