/**
 * Run by Node on its own, so that processor time and memory are those of a whole process:
 * stacks the plain FITS files of a folder, read as `blob` or `file`, and prints what it took as JSON.
 */
import { openAsBlob, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { imageSize } from '../../src/lib/fits/imageSize';
import { integerRows } from '../../src/lib/fits/integerRows';
import { openFits } from '../../src/lib/fits/openFits';
import { readImageRows } from '../../src/lib/fits/readImage';
import { combineStrips, type IntegerRows, type RowReader } from '../../src/lib/kernels/combineStrips';
import { ownUsage } from './ownUsage';

const BUDGET = 2 ** 23;
const [folder, source] = process.argv.slice(2) as [string, 'blob' | 'file'];
const paths = readdirSync(folder).map((name) => join(folder, name));
const { width, height } = imageSize((await openFits(await openAsBlob(paths[0]!))).hdus[0]!)!;

const files = await Promise.all(paths.map(async (path) => openFits(await openAsBlob(path))));
const readers = files.map(
  (file): RowReader =>
    (y0, y1, out) =>
      readImageRows(file, file.hdus[0]!, y0, y1, out)
);
const integers = files.map((file, k): IntegerRows => {
  const hdu = file.hdus[0]!;
  const rows = integerRows(file, hdu)!;
  if (source === 'blob') return rows;
  const descriptor = openSync(paths[k]!, 'r');
  const read = async (y0: number, _: number, out: Uint8Array) =>
    readSync(descriptor, out, 0, out.length, hdu.dataStart + y0 * width * 2);
  return { ...rows, read };
});
await combineStrips(readers, { width, height, method: 'clippedMean', budget: BUDGET, integers });
process.stdout.write(JSON.stringify(ownUsage()));
