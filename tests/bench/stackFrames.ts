/**
 * Run by Node on its own: stacks the plain FITS files of a folder, and prints what it took as JSON. Unlike browsers, Node
 * reads files straight into the memory of the kernels.
 */
import { openAsBlob, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { integerRows } from '../../src/lib/fits/image/integerRows';
import { ownUsage } from './ownUsage';
import { stack } from './tasks/stack';

const [folder] = process.argv.slice(2) as [string];
const paths = readdirSync(folder).map((name) => join(folder, name));
const frames = await Promise.all(paths.map(async (name) => ({ name, blob: await openAsBlob(name) })));
await stack(frames, (file, { name }) => {
  const hdu = file.hdus[0]!;
  const descriptor = openSync(name, 'r');
  return {
    zero: integerRows(file, hdu)!.zero,
    read: async (y0, y1, out) =>
      readSync(descriptor, out, 0, out.length, hdu.dataStart + (y0 * out.length) / (y1 - y0))
  };
});
process.stdout.write(JSON.stringify(ownUsage()));
