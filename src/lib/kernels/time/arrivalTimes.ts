import type { UnixMilliseconds } from '../../domain/units/Brand';
import type { Position } from '../../domain/sky/Position';
import { DAY, UNIX_JD } from '../../domain/units/days';
import { arrivalTime } from './arrivalTime';
import { toUtc, ttMinusUtc } from './timeScales';

/** Days between the nodes of the interpolation. */
const STEP = 2;
/** 1972-01-10: from here on, all nodes around a date are later than the start of leap seconds. */
const EARLIEST = 2_441_326.5;

/**
 * `arrivalTime` for many dates: light travel times are computed for every second day and interpolated cubically in
 * between. The orbits of Earth and Moon leave an error below 0.1 ms; as results are whole milliseconds, 1 ms.
 */
export function arrivalTimes(target: Position): typeof arrivalTimeOfTarget {
  const nodes = { hjdUtc: new Map<number, number>(), bjdTdb: new Map<number, number>() };
  return arrivalTimeOfTarget;

  /** @throws RangeError before 1972, or if the target's position is not valid */
  function arrivalTimeOfTarget(date: number, kind: 'hjdUtc' | 'bjdTdb'): UnixMilliseconds {
    if (date < EARLIEST) return arrivalTime(date, kind, target);
    const node = Math.floor(date / STEP);
    const [before, from, to, after] = [-1, 0, 1, 2].map((offset) => delay(node + offset, kind));
    const t = date / STEP - node;
    const interpolated =
      (-t * (t - 1) * (t - 2) * before!) / 6 +
      ((t + 1) * (t - 1) * (t - 2) * from!) / 2 -
      ((t + 1) * t * (t - 2) * to!) / 2 +
      ((t + 1) * t * (t - 1) * after!) / 6;
    return toUtc((date - UNIX_JD) * DAY + interpolated, kind === 'bjdTdb' ? 'TT' : 'UTC');
  }

  /** Milliseconds from the date to the arrival, the latter in TT where the date is in TDB: UTC would jump at leap seconds. */
  function delay(node: number, kind: 'hjdUtc' | 'bjdTdb'): number {
    const known = nodes[kind].get(node);
    if (known !== undefined) return known;
    const utc = arrivalTime(node * STEP, kind, target);
    const arrival = kind === 'bjdTdb' ? utc + ttMinusUtc(utc) * 1000 : utc;
    const milliseconds = arrival - (node * STEP - UNIX_JD) * DAY;
    nodes[kind].set(node, milliseconds);
    return milliseconds;
  }
}
