/** Times as cameras and their programs write them, with what each is known to mean. */
import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { timeSourceText } from '../../../../src/lib/domain/sky/sentences';
import { observationTime } from '../../../../src/lib/fits/facts/observationTime';
import { timeCandidates } from '../../../../src/lib/fits/facts/timeCandidates';
import { FitsError } from '../../../../src/lib/fits/file/FitsError';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { buildFits, imageCards } from '../buildFits';

const CASES = resolve('../shared/cases/fits');

const opened = async (...cards: readonly string[]) =>
  (await openFits(new Blob([buildFits({ cards: imageCards(8, [], ...cards) })]))).hdus;

const iso = (utc: number) => new Date(utc).toISOString();

async function timesOf(...cards: readonly string[]) {
  const { start, mid, source, midSource } = observationTime(await opened(...cards))!;
  return {
    start: iso(start),
    mid: mid && iso(mid),
    source: timeSourceText(source),
    midSource: midSource && timeSourceText(midSource)
  };
}

const STAMP = "DATE-OBS= '2022-06-07T21:15:04.500'";

describe('which moment a time stamp is of', () => {
  it.each([
    ['System Clock:Frame Received', '2022-06-07T21:14:24.500Z'],
    ['GPS: end of exposure', '2022-06-07T21:14:24.500Z'],
    ['time at which the frame arrived', '2022-06-07T21:14:24.500Z'],
    ['shutter closed', '2022-06-07T21:14:24.500Z'],
    ['System Clock:Est. Frame Start', '2022-06-07T21:15:04.500Z'],
    ['GPS:Start Exposure', '2022-06-07T21:15:04.500Z'],
    ['UTC start date of observation', '2022-06-07T21:15:04.500Z'],
    ['Time of observation (UTC)', '2022-06-07T21:15:04.500Z'],
    ['YYYY-MM-DDThh:mm:ss observation, UT', '2022-06-07T21:15:04.500Z'],
    ['UT mid exposure', '2022-06-07T21:14:44.500Z']
  ])('%s', async (comment, start) => {
    expect((await timesOf(`${STAMP} / ${comment}`, 'EXPOSURE= 40')).start).toBe(start);
  });

  it('is told by the keyword, where that names one, whatever its comment mentions', async () => {
    const cards = ["DATE-END= '2022-06-07T21:15:04.500' / 40 s after DATE-OBS, the start", 'EXPTIME = 40'];
    expect((await timesOf(...cards)).start).toBe('2022-06-07T21:14:24.500Z');
  });
});

describe('the middle', () => {
  const local = "DATE-END= '2022-06-07T23:16:04.500' / local end";

  it.each([
    ['an end by a local clock', [STAMP, local, 'EXPTIME = 60'], 'DATE-OBS + EXPTIME / 2'],
    [
      'an end that contradicts the exposure',
      [STAMP, "DATE-END= '2022-06-07T23:16:04.500'", 'EXPTIME = 60'],
      'DATE-OBS + EXPTIME / 2, which DATE-END contradicts'
    ],
    [
      'an end in MJD that contradicts it',
      [STAMP, 'MJD-END = 59737.969496528', 'EXPTIME = 60'],
      'DATE-OBS + EXPTIME / 2, which MJD-END contradicts'
    ],
    [
      'an average by a clock with another zone',
      [STAMP, "DATE-AVG= '2022-06-07T23:15:34.500'", 'EXPTIME = 60'],
      'DATE-OBS + EXPTIME / 2, which DATE-AVG contradicts'
    ]
  ])('is not that of %s', async (_what, cards, midSource) => {
    expect(await timesOf(...cards)).toMatchObject({ mid: '2022-06-07T21:15:34.500Z', midSource });
  });

  it('is not known from an end by a local clock alone', async () => {
    expect(await timesOf(STAMP, local)).toMatchObject({ mid: null });
  });

  it('is halfway where both are by the same local clock', async () => {
    const cards = [`${STAMP} / local`, "DATE-END= '2022-06-07T21:16:04.500' / local"];
    expect(await timesOf(...cards)).toMatchObject({ mid: '2022-06-07T21:15:34.500Z' });
  });

  it('is that of an end by a local clock whose offset is given', async () => {
    const cards = [STAMP, "DATE-END= '2022-06-07T23:16:04.500' / local, UTC+2"];
    expect(await timesOf(...cards)).toMatchObject({ mid: '2022-06-07T21:15:34.500Z' });
  });
});

describe('midnight', () => {
  it.each([
    ["DATE-OBS= '2024-05-06T00:00:00'", "TIME-OBS= '02:03:04'", '2024-05-06T02:03:04.000Z'],
    ["DATE-OBS= '2024-05-06T00:00:00.000'", "UT-START= '02:03:04.5'", '2024-05-06T02:03:04.500Z'],
    ["DATE-OBS= '2024-05-06 00:00:00'", "UT      = '02:03:04'", '2024-05-06T02:03:04.000Z'],
    ["DATE-OBS= '2024-05-06T00:00:00'", "TIME-OBS= '00:00:00'", '2024-05-06T00:00:00.000Z'],
    ["DATE-OBS= '2024-05-06T00:00:00'", 'EXPTIME = 60', '2024-05-06T00:00:00.000Z'],
    ["DATE-OBS= '2024-05-06T00:00:01'", "TIME-OBS= '02:03:04'", '2024-05-06T00:00:01.000Z']
  ])('%s with %s', async (date, time, start) => {
    expect((await timesOf(date, time)).start).toBe(start);
  });
});

describe('a clock that does not show UTC', () => {
  const stamp = (comment: string) => timesOf(`DATE-OBS= '2024-05-06T02:03:04' / ${comment}`);

  it.each([
    ['Local time, UTC+2', '2024-05-06T00:03:04.000Z', 'DATE-OBS (UTC+02:00)'],
    ['local (UT -7h)', '2024-05-06T09:03:04.000Z', 'DATE-OBS (UTC-07:00)'],
    ['GMT+05:30', '2024-05-05T20:33:04.000Z', 'DATE-OBS (UTC+05:30)'],
    ['UTC-0330 standard time', '2024-05-06T05:33:04.000Z', 'DATE-OBS (UTC-03:30)'],
    ['Local time, UTC+0', '2024-05-06T02:03:04.000Z', 'DATE-OBS (UTC+00:00)']
  ])('is converted by its offset: %s', async (comment, start, source) => {
    expect(await stamp(comment)).toMatchObject({ start, source });
  });

  it.each(['Local time', 'local start of exposure', 'CEST', 'start, MST'])(
    'is doubtful where nothing gives the offset: %s',
    async (comment) => {
      expect(await stamp(comment)).toMatchObject({
        start: '2024-05-06T02:03:04.000Z',
        source: 'DATE-OBS (local time, not converted)'
      });
    }
  );

  it.each([
    'UTC',
    'UTC +/- 0.5 s',
    'UT, accurate to UT-1s',
    'UTC, local time - 8 h',
    'System Clock:Est. Frame Start',
    'UTC-OBS of the start',
    'UTC+99'
  ])('is none: %s', async (comment) => {
    expect(await stamp(comment)).toMatchObject({ start: '2024-05-06T02:03:04.000Z', source: 'DATE-OBS' });
  });

  it('is said by the card of the time of day, or by TIMESYS, too', async () => {
    const cards = ["DATE-OBS= '2024-05-06'", "TIME-OBS= '02:03:04' / local time, UTC+2"];
    expect((await timesOf(...cards)).start).toBe('2024-05-06T00:03:04.000Z');
    expect((await timesOf("DATE-OBS= '2024-05-06T02:03:04'", "TIMESYS = 'LOCAL'")).source).toBe(
      'DATE-OBS (local time, not converted)'
    );
  });
});

describe('a date whose day and month may be swapped', () => {
  const offered = async (...cards: readonly string[]) =>
    timeCandidates(await opened(...cards)).map((time) => {
      if (time instanceof FitsError) throw time;
      return [iso(time.start), timeSourceText(time.source)];
    });

  it('is read with the day first, and offered with the month first', async () => {
    expect(await offered("DATE-OBS= '05/06/2004'", "TIME-OBS= '21:00:00'")).toEqual([
      ['2004-06-05T21:00:00.000Z', 'DATE-OBS + TIME-OBS, read as day/month (could be month/day)'],
      ['2004-05-06T21:00:00.000Z', 'DATE-OBS + TIME-OBS, read as month/day (could be day/month)']
    ]);
  });

  it('is certain where another card confirms one of them', async () => {
    const jd = 'JD      = 2453132.375';
    expect(await offered("DATE-OBS= '05/06/2004 21:00:00'", jd)).toEqual([
      ['2004-05-06T21:00:00.000Z', 'DATE-OBS'],
      ['2004-05-06T21:00:00.000Z', 'JD']
    ]);
  });

  it('is not one whose day is beyond twelve, nor one with two equal numbers', async () => {
    expect(await offered("DATE-OBS= '17/08/2004 21:00:00'")).toEqual([
      ['2004-08-17T21:00:00.000Z', 'DATE-OBS']
    ]);
    expect(await offered("DATE-OBS= '07.07.2004 21:00:00'")).toEqual([
      ['2004-07-07T21:00:00.000Z', 'DATE-OBS']
    ]);
  });
});

it('counts days as Siril does, and as the standard does', async () => {
  const siril = ['EXPSTART= 2459738.385468750 / [JD] Exposure start time', 'EXPTIME = 60'];
  expect((await timesOf(...siril)).start).toBe('2022-06-07T21:15:04.500Z');
  expect((await timesOf('EXPSTART= 59737.885468750', 'EXPTIME = 60')).start).toBe('2022-06-07T21:15:04.500Z');
});

describe.skipIf(!existsSync(CASES))('the cases', () => {
  it.each([
    ['05-date-end-local.fits', '2022-06-07T21:15:34.500Z'],
    ['06-date-end-contradicts-exptime.fits', '2022-06-07T21:15:34.500Z'],
    ['08-frame-received.fits', '2022-06-07T21:14:44.500Z'],
    ['11-date-dd-mm-yyyy.fits', '2004-08-17T21:04:35.000Z'],
    ['14-midnight-and-time-obs.fits', '2024-05-06T02:03:34.000Z'],
    ['15-local-time-with-offset.fits', '2024-05-06T00:03:34.000Z']
  ])('%s', async (name, mid) => {
    const { hdus } = await openFits(await openAsBlob(join(CASES, name)));
    expect(iso(observationTime(hdus)!.mid!)).toBe(mid);
  });
});
