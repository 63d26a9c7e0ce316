import { expect, it } from 'vitest';
import type { Degrees, UnixMilliseconds } from '../../../../src/lib/domain/units/Brand';
import { airmass } from '../../../../src/lib/kernels/time/airmass';

const PARANAL = { latitude: -24.6272 as Degrees, longitude: -70.4048 as Degrees };
const at = (ra: number, dec: number, time: string) =>
  airmass(Date.parse(`${time}Z`) as UnixMilliseconds, { ra: ra as Degrees, dec: dec as Degrees }, PARANAL);

// astropy 5.2.2: AltAz of SkyCoord (ICRS) without pressure; Pickering (2002) of that altitude.
it.each([
  [83.633, 22.0145, '2024-01-15T02:00:00', 1.4845],
  [201.365, -43.0191, '2024-04-02T08:30:00', 1.3478],
  [201.365, -43.0191, '2024-04-02T00:20:00', 2.251]
])('of RA %f Dec %f at %s is %f', (ra, dec, time, expected) => {
  expect(Math.abs(at(ra, dec, time) / expected - 1)).toBeLessThan(0.01);
});

it('is not a number below the horizon', () => expect(at(83.633, 22.0145, '2024-01-15T14:00:00')).toBeNaN());
