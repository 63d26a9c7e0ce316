import type { UnixMilliseconds } from '../domain/units/Brand';

/** `2019-01-02 03:04:05`, the seconds cut off. */
export const formatUtc = (utc: UnixMilliseconds): string =>
  new Date(utc).toISOString().slice(0, 19).replace('T', ' ');
