/**
 * Run by Node on its own: makes a light curve of the frames of a folder, as the app does, again and again, and prints
 * what each time but the first took as JSON. Node's Blobs of files cost more than all else; here they are read as in a browser.
 */
import { openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Degrees } from '../../src/lib/domain/Brand';
import lightcurve from '../../src/lib/pipelines/lightcurve/pipeline';
import { runInNode } from '../fixtures/runInNode';
import { ownUsage } from './ownUsage';
import { timesOf } from './timesOf';

const [folder, ra, dec, repetitions] = process.argv.slice(2) as [string, string, string, string];

/** As much of a Blob as reading FITS asks for. */
class FileBlob {
  constructor(
    readonly descriptor: number,
    readonly start: number,
    readonly size: number
  ) {}

  slice(from = 0, to = this.size): FileBlob {
    return new FileBlob(this.descriptor, this.start + from, Math.min(to, this.size) - from);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = Buffer.allocUnsafeSlow(this.size);
    readSync(this.descriptor, bytes, 0, this.size, this.start);
    return bytes.buffer;
  }
}

const files = readdirSync(folder).map((name) => {
  const path = join(folder, name);
  const blob = new FileBlob(openSync(path, 'r'), 0, statSync(path).size) as unknown as Blob;
  return { name, blob };
});
const parameters = { position: { ra: Number(ra) as Degrees, dec: Number(dec) as Degrees } };
const milliseconds = await timesOf(Number(repetitions), async () => {
  const run = await runInNode(lightcurve, files, { parameters });
  if (run.failureMessage !== null) throw new Error(run.failureMessage);
});
process.stdout.write(JSON.stringify({ ...ownUsage(), milliseconds }));
