import { describe, expect, it } from 'vitest';
import type { DataProduct } from '../../../src/lib/domain/rows/DataProduct';
import type { DataProductPk, TargetPk, UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import { frameStem } from '../../../src/lib/domain/image/frameStem';
import { isReducedFrame } from '../../../src/lib/domain/rows/isReducedFrame';
import { pkOfAddress } from '../../../src/lib/presentation/pkOfAddress';
import { processIdentifier } from '../../../src/lib/domain/rows/processIdentifier';
import { productPksOfAddress } from '../../../src/lib/presentation/productPksOfAddress';
import { shortened } from '../../../src/lib/presentation/shortened';
import { hasAllowedSuffix } from '../../../src/lib/domain/image/suffixes';
import type { Target } from '../../../src/lib/domain/rows/Target';
import { targetWithName } from '../../../src/lib/domain/rows/targetNames';

describe('hasAllowedSuffix', () => {
  it.each([
    ['x.fits.fz', ['.fits', '.fz'], true],
    ['X.FITS', ['.fits'], true],
    ['x.tar.gz', ['.tar', '.7z'], false],
    ['anything', null, true],
    ['anything', [], true],
    ['fits', ['.fits'], false]
  ])('%s with %j: %s', (name, suffixes, allowed) => {
    expect(hasAllowedSuffix(name, suffixes)).toBe(allowed);
  });
});

describe('processIdentifier', () => {
  it('is short name, target and local time', () => {
    expect(processIdentifier('tl', 7 as TargetPk, new Date(2019, 0, 2, 3, 4, 5))).toBe('tl_7_20190102030405');
  });
});

describe('targetWithName', () => {
  const target = { name: 'HAT-P-7', aliases: ['KOI 2.01', '(Kepler_2)'] } as unknown as Target;

  it.each(['hat p 7', 'HATP7', '(hat_p-7)', 'koi-2.01', 'KEPLER 2'])('knows %j again', (name) => {
    expect(targetWithName([name], [target])?.target).toBe(target);
  });

  it('does not take another name for it', () => {
    expect(targetWithName(['HAT-P-70', 'Kepler-22'], [target])).toBeUndefined();
  });
});

describe('isReducedFrame', () => {
  const product = (name: string, type = ''): DataProduct =>
    ({ pk: 1 as DataProductPk, name, type, created: 0 as UnixMilliseconds }) as DataProduct;

  it.each([
    [product('a-e91.fits.fz'), true],
    [product('a-e00.fits.fz'), false],
    [product('A-E00.FITS.FZ'), false],
    [product('o4201193.10.fts', 'fits_file'), true],
    [product('notes.txt'), false],
    [product('a-e91_sources.fits', 'source_catalogue'), false],
    [product('measurements.fits', 'light_curve'), false],
    [product('a-fits.csv', 'photometry'), false],
    [product('fits.png', 'image_file'), false]
  ])('%o', (candidate, reduced) => {
    expect(isReducedFrame(candidate)).toBe(reduced);
  });
});

describe('frameStem', () => {
  it.each([
    ['m31.fits', 'm31'],
    ['M31.V.FIT', 'M31.V'],
    ['a-e91.fits.fz', 'a-e91'],
    ['a.fts.gz', 'a'],
    ['a.gz', 'a'],
    ['notes.txt', 'notes.txt']
  ])('of %s is %s', (name, stem) => {
    expect(frameStem(name)).toBe(stem);
  });
});

describe('shortened', () => {
  it('cuts to 17 characters and three dots', () => {
    expect(shortened('someprocess_outputs_long')).toBe('someprocess_outpu...');
    expect(shortened('exactly twenty chars')).toBe('exactly twenty chars');
    expect(shortened('🔭'.repeat(21))).toBe(`${'🔭'.repeat(17)}...`);
  });
});

describe('productPksOfAddress', () => {
  it.each([
    ['#/gallery?product_pks=1,3', [1, 3]],
    ['#/gallery?product_pks=3,1,3', [3, 1]],
    ['#/gallery?product_pks=1,x,-2,1.5,', [1]],
    ['#/gallery?product_pks=', []],
    ['#/gallery', []]
  ])('%s', (hash, pks) => {
    expect(productPksOfAddress(hash)).toEqual(pks);
  });
});

describe('pkOfAddress', () => {
  it.each([
    ['7', 7],
    ['120', 120],
    ['x', 0],
    ['-1', 0],
    ['1.5', 0],
    ['007', 0],
    ['1e3', 0],
    ['99999999999999999999', 0],
    [undefined, 0]
  ])('%s is %d', (text, pk) => {
    expect(pkOfAddress(text)).toBe(pk);
  });
});
