import { expect, it } from 'vitest';
import type { Measurements } from '../../../src/lib/domain/measurement/Measurements';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { describeTable } from '../../../src/lib/fits/tables/describeTable';
import { readTable } from '../../../src/lib/fits/tables/readTable';
import type { ColumnToWrite } from '../../../src/lib/fits/write/encodeColumn';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { measurementsFile } from '../../../src/lib/formats/measurementsFile';
import { readMeasurements } from '../../../src/lib/formats/readMeasurements';
import { choices, FRAMES, measuredStars } from '../../fixtures/measuredStars';

const PRIMARY = 2880;
const measured = measuredStars(3);
const { uids, ...frames } = measured.frames;

it('reads what was measured, frames by their uids', async () => {
  const some = { ...measured, frames: { ...frames, uids: [...uids.slice(1), null] } };
  const { measurements } = await readMeasurements(measurementsFile(some, choices(), []));
  expect(measurements).toEqual(some);
});

it.each([
  ['keys', Array.from({ length: FRAMES }, (_, f) => f + 1)],
  ['nothing but names', null]
])('reads files of earlier versions, which knew frames by %s', async (_, pks) => {
  const { measurements } = await readMeasurements(await oldFile(measured, pks));
  const unknown = uids.map(() => null);
  expect(measurements).toEqual({ ...measured, frames: { ...frames, uids: unknown, ...(pks && { pks }) } });
});

/** The same file with the column PRODUCT, or nothing, where UID is now. */
async function oldFile(measurements: Measurements, pks: readonly number[] | null): Promise<Blob> {
  const file = measurementsFile(measurements, choices(), []);
  const fits = await openFits(file);
  const [, first, second] = fits.hdus;
  const data = await readTable(fits, describeTable(first!));
  const columns = data.flatMap(({ column: { name }, values }): ColumnToWrite[] => {
    if (name !== 'UID') return [{ name, values } as ColumnToWrite];
    return pks ? [{ name: 'PRODUCT', values: Int32Array.from(pks) }] : [];
  });
  const table = writeFits({ cards: [['EXTNAME', 'FRAMES']], columns });
  return new Blob([file.slice(0, first!.headerStart), table.slice(PRIMARY), file.slice(second!.headerStart)]);
}
