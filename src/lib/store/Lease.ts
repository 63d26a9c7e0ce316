import type { UnixMilliseconds } from '../domain/units/Brand';

/**
 * Which tab runs the queue. A tab that waits for it asks, and the holder answers: both count up here, so that no clock, and
 * no timer that a browser slows down in a tab out of sight, decides who is alive.
 */
export interface Lease {
  readonly name: 'queue';
  readonly holder: LeaseHolder;
  readonly asked: number;
  readonly answered: number;
}

/** A tab, until it is reloaded. */
export interface LeaseHolder {
  /** Random. */
  readonly id: string;
  readonly opened: UnixMilliseconds;
}
