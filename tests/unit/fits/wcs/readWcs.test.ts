import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Degrees } from '../../../../src/lib/domain/units/Brand';
import { FitsError } from '../../../../src/lib/fits/file/FitsError';
import { FitsHeader } from '../../../../src/lib/fits/file/FitsHeader';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { readWcs } from '../../../../src/lib/fits/wcs/readWcs';
import type { Wcs } from '../../../../src/lib/fits/wcs/Wcs';
import facts from '../../../fixtures/wcsFacts.json';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');
const RADIANS = Math.PI / 180;

type Sky = readonly (readonly number[] | null)[];
interface FileFact {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly sky: Sky;
}
const files = Object.entries(facts.files as Record<string, FileFact>);
const made = facts.headers as Readonly<
  Record<string, { readonly cards: readonly string[]; readonly sky: Sky }>
>;

/** What astropy reads but we refuse, and why. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'fits-conformance/astropy/checksum.fits#0': /FK4, equinox 1950/,
  'fits-conformance/astropy/comp.fits#1': /FK4, equinox 1950/,
  'fits-conformance/nasa/file003.fits#0': /FK4, equinox 1950/,
  'fits-conformance/astropy/dist_lookup.fits.gz#1': /CPDIS1/,
  'fits-conformance/astropy/random_groups.fits#0': /CTYPE5 is 'RA', without a projection/,
  'fits-conformance/nasa/file011.fits#0': /CTYPE1 is 'RA', without a projection/,
  'fits-conformance/nasa/tst0003.fits#0': /CTYPE1 is 'RA', without a projection/
};

const headerOf = (cards: readonly string[]): FitsHeader =>
  new FitsHeader(Buffer.from([...cards, 'END'].map((card) => card.padEnd(80)).join(''), 'latin1'));

async function headerInFile(name: string): Promise<FitsHeader> {
  const [path, hdu] = name.split('#');
  return (await openFits(await openAsBlob(join(DATA, path!)))).hdus[Number(hdu)]!.header;
}

/** Largest differences from the oracle over a grid, degrees and pixels, and those of a round trip. */
function compare(wcs: Wcs, { xs, ys, sky }: FileFact) {
  const worst = { degrees: 0, pixels: 0, back: 0 };
  for (const [index, there] of sky.entries()) {
    const [x, y] = [xs[index % xs.length]!, ys[Math.floor(index / xs.length)]!];
    const ours = wcs.pixelToWorld(x, y);
    if (!there || !ours) {
      if (there || ours) worst.degrees = Infinity;
      continue;
    }
    const [ra, dec] = there as [Degrees, Degrees];
    const turn = Math.abs(((ours.ra - ra + 540) % 360) - 180) * Math.cos(dec * RADIANS);
    const distance = (pixel: { x: number; y: number } | null): number =>
      pixel ? Math.hypot(pixel.x - x, pixel.y - y) : Infinity;
    worst.degrees = Math.max(worst.degrees, turn, Math.abs(ours.dec - dec));
    worst.pixels = Math.max(worst.pixels, distance(wcs.worldToPixel(ra, dec)));
    worst.back = Math.max(worst.back, distance(wcs.worldToPixel(ours.ra, ours.dec)));
  }
  return worst;
}

/** Within 5e-9 degrees and 5e-7 pixels. */
const AGREEMENT = { degrees: expect.closeTo(0, 8), pixels: expect.closeTo(0, 6), back: expect.closeTo(0, 6) };

describe.skipIf(!existsSync(DATA))('readWcs on the test data, against astropy', () => {
  it.each(files.filter(([name]) => !(name in REFUSED)))('%s', async (name, fact) => {
    expect(compare(readWcs(await headerInFile(name)), fact)).toEqual(AGREEMENT);
  });

  it.each(Object.entries(REFUSED))('refuses %s', async (name, reason) => {
    const header = await headerInFile(name);
    expect(() => readWcs(header)).toThrow(FitsError);
    expect(() => readWcs(header)).toThrow(reason);
  });
});

describe('readWcs on headers of every kind, against astropy', () => {
  it.each(Object.entries(made))('%s', (_, { cards, sky }) => {
    expect(compare(readWcs(headerOf(cards)), { xs: facts.xs, ys: facts.ys, sky })).toEqual(AGREEMENT);
  });
});

/** 0.36 arcsec per pixel, north up, east left. */
const PLAIN: Readonly<Record<string, number | string>> = {
  NAXIS: 2,
  NAXIS1: 1000,
  NAXIS2: 800,
  CTYPE1: 'RA---TAN',
  CTYPE2: 'DEC--TAN',
  CRPIX1: 501,
  CRPIX2: 401,
  CRVAL1: 80,
  CRVAL2: -69,
  CDELT1: -1e-4,
  CDELT2: 1e-4
};
const TPV = { CTYPE1: 'RA---TPV', CTYPE2: 'DEC--TPV' };
const PLATE = Object.fromEntries(
  (
    'XPIXELSZ=25.28 YPIXELSZ=25.28 CNPIX1=5213 CNPIX2=6301 PPO3=177500 PPO6=177500 AMDX1=67.2 AMDY1=67.2 ' +
    'PLTRAH=5 PLTRAM=37 PLTRAS=33.4 PLTDECSN=- PLTDECD=4 PLTDECM=57 PLTDECS=33.1'
  )
    .split(' ')
    .map((card) => card.split('=') as [string, string])
);
const SIP = { A_ORDER: 2, B_ORDER: 2, A_2_0: 1e-6 };

/** @param changes cards on top of `PLAIN`; those that are undefined are left out */
function read(changes: Readonly<Record<string, number | string | undefined>> = {}): Wcs {
  const cards = Object.entries({ ...PLAIN, ...changes }).filter(([, value]) => value !== undefined);
  return readWcs(
    headerOf(
      cards.map(([key, value]) => `${key.padEnd(8)}= ${typeof value === 'string' ? `'${value}'` : value}`)
    )
  );
}

describe('readWcs refuses, and says why', () => {
  it.each<[Parameters<typeof read>[0], RegExp]>([
    [{ CTYPE1: undefined, CTYPE2: undefined }, /^No CTYPE card names/],
    [{ CTYPE1: 'HPLN-TAN', CTYPE2: 'HPLT-TAN' }, /^No CTYPE card names/],
    [{ CTYPE2: 'WAVE' }, /^CTYPE1 is 'RA---TAN', but no axis is DEC to go with it/],
    [{ CTYPE1: 'GLON-TAN' }, /^CTYPE2 is 'DEC--TAN', but no axis is RA to go with it/],
    [{ CTYPE2: 'DEC--SIN' }, /CTYPE1 is 'RA---TAN' and CTYPE2 is 'DEC--SIN' name different projections/],
    [{ CTYPE1: 'RA---MOL', CTYPE2: 'DEC--MOL' }, /^The projection MOL is not supported/],
    [{ CTYPE1: 'RA---ZPX', CTYPE2: 'DEC--ZPX' }, /^The projection ZPX is not supported/],
    [{ CTYPE1: 'RA---ZPN', CTYPE2: 'DEC--ZPN' }, /^The polynomial of ZPN must begin/],
    [{ CTYPE1: 'RA---ZPN', CTYPE2: 'DEC--ZPN', PV2_0: 0.1, PV2_1: 1 }, /^The polynomial of ZPN must begin/],
    [{ CTYPE1: 'RA---NCP', CTYPE2: 'DEC--NCP', CRVAL2: 0 }, /^The projection NCP cannot show the equator/],
    [{ CTYPE1: 'RA---TNX', CTYPE2: 'DEC--TNX' }, /^The projection TNX is not supported/],
    [{ CTYPE1: 'RA--TAN' }, /^CTYPE1 is 'RA--TAN', which names no supported projection or distortion/],
    [{ CTYPE1: 'RA---TAN-TPD' }, /^CTYPE1 is 'RA---TAN-TPD', which .* distortion/],
    [{ CTYPE1: 'RA' }, /^CTYPE1 is 'RA', without a projection/],
    [{ CRPIX1: undefined }, /^There is no CRPIX1/],
    [{ CRVAL2: undefined }, /^There is no CRVAL2/],
    [{ CDELT1: undefined }, /^There is no CDELT1/],
    [{ CRVAL1: '05:20:00' }, /^CRVAL1 is not a number: '05:20:00'/],
    [{ CRPIX2: 'NaN' }, /^CRPIX2 is not a number/],
    [{ CDELT2: 0 }, /The pixel scale is zero/],
    [{ CD1_1: -1e-4, CD1_2: 1e-4, CD2_1: 1e-4, CD2_2: -1e-4 }, /The pixel scale is zero/],
    [{ CDELT2: 1e-200 }, /The pixel scale is zero/],
    [{ CD1_1: -1e-4 }, /The pixel scale is zero/],
    [{ CD1_1: -1e-4, CD2_2: 1e-4, PC1_1: 0.9 }, /PC and the CD matrix contradict/],
    [{ CROTA1: 30 }, /There is a CROTA1, but no CROTA2/],
    [{ CRVAL2: 90.001 }, /^CRVAL is not on the sky: longitude 80, latitude 90.001/],
    [{ CRVAL1: 3600 }, /^CRVAL is not on the sky/],
    [{ CRPIX1: 1e300 }, /^CRPIX is \(1e\+300, 401\), far beyond any image/],
    [{ CRVAL1: 0, CRVAL2: 0, CRPIX1: 0, CRPIX2: 0 }, /^CRPIX and CRVAL are all 0/],
    [{ CDELT1: 1, CDELT2: 1 }, /^The image would be 1000 degrees wide, more than TAN can show/],
    [{ CUNIT1: 'pixel' }, /^CUNIT1 is 'pixel', which is not a known unit of angle/],
    [{ CPDIS1: 'LOOKUP' }, /Distortion tables \(CPDIS1\)/],
    [{ CQDIS2: 'TPD' }, /\(CQDIS2\)/],
    [{ D2IMDIS2: 'LOOKUP' }, /\(D2IMDIS2\)/],
    [{ AMDX1: 67.2 }, /^There is no XPIXELSZ/],
    [{ ...PLATE, XPIXELSZ: 0 }, /^The scale of the photographic plate/],
    [{ ...PLATE, PLTDECD: 91 }, /^The centre of the plate is not on the sky/],
    [{ ...PLATE, EQUINOX: 1950 }, /FK4, equinox 1950/],
    [{ ...SIP, A_2_0: undefined }, /^The SIP distortion \(A_ORDER\) has no coefficients/],
    [{ ...SIP, A_ORDER: 10 }, /^A_ORDER and B_ORDER .* from 2 to 9/],
    [{ ...SIP, A_ORDER: 2.5 }, /^A_ORDER and B_ORDER .* from 2 to 9/],
    [{ ...SIP, B_ORDER: undefined }, /^A_ORDER and B_ORDER .* from 2 to 9/],
    [{ ...SIP, A_2_0: 'none' }, /^A_2_0 is not a number/],
    [{ AP_ORDER: 2 }, /inverse SIP distortion/],
    [{ ...SIP, A_2_0: 1e300 }, /^The distortion is not valid/],
    [{ ...SIP, A_2_0: 2e-3 }, /^The distortion is not valid: it folds the image at pixel \(0, 0\)/],
    [{ ...TPV, ...SIP }, /^There are two distortions/],
    [{ ...SIP, PV1_1: 1, PV2_1: 1, PV2_3: 1e-3 }, /^There are two distortions/],
    [{ ...TPV, PV1_40: 1 }, /^There is a PV1_40/],
    [{ ...TPV, PV1_1: 0 }, /^The distortion is not valid/],
    [{ PV1_1: 10 }, /^A reference point other than that of the projection \(PV1_1\)/],
    [{ PV1_2: 0 }, /\(PV1_2\)/],
    [{ CTYPE1: 'RA---CAR', CTYPE2: 'DEC--CAR', LONPOLE: 90 }, /^LONPOLE and CRVAL contradict/],
    [{ CTYPE1: 'RA---CAR', CTYPE2: 'DEC--CAR', CRVAL2: 90, LONPOLE: 180 }, /^LONPOLE and CRVAL contradict/],
    [{ EQUINOX: 1950 }, /FK4, equinox 1950/],
    [{ EPOCH: 1950 }, /FK4, equinox 1950/],
    [{ EQUINOX: 'B1950' }, /FK4, equinox 1950/],
    [{ EQUINOX: 'now' }, /^EQUINOX is 'now', which is not a year/],
    [{ EQUINOX: 20155 }, /equinox 20155 are not supported/],
    [{ RADESYS: 'FK5', EQUINOX: 1800 }, /equinox 1800 are not supported/],
    [{ RADECSYS: 'FK4' }, /system FK4 are not supported/],
    [{ RADESYS: 'GAPPT' }, /system GAPPT are not supported/],
    [{ CD1_1: -1e-4, CD2_2: 1e-4, CD2_3: 1e-4 }, /change along its axis 3/],
    [
      { CTYPE1: 'FREQ', CTYPE2: 'RA---TAN', CTYPE3: 'DEC--TAN' },
      /on the axes 2 and 3, which are not those of the image/
    ]
  ])('%o', (changes, reason) => {
    expect(() => read(changes)).toThrow(FitsError);
    expect(() => read(changes)).toThrow(reason);
  });

  it.each([
    { EQUINOX: 2000 },
    { EQUINOX: 'J2000' },
    { EPOCH: 2000 },
    { RADESYS: 'ICRS', EPOCH: 2022.7 },
    { CRVAL1: '80.0', CRVAL2: ' -6.9D1 ', CRPIX1: '501', CDELT2: '+1E-4', LONPOLE: '180' },
    { CTYPE1: 'ra---tan' }
  ])('but accepts %o as the same', (changes) => {
    expect(read(changes).pixelToWorld(0, 0)).toEqual(read().pixelToWorld(0, 0));
  });

  it('takes a TPV without PV cards for a TAN', () => {
    expect(read(TPV).pixelToWorld(0, 0)).toEqual(read().pixelToWorld(0, 0));
  });

  it('throws nothing else, and gives no numbers that are not a position, whatever a card says', () => {
    const keywords = [
      ...new Set(Object.values(made).flatMap(({ cards }) => cards.map((card) => card.split(/[ =]/)[0]!)))
    ];
    const value = fc.oneof(
      fc.constantFrom(0, 1, -1, 90, 180, 360, 1e308, -1e308, 1e-308, 'x', "'"),
      fc.double({ noNaN: true }),
      fc.integer()
    );
    const names = Object.keys(made);
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.array(fc.tuple(fc.constantFrom(...keywords), value), { minLength: 1, maxLength: 3 }),
        (name, changes) => {
          const changed = changes.map(([keyword, value]) => `${keyword.padEnd(8)}= ${value}`);
          try {
            const wcs = readWcs(headerOf([...changed, ...made[name]!.cards]));
            for (const x of [0, 480, 1e6]) expect(isSound(wcs, x, 1e5 - x)).toBe(true);
          } catch (error) {
            if (!(error instanceof FitsError)) throw error;
          }
        }
      ),
      { seed: 20261122, numRuns: 5000 }
    );
  });
});

/** Positions are on the sky, pixels are numbers, or there are none. */
function isSound(wcs: Wcs, x: number, y: number): boolean {
  const position = wcs.pixelToWorld(x, y);
  if (!position) return true;
  const { ra, dec } = position;
  const pixel = wcs.worldToPixel(ra, dec);
  return ra >= 0 && ra < 360 && Math.abs(dec) <= 90 && (!pixel || Number.isFinite(pixel.x + pixel.y));
}

describe('Wcs', () => {
  it.each(Object.entries(made))('maps every pixel back to itself: %s', (_, { cards }) => {
    const wcs = readWcs(headerOf(cards));
    fc.assert(
      fc.property(
        fc.double({ min: -10, max: 1009, noNaN: true }),
        fc.double({ min: -10, max: 809, noNaN: true }),
        (x, y) => {
          const position = wcs.pixelToWorld(x, y);
          if (!position) return;
          const back = wcs.worldToPixel(position.ra, position.dec);
          expect(Math.hypot(back!.x - x, back!.y - y)).toBeLessThan(1e-6);
        }
      ),
      { seed: 1, numRuns: 50 }
    );
  });

  it.each(['TAN', 'SIN'])('%s has no pixel for the far side of the sky, only for the near one', (code) => {
    const wcs = read({ CTYPE1: `RA---${code}`, CTYPE2: `DEC--${code}` });
    expect(wcs.worldToPixel(80 as Degrees, 22 as Degrees)).toBeNull();
    expect(wcs.worldToPixel(80 as Degrees, 20 as Degrees)).not.toBeNull();
  });

  it('is null beyond the edge of an all-sky map', () => {
    const wcs = read({ CTYPE1: 'RA---ZEA', CTYPE2: 'DEC--ZEA', CDELT1: -0.2, CDELT2: 0.2 });
    expect(wcs.pixelToWorld(0, 0)).toBeNull();
    expect(wcs.pixelToWorld(500, 0)).not.toBeNull();
  });

  it('gives the scale, and where north and east are', () => {
    const upright = read().orientation(500, 400)!;
    expect(upright.pixelScale).toBeCloseTo(0.36, 8);
    expect(upright).toMatchObject(directions([0, 1], [-1, 0]));
    expect(read({ CDELT1: 1e-4 }).orientation(500, 400)).toMatchObject(directions([0, 1], [1, 0]));
    const [sin, cos] = [Math.sin(30 * RADIANS), Math.cos(30 * RADIANS)];
    const turned = read({ CROTA2: 30 }).orientation(500, 400)!;
    expect(turned).toMatchObject(directions([-sin, cos], [-cos, -sin]));
    const flat = read({ CDELT2: 2e-4 }).orientation(500, 400)!;
    expect(flat.pixelScale).toBeCloseTo(0.36 * Math.SQRT2, 8);
  });

  it('gives them at the pole, where north changes from pixel to pixel', () => {
    const wcs = read({ CRVAL2: 90 });
    expect(wcs.orientation(500, 100)).toMatchObject(directions([0, 1], [-1, 0]));
    expect(wcs.orientation(500, 700)).toMatchObject(directions([0, -1], [1, 0]));
    expect(wcs.orientation(100, 400)).toMatchObject(directions([1, 0], [0, 1]));
  });

  it('gives them far from the centre of a distorted image, as a step towards them shows', () => {
    const wcs = readWcs(headerOf(made['SIP with low terms']!.cards));
    const { ra, dec } = wcs.pixelToWorld(900, 50)!;
    const step = 1e-5;
    const { north, east, pixelScale } = wcs.orientation(900, 50)!;
    for (const [towards, there] of [
      [north, wcs.worldToPixel(ra, (dec + step) as Degrees)!],
      [east, wcs.worldToPixel((ra + step / Math.cos(dec * RADIANS)) as Degrees, dec)!]
    ] as const) {
      const [dx, dy] = [there.x - 900, there.y - 50];
      expect(towards[0]).toBeCloseTo(dx / Math.hypot(dx, dy), 5);
      expect(towards[1]).toBeCloseTo(dy / Math.hypot(dx, dy), 5);
    }
    expect(pixelScale).toBeCloseTo(3600 * Math.sqrt(3e-4 * 3.2e-4), 1);
  });
});

const directions = (north: readonly number[], east: readonly number[]) => ({
  north: north.map((value) => expect.closeTo(value, 6)),
  east: east.map((value) => expect.closeTo(value, 6))
});
