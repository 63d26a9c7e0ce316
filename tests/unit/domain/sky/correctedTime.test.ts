import { describe, expect, it } from 'vitest';
import { correctedTime, type TimeCorrections } from '../../../../src/lib/domain/sky/correctedTime';
import { timeDoubts } from '../../../../src/lib/domain/sky/timeDoubts';
import { timeSourceText } from '../../../../src/lib/domain/sky/sentences';
import type { Moment } from '../../../../src/lib/domain/sky/TimeSource';
import type { Seconds } from '../../../../src/lib/domain/units/Brand';
import { observationTime } from '../../../../src/lib/fits/facts/observationTime';
import type { Card } from '../../../../src/lib/fits/file/formatCard';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';

const STAMP = '2024-04-02T21:15:00';
const COMMENTS: Readonly<Record<Moment, string>> = {
  start: 'start of exposure',
  mid: 'middle of exposure',
  end: 'end of exposure'
};
const seconds = (value: number) => value as Seconds;

async function timeOf(...cards: readonly Card[]) {
  const { hdus } = await openFits(writeFits({ cards }));
  return observationTime(hdus)!;
}

async function corrected(cards: readonly Card[], corrections: TimeCorrections) {
  const { exposureTime, ...observed } = await timeOf(...cards);
  return correctedTime(observed, corrections, exposureTime);
}

const utc = (text: string) => Date.parse(`${text}Z`);

describe('correctedTime', () => {
  it.each(Object.keys(COMMENTS) as Moment[])(
    'reads a time said to be of the %s as the header that says so, whatever it said',
    async (moment) => {
      const { start, mid } = await timeOf(['EXPTIME', 61], ['DATE-OBS', STAMP, COMMENTS[moment]]);
      for (const comment of Object.values(COMMENTS)) {
        const time = await corrected(
          [
            ['EXPTIME', 61],
            ['DATE-OBS', STAMP, comment]
          ],
          { timeStamp: moment }
        );
        expect(time).toMatchObject({ start, mid });
        expect(timeSourceText(time.source)).toContain('of the exposure, as you say');
      }
    }
  );

  it('takes a corrected exposure time for the middle, before and after the time in the file', async () => {
    const cards: Card[] = [
      ['EXPTIME', 1],
      ['DATE-OBS', STAMP, 'end of exposure']
    ];
    expect(await corrected(cards, { exposureTime: seconds(60) })).toMatchObject({
      start: utc('2024-04-02T21:14:00'),
      mid: utc('2024-04-02T21:14:30')
    });
    expect(await corrected([['DATE-OBS', STAMP]], { exposureTime: seconds(60) })).toMatchObject({
      start: utc(STAMP),
      mid: utc('2024-04-02T21:15:30')
    });
  });

  it('keeps the middle that another card gives, unless the time is said to be of another moment', async () => {
    const cards: Card[] = [
      ['DATE-OBS', STAMP],
      ['DATE-AVG', '2024-04-02T21:20:00']
    ];
    const mid = utc('2024-04-02T21:20:00');
    expect(await corrected(cards, { exposureTime: seconds(60) })).toMatchObject({ start: utc(STAMP), mid });
    expect(await corrected(cards, { timeStamp: 'end', exposureTime: seconds(60) })).toMatchObject({
      mid: utc('2024-04-02T21:14:30')
    });
  });

  it('has no middle where only the time at the end is known', async () => {
    const time = await corrected([['DATE-OBS', STAMP]], { timeStamp: 'end' });
    expect(time).toMatchObject({ start: utc(STAMP), mid: null, source: { code: 'otherMoment' } });
  });

  it('turns the clock back, and doubts a local time no longer whose offset is said', async () => {
    const local: Card[] = [
      ['EXPTIME', 60],
      ['DATE-OBS', STAMP, 'local time']
    ];
    const { exposureTime, ...observed } = await timeOf(...local);
    expect(timeDoubts(observed)).toHaveLength(1);
    const time = correctedTime(observed, { clockOffset: seconds(7200.5) }, exposureTime);
    expect(time).toMatchObject({
      start: utc('2024-04-02T19:14:59.500'),
      mid: utc('2024-04-02T19:15:29.500')
    });
    expect(timeDoubts(time)).toEqual([]);
    expect(timeSourceText(time.source)).toBe('DATE-OBS (the clock was 7200.5 s ahead, as you say)');
    expect(timeDoubts(await corrected(local, { clockOffset: seconds(0) }))).toEqual([]);
  });

  it('knows no moment of a day without time of day', async () => {
    const time = await corrected(
      [
        ['EXPTIME', 60],
        ['DATE-OBS', '2024-04-02']
      ],
      { timeStamp: 'end' }
    );
    expect(time).toMatchObject({ start: utc('2024-04-02T00:00:00'), mid: null });
  });

  it('leaves what nobody corrects', async () => {
    const { exposureTime, ...observed } = await timeOf(['EXPTIME', 60], ['DATE-OBS', STAMP]);
    expect(correctedTime(observed, {}, exposureTime)).toBe(observed);
  });
});
