/**
 * Run by Node on its own, so that processor time and memory are those of a whole process:
 * stacks the plain FITS files of a folder, read as `blob` or `file`, and prints what it took as JSON.
 */
import { openAsBlob, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { pixelScale } from '../../src/lib/fits/decodePixels';
import { imageSize } from '../../src/lib/fits/imageSize';
import { openFits } from '../../src/lib/fits/openFits';
import { physicalPixels } from '../../src/lib/fits/physicalPixels';
import { readImageRows } from '../../src/lib/fits/readImage';
import { combineStrips, type RowReader } from '../../src/lib/kernels/combineStrips';
import { loadKernels } from '../../src/lib/kernels/wasm/loadKernels';

const BUDGET = 2 ** 23;
const [folder, source] = process.argv.slice(2) as [string, 'blob' | 'file'];
const kernels = await loadKernels();
const paths = readdirSync(folder).map((name) => join(folder, name));
const { width, height } = imageSize((await openFits(await openAsBlob(paths[0]!))).hdus[0]!)!;
const bytes = new Uint8Array(BUDGET);

const readers = await Promise.all(
  paths.map(async (path): Promise<RowReader> => {
    const file = await openFits(await openAsBlob(path));
    const hdu = file.hdus[0]!;
    if (source === 'blob') return async (y0, y1, out) => out.set(await readImageRows(file, hdu, y0, y1));
    const descriptor = openSync(path, 'r');
    const scale = pixelScale(hdu);
    return async (y0, _, out) => {
      readSync(descriptor, bytes, 0, out.length * 2, hdu.dataStart + y0 * width * 2);
      physicalPixels({ bytes, bitpix: 16 }, scale, out, kernels);
    };
  })
);
await combineStrips(readers, { width, height, method: 'clippedMean', budget: BUDGET });
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({ milliseconds: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 })
);
