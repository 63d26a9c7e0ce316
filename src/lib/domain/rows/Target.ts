import type { Degrees, TargetPk, UnixMilliseconds } from '../units/Brand';

export type ExtraValue = string | number | boolean;

/**
 * What is observed. Only sidereal targets exist so far; `type` is the discriminant under which the orbital
 * elements of moving ones will join.
 */
export interface Target {
  readonly pk: TargetPk;
  readonly name: string;
  readonly type: 'SIDEREAL';
  /** Right ascension and declination, degrees, in the equinox `epoch`. */
  readonly ra: Degrees;
  readonly dec: Degrees;
  /** Julian years. */
  readonly epoch: number;
  /** Milliarcseconds. */
  readonly parallax: number | null;
  /** Proper motions, milliarcseconds a year; `pmRa` includes cos(dec). */
  readonly pmRa: number | null;
  readonly pmDec: number | null;
  /** Parsec. */
  readonly distance: number | null;
  readonly distanceError: number | null;
  readonly aliases: readonly string[];
  readonly extraFields: Readonly<Record<string, ExtraValue>>;
  readonly created: UnixMilliseconds;
  readonly modified: UnixMilliseconds;
}
