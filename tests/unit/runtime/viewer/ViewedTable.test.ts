import { expect, test } from 'vitest';
import { describeTable } from '../../../../src/lib/fits/tables/describeTable';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';
import { ViewedTable } from '../../../../src/lib/runtime/viewer/ViewedTable';

async function table(): Promise<ViewedTable> {
  const file = await openFits(
    writeFits(
      {},
      {
        columns: [
          { name: 'NAME', values: ['beta', 'alpha', 'delta', 'gamma, 2'] },
          { name: 'FLUX', unit: 'Jy', values: Float32Array.of(10, NaN, 9, 0.1) }
        ]
      }
    )
  );
  return new ViewedTable(file, describeTable(file.hdus[1]!));
}

test('gives the rows asked for, as text', async () => {
  const viewed = await table();
  expect(viewed.overview()).toEqual({
    rows: 4,
    columns: [
      { name: 'NAME', unit: null, format: '8A' },
      { name: 'FLUX', unit: 'Jy', format: '1E' }
    ]
  });
  expect(await viewed.rows(1, 3)).toEqual([
    ['alpha', ''],
    ['delta', '9']
  ]);
});

test('sorts numbers by value and text as text, undefined values last', async () => {
  const viewed = await table();
  const column = async (place: number) => (await viewed.rows(0, 4)).map((row) => row[place]);
  await viewed.sort(1, false);
  expect(await column(1)).toEqual(['0.1', '9', '10', '']);
  await viewed.sort(1, true);
  expect(await column(1)).toEqual(['10', '9', '0.1', '']);
  await viewed.sort(0, false);
  expect(await column(0)).toEqual(['alpha', 'beta', 'delta', 'gamma, 2']);
  await viewed.sort(null, false);
  expect(await column(0)).toEqual(['beta', 'alpha', 'delta', 'gamma, 2']);
});

test('writes CSV in the order shown', async () => {
  const viewed = await table();
  await viewed.sort(0, true);
  expect(await (await viewed.csv()).text()).toBe(
    'NAME,FLUX [Jy]\r\n"gamma, 2",0.1\r\ndelta,9\r\nbeta,10\r\nalpha,\r\n'
  );
});
