import { expect, it } from 'vitest';
import type { Degrees } from '../../../../src/lib/domain/units/Brand';
import { arrivalTime } from '../../../../src/lib/kernels/time/arrivalTime';
import { arrivalTimes } from '../../../../src/lib/kernels/time/arrivalTimes';
import { Random } from '../../../../src/lib/kernels/simulation/Random';

it('agrees with the full computation to a millisecond, next to leap seconds too, and refuses 1971', () => {
  const target = { ra: 82.9 as Degrees, dec: -23.4 as Degrees };
  const fast = arrivalTimes(target);
  const random = new Random(7);
  const leapSecond = 2_457_754.5; // 2017-01-01
  const dates = [2_441_330, ...Array.from({ length: 60 }, () => 2_442_000 + random.uniform() * 20_000)];
  for (let i = -10; i <= 10; i++) dates.push(leapSecond + i * 1e-4, leapSecond + i);
  for (const kind of ['hjdUtc', 'bjdTdb'] as const)
    for (const date of dates) {
      const exact = arrivalTime(date, kind, target);
      expect(Math.abs(fast(date, kind) - exact), `${kind} ${date}`).toBeLessThanOrEqual(1);
    }
  expect(() => fast(2_441_000, 'bjdTdb')).toThrow(RangeError);
});
