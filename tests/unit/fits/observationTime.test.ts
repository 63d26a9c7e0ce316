import { describe, expect, it } from 'vitest';
import { FitsError } from '../../../src/lib/fits/FitsError';
import { observationTime } from '../../../src/lib/fits/observationTime';
import { openFits } from '../../../src/lib/fits/openFits';
import { buildFits, extensionCards, imageCards } from './buildFits';

/** Of a file whose HDUs have these cards. */
async function timeOf(...hdus: readonly (readonly string[])[]) {
  const [primary = [], ...extensions] = hdus;
  const built = extensions.map((cards) => ({ cards: extensionCards(8, [], ...cards) }));
  const file = await openFits(new Blob([buildFits({ cards: imageCards(8, [], ...primary) }, ...built)]));
  const time = observationTime(file.hdus);
  return time && [new Date(time.utc).toISOString(), time.source];
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
    ['DATE-OBS= 2012-01-06T03:31:40 / quotes forgotten', '2012-01-06T03:31:40.000Z']
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
      'UT-TIME = 1325820700',
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
    ["DATE-OBS= '2000-07-18T23:03:58'", "TIMESYS = 'TT'", '2000-07-18T23:03:58.000Z', 'DATE-OBS (TT)'],
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
    expect(await timeOf(['HJD     = 2455932.5', 'DATE-OBS= '])).toBeNull();
  });

  it.each([
    ['DATE-OBS', "DATE-OBS= '2012-13-45'", '2012-13-45'],
    ['DATE-OBS', "DATE-OBS= 'yesterday'", 'yesterday'],
    ['DATE-OBS', "DATE-OBS= '2011-02-29T00:00:00'", '2011-02-29T00:00:00'],
    ['DATE-OBS', "DATE-OBS= '2012-01-06T25:00:00'", '2012-01-06T25:00:00'],
    ['DATE-OBS', "DATE-OBS= '2012-01-06T03:31:61'", '2012-01-06T03:31:61'],
    ['DATE-OBS', "DATE-OBS= '0018-01-06'", '0018-01-06'],
    ['DATE-OBS', "DATE-OBS= '13/10/2018'", '13/10/2018'],
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
});
