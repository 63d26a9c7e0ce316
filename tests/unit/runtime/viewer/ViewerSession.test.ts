import { expect, test } from 'vitest';
import type { DataProductPk } from '../../../../src/lib/domain/Brand';
import { FitsHeader } from '../../../../src/lib/fits/FitsHeader';
import { writeFits } from '../../../../src/lib/fits/writeFits';
import { ViewerSession } from '../../../../src/lib/runtime/viewer/ViewerSession';

const productPk = 1 as DataProductPk;

test('tells every card of a header, though one before it is not ASCII', async () => {
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

test('the image that stands for a file is the one of its thumbnail, not a row before it', async () => {
  const blob = writeFits(
    { data: new Float32Array(5), axes: [5] },
    { data: new Float32Array(6), axes: [3, 2] }
  );
  const hdus = await new ViewerSession().open(productPk, blob);
  expect(hdus.map(({ isMain }) => isMain)).toEqual([false, true]);
});
