/**
 * Run by Node on its own: makes a light curve of the frames of a folder, as the app does, again and again, and prints
 * what each time but the first took as JSON.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Degrees } from '../../src/lib/domain/units/Brand';
import lightcurve from '../../src/lib/pipelines/lightcurve/pipeline';
import { runInNode } from '../fixtures/runInNode';
import { FileBlob } from './FileBlob';
import { ownUsage } from './ownUsage';
import { timesOf } from './timesOf';

const [folder, ra, dec, repetitions] = process.argv.slice(2) as [string, string, string, string];

const files = readdirSync(folder).map((name) => ({ name, blob: FileBlob.open(join(folder, name)) }));
const parameters = { position: { ra: Number(ra) as Degrees, dec: Number(dec) as Degrees } };
const milliseconds = await timesOf(Number(repetitions), async () => {
  const run = await runInNode(lightcurve, files, { parameters });
  if (run.failureMessage !== null) throw new Error(run.failureMessage);
});
process.stdout.write(JSON.stringify({ ...ownUsage(), milliseconds }));
