/**
 * Run by Node on its own, so that processor time and memory are those of a whole process: calibrates the FITS files
 * of a folder, writes the light frames to another, and prints what it took as JSON.
 */
import { openAsBlob } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import calibrate from '../../src/lib/pipelines/cal/pipeline';
import { runInNode } from '../fixtures/runInNode';
import { ownUsage } from './ownUsage';

const [folder, output] = process.argv.slice(2) as [string, string];
const names = await readdir(folder);
const files = await Promise.all(
  names.map(async (name) => ({ name, blob: await openAsBlob(join(folder, name)) }))
);
const { failureMessage, outputs } = await runInNode(calibrate, files);
if (failureMessage !== null) throw new Error(failureMessage);
for (const made of outputs)
  if (made.kind === 'file')
    await writeFile(join(output, made.name), Buffer.from(await made.blob.arrayBuffer()));
process.stdout.write(JSON.stringify(ownUsage()));
