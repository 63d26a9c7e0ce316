import { expect, test } from 'vitest';
import type { Degrees } from '../../../../src/lib/domain/units/Brand';
import { timeSourceText } from '../../../../src/lib/domain/sky/sentences';
import { julianDates } from '../../../../src/lib/kernels/time/julianDates';
import { readTimes } from '../../../../src/lib/runtime/files/readTimes';
import { givenBy, halfAfter } from '../../../fixtures/timeSources';
import { buildFits, imageCards } from '../../fits/buildFits';

const target = { ra: 73 as Degrees, dec: -69.3 as Degrees };
const frame = (...cards: readonly string[]) => new Blob([buildFits({ cards: imageCards(8, [], ...cards) })]);

test('the times are those that can be read, with their middle', async () => {
  const blob = frame("DATE-OBS= 'yesterday'", 'JD      = 2458484.5', 'MJD-OBS = 58485.0', 'EXPTIME = 20');
  expect(await readTimes(blob, target)).toEqual([
    {
      start: Date.UTC(2019, 0, 2),
      mid: Date.UTC(2019, 0, 2, 0, 0, 10),
      source: givenBy('MJD-OBS'),
      midSource: halfAfter('MJD-OBS')
    },
    {
      start: Date.UTC(2019, 0, 1),
      mid: Date.UTC(2019, 0, 1, 0, 0, 10),
      source: givenBy('JD'),
      midSource: halfAfter('JD')
    }
  ]);
});

test('a time as seen from the Sun becomes that of the arrival at the Earth, given the target', async () => {
  const blob = frame('HJD     = 2458484.5');
  const [time] = await readTimes(blob, target);
  expect(timeSourceText(time!.source)).toBe('HJD, converted to the Earth');
  expect(Math.abs(julianDates(time!.start, target).hjdUtc - 2_458_484.5) * 86_400).toBeLessThan(0.01);
  const [elsewhere] = await readTimes(blob, { ra: 253 as Degrees, dec: 69.3 as Degrees });
  expect(elsewhere!.start).not.toBe(time!.start);
});
