import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileFacts } from '../../../../src/lib/fits/facts/fileFacts';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { buildFits, extensionCards, imageCards } from '../buildFits';
import { givenBy, halfAfter } from '../../../fixtures/timeSources';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');

async function factsOf(...cards: readonly string[]) {
  return fileFacts(await openFits(new Blob([buildFits({ cards: imageCards(8, [], ...cards) })])));
}

describe('fileFacts', () => {
  it('finds facts in any HDU', async () => {
    const bytes = buildFits(
      { cards: imageCards(8, [], "OBJECT  = ' '", "TELESCOP= 'C14'") },
      {
        cards: extensionCards(
          16,
          [30, 20],
          "OBJECT  = ' M 31 '",
          "DATE-OBS= '2018-10-13T03:44:09'",
          'EXPTIME = 1.2D1',
          "FILTER  = 'rp'",
          "IMAGETYP= 'Light Frame'",
          "SITEID  = 'ogg'",
          "INSTRUME= 'kb82'",
          "TELESCOP= 'other'"
        )
      }
    );
    expect(fileFacts(await openFits(new Blob([bytes])))).toEqual({
      object: 'M 31',
      observed: {
        start: Date.UTC(2018, 9, 13, 3, 44, 9),
        mid: Date.UTC(2018, 9, 13, 3, 44, 15),
        source: givenBy('DATE-OBS'),
        midSource: halfAfter('DATE-OBS')
      },
      filter: 'rp',
      exposureTime: 12,
      frameType: 'light',
      site: 'ogg',
      telescope: 'C14',
      instrument: 'kb82',
      width: 30,
      height: 20,
      centre: null
    });
  });

  it('is null where the header says nothing, or nothing that can be read', async () => {
    const facts = await factsOf(
      "DATE-OBS= 'yesterday'",
      "EXPTIME = 'long'",
      "IMAGETYP= 'EXT'",
      'FILTER1 = 33'
    );
    expect(Object.values(facts).every((fact) => fact === null)).toBe(true);
  });

  it.each([
    ["IMAGETYP= 'Bias Frame'", 'bias'],
    ["IMAGETYP= 'zero'", 'bias'],
    ["OBSTYPE = 'DARK'", 'dark'],
    ["OBSTYPE = 'SKYFLAT'", 'flat'],
    ["EXPTYPE = 'Object'", 'light'],
    ["OBSTYPE = 'EXPOSE'", 'light']
  ])('knows the kind of frame of %s', async (card, frameType) => {
    expect((await factsOf(card)).frameType).toBe(frameType);
  });

  it('takes the filters of several wheels, leaving out empty places', async () => {
    expect((await factsOf("FILTER1 = 'F606W'", "FILTER2 = 'CLEAR2L'")).filter).toBe('F606W');
    expect((await factsOf("FILTER1 = 'air'", "FILTER2 = 'open'")).filter).toBeNull();
  });
});

describe('the centre of the image', () => {
  const cards = [
    "CTYPE1  = 'RA---TAN'",
    "CTYPE2  = 'DEC--TAN'",
    'CRVAL1  = 80.5',
    'CRVAL2  = 0',
    'CRPIX1  = 16.5',
    'CRPIX2  = 10.5',
    'CDELT1  = -0.01'
  ];
  const image = (...more: readonly string[]) =>
    buildFits(
      { cards: imageCards(8, [], "CTYPE1  = 'RA---SIN'") },
      { cards: extensionCards(8, [30, 20], ...cards, ...more), data: new Uint8Array(600) }
    );

  it('is half a pixel off the middle of its pixels', async () => {
    const { centre } = fileFacts(await openFits(new Blob([image('CDELT2  = 0.01')])));
    expect(centre!.ra).toBeCloseTo(80.51, 9);
    expect(centre!.dec).toBeCloseTo(0, 9);
  });

  it('is null if its world coordinate system cannot be trusted', async () => {
    expect(fileFacts(await openFits(new Blob([image()]))).centre).toBeNull();
  });

  it.skipIf(!existsSync(DATA))('of the galactic centre, from a real file', async () => {
    const file = await openFits(await openAsBlob(join(DATA, 'rgb-2mass-galcentre/gc_2mass_j.fits')));
    const { centre } = fileFacts(file);
    expect(centre!.ra).toBeCloseTo(266.4, 6);
    expect(centre!.dec).toBeCloseTo(-28.93333, 6);
  });
});

describe.skipIf(!existsSync(DATA))('the facts of real files', () => {
  it.each([
    [
      'ts-ogle-lmc531-cepheid/o4198818.10.fts',
      { object: 'LMC531', frameType: 'light', filter: 'I', exposureTime: 150, site: 'LCO', width: 461 },
      '2012-01-06T03:31:40Z'
    ],
    [
      'ts-skycam-agpeg/t_e_20150608_385_1_1_1.fits',
      { object: null, frameType: 'light', filter: null, exposureTime: 10, width: 1024 },
      '2015-06-09T02:29:16Z'
    ],
    [
      'cal-mit-stl1001/lux-180.000secs.Dark.Open.00000042.fit',
      { frameType: 'dark', exposureTime: 180, filter: 'Open' },
      '2018-10-13T03:31:37.481Z'
    ],
    [
      'cal-kelt16-maxim/kelt-16-b-S001-R001-C084-r.fit.gz',
      { object: 'kelt-16b', frameType: 'light', width: 200, height: 200 },
      '2018-08-23T09:00:21Z'
    ],
    [
      'lco-samples/swope_test_frame.fits',
      { object: 'Didymos', frameType: 'light', site: 'LCO', telescope: 'Swope' },
      '2022-09-25T03:26:46Z'
    ],
    ['odd-bayer-panoptes/solved.fits.fz', { filter: 'RGGB', exposureTime: 120.4 }, '2016-09-09T08:14:34Z'],
    ['extract-emmi/image.fits', { telescope: 'ESONTTB', exposureTime: 1200 }, '1992-10-26T15:04:07.968Z'],
    ['fits-conformance/astropy/test0.fits', { filter: 'F673N', instrument: 'WFPC2' }, '1994-05-19T15:41:16Z']
  ])('%s', async (path, expected, observed) => {
    const facts = fileFacts(await openFits(await openAsBlob(join(DATA, path))));
    expect(facts).toMatchObject(expected);
    expect(facts.observed!.start).toBe(Date.parse(observed));
  });
});
