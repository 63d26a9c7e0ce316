/** Processor time from a file in memory to a catalogue of its sources, warm, beside whole runs of Source Extractor. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { simulateSky } from '../../src/lib/kernels/simulation/simulateSky';
import type { Detections } from './detectFrame';
import { median, report, reportTime, withPeers } from './measure';
import { buildScript, runPython } from './programs';

const REPETITIONS = 15;
const SIDE = 2048;
const STARS = 3000;
const RADII = [6, 4, 8, 12];

test('sources of 2048 x 2048 pixels', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
  const path = join(folder, 'sky.fits');
  const { image } = simulateSky({ seed: 1, frames: 1, width: SIDE, height: SIDE, stars: STARS }).frame(0);
  const file = writeFits({ data: Uint16Array.from(image.data), axes: [SIDE, SIDE] });
  await writeFile(path, Buffer.from(await file.arrayBuffer()));
  const detect = await buildScript<Detections>('detectFrame');
  const ours = await detect(path, String(REPETITIONS), ...RADII.map(String));
  await compare('read, background', ours.detection, ours.sources, path);
  const diameters = RADII.map((radius) => 2 * radius).join();
  await compare('catalogue with 4 apertures', ours.catalogue, ours.sources, path, diameters);
  await rm(folder, { recursive: true });
});

/** Reports times of ours, and of Source Extractor with apertures of such diameters. */
async function compare(
  what: string,
  ours: readonly number[],
  sources: number,
  ...words: string[]
): Promise<void> {
  const info = test.info();
  const label = `${what}, ${sources} sources: Pocket TOM`;
  const runs = withPeers
    ? await runPython<[time: number, sources: number][]>('detectPeers.py', String(REPETITIONS), ...words)
    : null;
  if (withPeers && !runs) report(info, `${what}: Source Extractor`, 'not installed');
  if (!runs) return report(info, label, `${median(ours).toFixed(0)} ms`);
  const theirs = runs.map(([time]) => time);
  reportTime(info, `${what}, ${runs[0]![1]} sources: Source Extractor`, theirs, median(theirs));
  reportTime(info, label, ours, median(theirs));
}
