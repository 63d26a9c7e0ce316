import fc from 'fast-check';
import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Degrees } from '../../../../src/lib/domain/units/Brand';
import { timeSourceText } from '../../../../src/lib/domain/sky/sentences';
import { FitsError } from '../../../../src/lib/fits/file/FitsError';
import { observationTime } from '../../../../src/lib/fits/facts/observationTime';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { timeCandidates, type ObservationTime } from '../../../../src/lib/fits/facts/timeCandidates';
import type { ArrivalTime } from '../../../../src/lib/fits/facts/timeStamps';
import { arrivalTime } from '../../../../src/lib/kernels/time/arrivalTime';
import { julianDates } from '../../../../src/lib/kernels/time/julianDates';
import facts from '../../../fixtures/observationTimes.json';
import { buildFits, extensionCards, imageCards } from '../buildFits';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');

type Cards = readonly string[];

/** Of a file whose HDUs have these cards. */
async function hdusOf(...[primary = [], ...extensions]: readonly Cards[]) {
  const built = extensions.map((cards) => ({ cards: extensionCards(8, [], ...cards) }));
  const bytes = buildFits({ cards: imageCards(8, [], ...primary) }, ...built);
  return (await openFits(new Blob([bytes]))).hdus;
}

const iso = (utc: number) => new Date(utc).toISOString();

async function timeOf(...hdus: readonly Cards[]) {
  const time = observationTime(await hdusOf(...hdus));
  return time && [iso(time.start), timeSourceText(time.source)];
}

function startAndSource(time: ObservationTime | FitsError): string[] {
  if (time instanceof FitsError) throw time;
  return [iso(time.start), timeSourceText(time.source)];
}

async function midOf(...cards: Cards) {
  const { mid, midSource } = observationTime(await hdusOf(cards))!;
  return [mid && iso(mid), midSource && timeSourceText(midSource)];
}

describe('observationTime', () => {
  it.each([
    ["DATE-OBS= '2018-10-13T03:44:09.044'", '2018-10-13T03:44:09.044Z'],
    ["DATE-OBS= '2012-01-06T03:31:40'", '2012-01-06T03:31:40.000Z'],
    ["DATE-OBS= '2012-01-06T03:31'", '2012-01-06T03:31:00.000Z'],
    ["DATE-OBS= '2012-01-06T03:31:40.'", '2012-01-06T03:31:40.000Z'],
    ["DATE-OBS= '2012-01-06T03:31:40.12345678'", '2012-01-06T03:31:40.123Z'],
    ["DATE-OBS= '2012-01-06T03:31:40Z'", '2012-01-06T03:31:40.000Z'],
    ["DATE-OBS= '2012-01-06T01:31:40+02:00'", '2012-01-05T23:31:40.000Z'],
    ["DATE-OBS= '2012-01-06T23:31:40-0130'", '2012-01-07T01:01:40.000Z'],
    ["DATE-OBS= '2012/01/06 3:31:40 UT'", '2012-01-06T03:31:40.000Z'],
    ["DATE-OBS= '  2012-02-29T00:00:00  '", '2012-02-29T00:00:00.000Z'],
    ["DATE-OBS= '2016-12-31T23:59:60.5'", '2017-01-01T00:00:00.500Z'],
    ['DATE-OBS= 2012-01-06T03:31:40 / quotes forgotten', '2012-01-06T03:31:40.000Z'],
    ["DATE-OBS='2012-01-06T03:31:40' / no blank after the equals sign", '2012-01-06T03:31:40.000Z'],
    ["DATE-OBS= '2012-01-06T03:31:40,25'", '2012-01-06T03:31:40.250Z'],
    ["DATE-OBS= '2012:01:06 03:31:40'", '2012-01-06T03:31:40.000Z'],
    ["DATE-OBS= '13/10/2018 03:31:40'", '2018-10-13T03:31:40.000Z'],
    ["DATE-OBS= '13.10.2018 03:31:40'", '2018-10-13T03:31:40.000Z'],
    ["DATE-OBS= '10/13/2018 03:31:40'", '2018-10-13T03:31:40.000Z']
  ])('reads %s', async (card, utc) => {
    expect(await timeOf([card])).toEqual([utc, 'DATE-OBS']);
  });

  it.each([
    ["DATE-OBS= '2005-03-07'", "TIME-OBS= '06:51:26'", '2005-03-07T06:51:26.000Z', 'DATE-OBS + TIME-OBS'],
    ["DATE-OBS= '19/05/94'", "TIME-OBS= '15:41:16'", '1994-05-19T15:41:16.000Z', 'DATE-OBS + TIME-OBS'],
    ["DATE-OBS= ' 9/ 8/79'", "UT      = '1:02:03.5'", '1979-08-09T01:02:03.500Z', 'DATE-OBS + UT'],
    ["DATE-OBS= '23/08/18'", "UT-START= '03:31:40'", '2018-08-23T03:31:40.000Z', 'DATE-OBS + UT-START'],
    ["DATE-OBS= '2012-01-06'", "UTSTART = '03:31'", '2012-01-06T03:31:00.000Z', 'DATE-OBS + UTSTART'],
    [
      "DATE-OBS= '2012-01-06'",
      'UT-TIME = 1325820700 / (Unix seconds)',
      '2012-01-06T00:00:00.000Z',
      'DATE-OBS, without time of day'
    ],
    ["DATE-OBS= '26/10/92'", 'MJD-OBS = 4.892162787000E+04', '1992-10-26T15:04:07.968Z', 'MJD-OBS'],
    [
      "DATE-OBS= '1992-10-26'",
      'MJD-OBS = 51544',
      '1992-10-26T00:00:00.000Z',
      'DATE-OBS, without time of day'
    ],
    ["DATE-OBS= '2000-07-18T23:03:58'", "TIMESYS = 'TT'", '2000-07-18T23:02:53.816Z', 'DATE-OBS (TT)'],
    ["DATE-OBS= '2000-07-18T23:03:58Z'", "TIMESYS = 'TT'", '2000-07-18T23:03:58.000Z', 'DATE-OBS'],
    ["DATE-OBS= '2020-01-01T00:00:00'", "TIMESYS = 'TAI'", '2019-12-31T23:59:23.000Z', 'DATE-OBS (TAI)'],
    ["DATE-OBS= '2020-01-01T00:00:00'", "TIMESYS = 'GPS'", '2019-12-31T23:59:42.000Z', 'DATE-OBS (GPS)'],
    ["DATE-OBS= '2020-04-01T00:00:00'", "TIMESYS = 'tdb'", '2020-03-31T23:58:50.814Z', 'DATE-OBS (TDB)'],
    ['MJD-OBS = 58849.0', "TIMESYS = 'TAI'", '2019-12-31T23:59:23.000Z', 'MJD-OBS (TAI)'],
    [
      "DATE-OBS= '1971-12-31T00:00:00'",
      "TIMESYS = 'TT'",
      '1971-12-31T00:00:00.000Z',
      'DATE-OBS (TT, not converted)'
    ],
    [
      "DATE-OBS= '2020-01-01T00:00:00'",
      "TIMESYS = 'UT1'",
      '2020-01-01T00:00:00.000Z',
      'DATE-OBS (UT1, not converted)'
    ],
    [
      "DATE-OBS= '2020-01-01T00:00:00' / local time at start",
      'EXPTIME = 1',
      '2020-01-01T00:00:00.000Z',
      'DATE-OBS (local time, not converted)'
    ],
    [
      "DATE-OBS= '2020-01-01T00:00:00' / UTC, local time - 8 h",
      'EXPTIME = 1',
      '2020-01-01T00:00:00.000Z',
      'DATE-OBS'
    ],
    ["DATE-OBS= '2020-01-01'", "TIMESYS = 'TT'", '2020-01-01T00:00:00.000Z', 'DATE-OBS, without time of day'],
    [
      "DATE-OBS= '1993-05-13'",
      'TM-START= 69932.5 / start (sec. UT)',
      '1993-05-13T19:25:32.500Z',
      'DATE-OBS + TM-START'
    ],
    [
      "DATE-OBS= '2020-01-01T00:01:00' / end of exposure",
      'EXPTIME = 60',
      '2020-01-01T00:00:00.000Z',
      'DATE-OBS - EXPTIME'
    ],
    ["DATE-AVG= '2020-01-01T00:01:00'", 'EXPTIME = 60', '2020-01-01T00:00:30.000Z', 'DATE-AVG - EXPTIME / 2'],
    ["DATE-END= '2020-01-01T00:01:00'", 'EXPTIME = 60', '2020-01-01T00:00:00.000Z', 'DATE-END - EXPTIME'],
    ['MJD-END = 58849.5', 'EXPTIME = 60', '2020-01-01T11:59:00.000Z', 'MJD-END - EXPTIME'],
    [
      "DATE-END= '2020-01-01T00:01:00'",
      "TIMESYS = 'UTC'",
      '2020-01-01T00:01:00.000Z',
      'DATE-END, end of exposure'
    ],
    ["DATE-OBS= '2000-07-18T23:03:58'", "TIMESYS = 'UTC'", '2000-07-18T23:03:58.000Z', 'DATE-OBS'],
    ['MJD-OBS = 57182.5', 'MJD     = 1', '2015-06-09T12:00:00.000Z', 'MJD-OBS'],
    ["MJD     = '57182.1036574'", "DATE    = '2015-06-10'", '2015-06-09T02:29:15.999Z', 'MJD'],
    ['MJD-OBS = 0 / not set', 'JD      = 2457182.0', '2015-06-08T12:00:00.000Z', 'JD'],
    ['MJD-OBS = 57182.5 / MIDAS desc.', 'EXPTIME = 150', '2015-06-09T12:00:00.000Z', 'MJD-OBS'],
    [
      'JULDAT  = 2455932.5 / mid exposure',
      'EXPTIME = 150',
      '2012-01-05T23:58:45.000Z',
      'JULDAT - EXPTIME / 2'
    ]
  ])('reads %s with %s', async (first, second, utc, source) => {
    expect(await timeOf([first, second])).toEqual([utc, source]);
  });

  it('trusts a card with UTC in its name, whatever TIMESYS says', async () => {
    const [utc, tdb] = ["UT      = '03:31:40'", "TIMESYS = 'TDB'"];
    expect(await timeOf(["DATE-OBS= '2012-01-06'", utc, tdb])).toEqual([
      '2012-01-06T03:31:40.000Z',
      'DATE-OBS + UT'
    ]);
    expect(await timeOf(['JD_UTC  = 2455932.5', tdb])).toEqual(['2012-01-06T00:00:00.000Z', 'JD_UTC']);
  });

  it('takes the first HDU that has DATE-OBS, even after one that has another date', async () => {
    expect(
      await timeOf(
        ['MJD-OBS = 50000'],
        ["DATE-OBS= '   '"],
        ["DATE-OBS= '2012-01-06'", "UT      = '03:31:40'"],
        ["DATE-OBS= '2013-01-06T00:00:00'"]
      )
    ).toEqual(['2012-01-06T03:31:40.000Z', 'DATE-OBS + UT']);
  });

  it('never takes the date of the file', async () => {
    expect(await timeOf(["DATE    = '2012-01-06T03:31:40'"])).toBeNull();
  });

  it.each([
    ['DATE-OBS', "DATE-OBS= '2012-13-45'", '2012-13-45'],
    ['DATE-OBS', "DATE-OBS= 'yesterday'", 'yesterday'],
    ['DATE-OBS', "DATE-OBS= '2011-02-29T00:00:00'", '2011-02-29T00:00:00'],
    ['DATE-OBS', "DATE-OBS= '2012-01-06T25:00:00'", '2012-01-06T25:00:00'],
    ['DATE-OBS', "DATE-OBS= '2012-01-06T03:31:61'", '2012-01-06T03:31:61'],
    ['DATE-OBS', "DATE-OBS= '0018-01-06'", '0018-01-06'],
    ['DATE-OBS', "DATE-OBS= '31/02/2018'", '31/02/2018'],
    ['DATE-OBS', 'DATE-OBS= 2012', '2012']
  ])('says that %s is malformed: %s', async (keyword, card, value) => {
    await expect(timeOf([card, 'MJD-OBS = 50000'])).rejects.toThrow(
      new FitsError(`The header ${keyword} is '${value}', which is not a date.`)
    );
  });

  it('says that the time of day is malformed', async () => {
    await expect(timeOf(["DATE-OBS= '2012-01-06'", "TIME-OBS= 'noon'"])).rejects.toThrow(
      new FitsError("The header TIME-OBS is 'noon', which is not a time of day.")
    );
  });

  it.each([
    [['EXPTIME = 90'], '2020-01-01T00:00:45.000Z', 'DATE-OBS + EXPTIME / 2'],
    [['EXPOSURE= 90.5'], '2020-01-01T00:00:45.250Z', 'DATE-OBS + EXPOSURE / 2'],
    [["EXPTIME = '90.0'", 'EXPOSURE= 1'], '2020-01-01T00:00:45.000Z', 'DATE-OBS + EXPTIME / 2'],
    [['EXPTIME = 500 / [ms] how long'], '2020-01-01T00:00:00.250Z', 'DATE-OBS + EXPTIME / 2'],
    [['EXPTIME = 500 / in milliseconds'], '2020-01-01T00:00:00.250Z', 'DATE-OBS + EXPTIME / 2'],
    [['EXPTIME = 2 / Exposure (minutes)'], '2020-01-01T00:01:00.000Z', 'DATE-OBS + EXPTIME / 2'],
    [['EXPTIME = 2 / seconds, not minutes'], '2020-01-01T00:00:01.000Z', 'DATE-OBS + EXPTIME / 2'],
    [['EXPTIME = 0.5 / [d] time on source'], '2020-01-01T06:00:00.000Z', 'DATE-OBS + EXPTIME / 2'],
    [['EXPTIME = 0'], '2020-01-01T00:00:00.000Z', 'DATE-OBS + EXPTIME / 2'],
    [['EXPTIME = -1', 'EXPOSURE= 1E300'], null, null],
    [["DATE-AVG= '2020-01-01T00:01:00'", 'EXPTIME = 90'], '2020-01-01T00:01:00.000Z', 'DATE-AVG'],
    [['MJD-AVG = 58849.5', 'EXPTIME = 90', 'NCOMBINE= 9'], '2020-01-01T12:00:00.000Z', 'MJD-AVG'],
    [
      ["DATE-AVG= '2019-12-31T23:59:59'", 'EXPTIME = 90'],
      '2020-01-01T00:00:45.000Z',
      'DATE-OBS + EXPTIME / 2'
    ],
    [
      ["DATE-END= '2020-01-01T00:02:30'", 'EXPTIME = 90'],
      '2020-01-01T00:00:45.000Z',
      'DATE-OBS + EXPTIME / 2'
    ],
    [
      ["DATE-END= '2020-01-01T00:10:00'", 'EXPTIME = 90', 'STACKCNT= 3'],
      '2020-01-01T00:05:00.000Z',
      'DATE-OBS to DATE-END'
    ],
    [
      ["DATE-END= '2020-01-01T00:10:00'", 'EXPTIME = 90', 'TELAPSE = 600'],
      '2020-01-01T00:05:00.000Z',
      'DATE-OBS to DATE-END'
    ],
    [
      ["DATE-END= '2020-01-01T00:10:00'", 'EXPTIME = 90'],
      '2020-01-01T00:00:45.000Z',
      'DATE-OBS + EXPTIME / 2, which DATE-END contradicts'
    ],
    [
      ["DATE-AVG= '2020-01-01T02:00:45'", 'EXPTIME = 90'],
      '2020-01-01T00:00:45.000Z',
      'DATE-OBS + EXPTIME / 2, which DATE-AVG contradicts'
    ],
    [
      ["DATE-END= '2020-01-01'", "TIME-END= '00:10:00'"],
      '2020-01-01T00:05:00.000Z',
      'DATE-OBS to DATE-END + TIME-END'
    ],
    [["DATE-END= '2020-01-02'"], null, null],
    [[], null, null]
  ])('finds the middle of the exposure by %j', async (cards, utc, source) => {
    expect(await midOf("DATE-OBS= '2020-01-01T00:00:00'", ...cards)).toEqual([utc, source]);
  });

  it('takes the middle from a card that gives it, and none from a day', async () => {
    expect(await midOf('JULDAT  = 2455932.5 / mid exposure')).toEqual(['2012-01-06T00:00:00.000Z', 'JULDAT']);
    expect(await midOf("DATE-END= '2020-01-01T00:02:00'", 'EXPTIME = 60')).toEqual([
      '2020-01-01T00:01:30.000Z',
      'DATE-END - EXPTIME / 2'
    ]);
    expect(await midOf("DATE-OBS= '2020-01-01'", 'EXPTIME = 60')).toEqual([null, null]);
  });

  it('takes the exposure time of the header that has the date, else of any other', async () => {
    const dated = "DATE-OBS= '2020-01-01T00:00:00'";
    const exposure = async (...hdus: readonly Cards[]) =>
      observationTime(await hdusOf(...hdus))!.exposureTime;
    expect(await exposure(['EXPTIME = 1'], [dated, 'EXPTIME = 2'])).toBe(2);
    expect(await exposure(['EXPTIME = 1'], [dated])).toBe(1);
  });

  it('converts HJD and BJD to the Earth, or says that it did not', async () => {
    const hdus = await hdusOf(['HJD     = 2455932.5', 'BJD_TDB = 2455932.5008']);
    expect(timeCandidates(hdus).map(startAndSource)).toEqual([
      ['2012-01-06T00:00:00.000Z', 'HJD, as seen from the Sun'],
      ['2012-01-06T00:00:02.936Z', 'BJD_TDB, as seen from the barycentre (TDB)']
    ]);
    const target = { ra: 100 as Degrees, dec: 20 as Degrees };
    const [byHjd, byBjd] = timeCandidates(hdus, (date, kind) => arrivalTime(date, kind, target));
    const [hjd, bjd] = [byHjd, byBjd].map((time) => julianDates((time as ObservationTime).start, target));
    expect(startAndSource(byHjd!)[1]).toBe('HJD, converted to the Earth');
    expect(hjd!.hjdUtc).toBeCloseTo(2455932.5, 7);
    expect(startAndSource(byBjd!)[1]).toBe('BJD_TDB, converted to the Earth');
    expect(bjd!.bjdTdb).toBeCloseTo(2455932.5008, 7);
    const old = timeCandidates(await hdusOf(['HJD     = 2440000.5']), (date, kind) =>
      arrivalTime(date, kind, target)
    );
    expect(old.map(startAndSource)).toEqual([['1968-05-24T00:00:00.000Z', 'HJD, as seen from the Sun']]);
  });
});

describe('timeCandidates', () => {
  it('lists every time once, and what is not a date', async () => {
    const hdus = await hdusOf(
      ["DATE-OBS= '2020-01-01'", "DATE-BEG= 'soon'", 'MJD-OBS = 58849.5', 'EXPTIME = 60'],
      ["DATE-OBS= '2020-01-01'", "DATE-BEG= 'soon'", 'MJD-OBS = 58850.5']
    );
    const times = timeCandidates(hdus).map((time) =>
      time instanceof FitsError ? time.message : startAndSource(time).reverse().join(': ')
    );
    expect(times).toEqual([
      'MJD-OBS: 2020-01-01T12:00:00.000Z',
      'DATE-OBS, without time of day: 2020-01-01T00:00:00.000Z',
      "The header DATE-BEG is 'soon', which is not a date.",
      'MJD-OBS of HDU 1: 2020-01-02T12:00:00.000Z'
    ]);
  });

  it('gives one instant, however it is written', async () => {
    const first = Date.UTC(1972, 0, 3);
    const last = Date.UTC(2040, 0, 1);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: first, max: last }), async (utc) => {
        const text = iso(utc);
        const [date, time] = text.slice(0, -1).split('T') as [string, string];
        const hdus = await hdusOf(
          [`DATE-OBS= '${text.slice(0, -1)}'`, `MJD-OBS = ${utc / 86_400_000 + 40587}`],
          [
            `DATE-OBS= '${iso(utc + 5_400_000).slice(0, -1)}+01:30'`,
            `JD      = '${utc / 86_400_000 + 2440587.5}'`
          ],
          [`DATE-OBS= '${date.slice(8)}/${date.slice(5, 7)}/${date.slice(2, 4)}'`, `UT      = '${time}'`]
        );
        const found = timeCandidates(hdus) as ObservationTime[];
        expect(found.map(({ source }) => timeSourceText(source))).toEqual([
          'DATE-OBS',
          'DATE-OBS + UT',
          'MJD-OBS',
          'JD'
        ]);
        for (const { start } of found) expect(Math.abs(start - utc)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 }
    );
  });

  it('reads or refuses damaged cards, with instants that have a date', { timeout: 20_000 }, async () => {
    const card = fc.constantFrom(
      "DATE-OBS= '2018-10-13T03:44:09.044'",
      "DATE-OBS= '23/08/18'",
      "DATE-AVG= '2012/01/06 3:31 UT'",
      "DATE-END= '2012-01-06T23:31:40-0130'",
      "TIMESYS = 'TDB' / local",
      "UT-START= '03:31:40' / end",
      "MJD     = '57182.1036574'",
      'JULDAT  = 2455932.647859 / mid',
      'HJD     = 2.4559E+6',
      'BJD     = 2455932',
      'EXPTIME = 1.8D2 / [ms]',
      "TIME-OBS= '15:41:16'",
      'TM-START= 69932.0 / (sec. UT)'
    );
    const damage = fc.record({
      at: fc.nat(40),
      with: fc.oneof(
        fc.constantFrom(..."0123456789-+:/.TZE '&", '', '99999999', 'NaN', 'Infinity', '1E308'),
        fc.string({ maxLength: 3 })
      )
    });
    const damaged = fc
      .tuple(card, fc.array(damage, { maxLength: 4 }))
      .map(([original, changes]) =>
        changes
          .reduce<string>(
            (text, { at, with: by }) => text.slice(0, 10 + at) + by + text.slice(11 + at),
            original
          )
          .slice(0, 80)
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(damaged, { maxLength: 5 }),
        fc.array(damaged, { maxLength: 3 }),
        async (...cards) => {
          const hdus = await hdusOf(...cards);
          const target = { ra: 100 as Degrees, dec: 20 as Degrees };
          const read = timeCandidates(hdus, (date, kind) => arrivalTime(date, kind, target));
          const times = read.flatMap((time) =>
            time instanceof FitsError ? [] : [time.start, time.mid ?? 0]
          );
          expect(times.map((time) => new Date(time).getTime())).toEqual(times);
        }
      ),
      { seed: 3, numRuns: 1000 }
    );
  });
});

describe.skipIf(!existsSync(DATA))('the observation times of the test data', () => {
  it.each(Object.entries(facts))('%s', async (path, expected) => {
    const time = observationTime((await openFits(await openAsBlob(join(DATA, path)))).hdus);
    expect(time && [iso(time.start), time.mid && iso(time.mid)]).toEqual(expected);
  });

  // Headers round to 10 or 100 ms. By astropy this HJD-OBS is right, and this BJD-OBS 1.6 s late.
  it.each([
    [
      'cal-kelt16-maxim/kelt-16-b-S001-R001-C084-r.fit.gz',
      'HJD-OBS, converted to the Earth',
      314.268333,
      31.661,
      10
    ],
    [
      'cal-kelt16-maxim/kelt-16-b-S001-R001-C084-r.fit.gz',
      'BJD-OBS, converted to the Earth',
      314.268333,
      31.661,
      1650
    ],
    [
      'ts-ogle-lmc531-cepheid/o4198818.10.fts',
      'HELJD, converted to the Earth - EXPTIME / 2',
      73.091667,
      -69.308333,
      200
    ]
  ])('%s: %s agrees with DATE-OBS', async (path, timeSource, ra, dec, milliseconds) => {
    const { hdus } = await openFits(await openAsBlob(join(DATA, path)));
    const target = { ra: ra as Degrees, dec: dec as Degrees };
    const toEarth: ArrivalTime = (date, kind) => arrivalTime(date, kind, target);
    const times = timeCandidates(hdus, toEarth).flatMap((time) => (time instanceof FitsError ? [] : [time]));
    const time = times.find(({ source }) => timeSourceText(source) === timeSource)!;
    expect(Math.abs(time.start - observationTime(hdus)!.start)).toBeLessThan(milliseconds);
  });
});
