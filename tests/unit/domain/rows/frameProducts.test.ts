import { expect, it } from 'vitest';
import type { DataProductPk } from '../../../../src/lib/domain/units/Brand';
import type { DataProduct } from '../../../../src/lib/domain/rows/DataProduct';
import { frameProducts } from '../../../../src/lib/domain/rows/frameProducts';
import { uidOf } from '../../../fixtures/uidOf';

const product = (pk: number, name: string) => ({ pk, uid: uidOf(100 + pk), name }) as DataProduct;
const products = [product(5, 'a.fits'), product(6, 'a.fits'), product(7, 'b.fits')];

it.each([
  ['two of one name', ['a.fits', 'a.fits', 'b.fits'], [6, 5, 7], [6, 5, 7]],
  ['one that is gone, where another has its name', ['a.fits', 'b.fits'], [4, 7], [null, 7]],
  ['those of another device, by their names', ['a.fits', 'b.fits', 'c.fits'], [1, 2, 3], [null, 7, null]],
  ['those of which no uid is known', ['b.fits', 'c.fits'], [null, null], [7, null]]
])('tells %s', (_, names, pks, expected) => {
  const uids = pks.map((pk) => (pk === null ? null : uidOf(100 + pk)));
  expect(frameProducts({ names, uids }, products).map((one) => one?.pk ?? null)).toEqual(expected);
});

it.each([
  ['two of one name', ['a.fits', 'a.fits', 'b.fits'], [6, 5, 7], [6, 5, 7]],
  ['one that is gone, where another has its name', ['a.fits', 'b.fits'], [4, 7], [null, 7]],
  ['those of another device, by their names', ['a.fits', 'b.fits', 'c.fits'], [7, 5, 6], [null, 7, null]],
  ['those of which no key is known', ['b.fits', 'c.fits'], [0, 0], [7, null]]
])('tells, from keys, as earlier versions wrote them, %s', (_, names, pks, expected) => {
  const uids = names.map(() => null);
  expect(
    frameProducts({ names, uids, pks: pks as DataProductPk[] }, products).map((one) => one?.pk ?? null)
  ).toEqual(expected);
});
