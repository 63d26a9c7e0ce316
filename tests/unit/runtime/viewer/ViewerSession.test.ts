import { expect, test, vi } from 'vitest';
import type { DataProductPk } from '../../../../src/lib/domain/units/Brand';
import { FitsHeader } from '../../../../src/lib/fits/file/FitsHeader';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';
import { ViewerSession } from '../../../../src/lib/runtime/viewer/ViewerSession';

const productPk = 1 as DataProductPk;

test('passes on every card of a header, even after one that is not ASCII', async () => {
  const blob = writeFits({
    data: new Uint16Array(1),
    axes: [1, 1],
    cards: [
      ['OBSERVER', 'Ren~'],
      ['FILTER', 'V']
    ]
  });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  bytes[bytes.indexOf('~'.charCodeAt(0))] = 0xe9;
  const [hdu] = await new ViewerSession().open(productPk, new Blob([bytes]));
  const header = new FitsHeader(hdu!.header);
  expect([header.string('OBSERVER'), header.string('FILTER')]).toEqual(['Ren\u00e9', 'V']);
});

test('the image that represents a file is the one in its thumbnail, not a row before it', async () => {
  const blob = writeFits(
    { data: new Float32Array(5), axes: [5] },
    { data: new Float32Array(6), axes: [3, 2] }
  );
  const hdus = await new ViewerSession().open(productPk, blob);
  expect(hdus.map(({ isMain }) => isMain)).toEqual([false, true]);
});

test('a frame requested twice at once is read once', async () => {
  const blob = writeFits({ data: new Float32Array(6), axes: [3, 2] });
  const session = new ViewerSession();
  await session.open(productPk, blob);
  const address = { productPk, hdu: 0, plane: 0, said: { filter: null, mosaic: null } };
  const slice = vi.spyOn(blob, 'slice');
  await session.value(address, 0, 0);
  const once = slice.mock.calls.length;
  const other = new ViewerSession();
  await other.open(productPk, blob);
  slice.mockClear();
  await Promise.all([other.histogram(address), other.value(address, 0, 0)]);
  expect(slice).toHaveBeenCalledTimes(once);
});

test('a frame that could not be read is read again', async () => {
  const blob = writeFits({ data: new Float32Array(6), axes: [3, 2] });
  const session = new ViewerSession();
  await session.open(productPk, blob);
  const address = { productPk, hdu: 0, plane: 0, said: { filter: null, mosaic: null } };
  vi.spyOn(blob, 'slice').mockImplementationOnce(() => {
    throw new Error('The disk is busy');
  });
  await expect(session.value(address, 0, 0)).rejects.toThrow('The disk is busy');
  expect(await session.value(address, 0, 0)).toBe('0');
});
