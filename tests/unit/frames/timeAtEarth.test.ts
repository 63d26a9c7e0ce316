import { expect, it } from 'vitest';
import { timeSourceText } from '../../../src/lib/domain/sky/sentences';
import type { Degrees, UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import { timeCandidates, type ObservationTime } from '../../../src/lib/fits/facts/timeCandidates';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { timeAtEarth } from '../../../src/lib/frames/timeAtEarth';
import { arrivalTime } from '../../../src/lib/kernels/time/arrivalTime';
import { julianDates } from '../../../src/lib/kernels/time/julianDates';

const target = { ra: 105.2 as Degrees, dec: -12.7 as Degrees };
/** The middle of an exposure of 60 s. */
const MID = Date.UTC(2024, 3, 2, 21, 15) as UnixMilliseconds;

const { hjdUtc, bjdTdb } = julianDates(MID, target);

async function timesOf(...cards: readonly Card[]) {
  const { hdus } = await openFits(writeFits({ cards: [['EXPTIME', 60], ...cards] }));
  const convert = (date: number, kind: 'hjdUtc' | 'bjdTdb') => arrivalTime(date, kind, target);
  return [timeCandidates(hdus)[0], timeCandidates(hdus, convert)[0]] as ObservationTime[];
}

it.each([
  ['HJD', hjdUtc],
  ['HELJD', hjdUtc],
  ['BJD', bjdTdb],
  ['BJD_TDB', bjdTdb]
])('turns %s back to when the light reached the Earth, as if it had been read so', async (keyword, date) => {
  const [seen, read] = await timesOf([keyword, date, 'mid exposure']);
  expect(Math.abs(seen!.mid! - MID)).toBeGreaterThan(30_000);
  const time = await timeAtEarth(seen!, target);
  expect(Math.abs(time.mid! - MID)).toBeLessThanOrEqual(2);
  // Half a minute earlier, the Earth was elsewhere by a light travel time of a few milliseconds.
  expect(Math.abs(time.start - (MID - 30_000))).toBeLessThan(10);
  expect(time.source).toEqual(read!.source);
  expect(timeSourceText(time.midSource!)).toBe(`${keyword}, converted to the Earth`);
});

it('leaves a time at the Earth, and one that is converted already', async () => {
  const [given] = await timesOf(['DATE-OBS', '2024-04-02T21:14:30']);
  expect(await timeAtEarth(given!, target)).toBe(given);
  const [, converted] = await timesOf(['HJD', hjdUtc]);
  expect(await timeAtEarth(converted!, target)).toBe(converted);
});

it('leaves a time before light travel can be computed', async () => {
  const [old] = await timesOf(['HJD', 2_440_000.5]);
  expect(await timeAtEarth(old!, target)).toBe(old);
});
