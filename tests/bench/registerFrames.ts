/**
 * Run by Node on its own, so that processor time and memory are those of a whole process: finds the stars of the FITS
 * files of a folder and matches them with those of the first, and prints what it took as JSON.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataProductPk } from '../../src/lib/domain/Brand';
import { matchStars } from '../../src/lib/kernels/matchStars';
import { measure, type FrameMeasurement } from '../../src/lib/pipelines/stack/frameSteps';
import { FileBlob } from './FileBlob';
import { ownUsage } from './ownUsage';

const [folder] = process.argv.slice(2) as [string];
let reference: FrameMeasurement | null = null;
for (const name of readdirSync(folder).toSorted()) {
  const blob = FileBlob.open(join(folder, name));
  const frame = await measure({ pk: 0 as DataProductPk, name, blob, facts: null });
  reference ??= frame;
  const match = matchStars(reference.stars, frame.stars);
  if (!match.isAligned) throw new Error(`${name}: ${match.reason}`);
}
process.stdout.write(JSON.stringify(ownUsage()));
