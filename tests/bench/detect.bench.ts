/**
 * Processor time from a file in memory to a catalogue of its sources, beside Source Extractor: all threads of the
 * process, so with Node's collecting of garbage.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { openFits } from '../../src/lib/fits/openFits';
import { readImage } from '../../src/lib/fits/readImage';
import { writeFits } from '../../src/lib/fits/writeFits';
import { background } from '../../src/lib/kernels/background';
import { detectSources } from '../../src/lib/kernels/detectSources';
import { simulateSky } from '../../src/lib/kernels/simulateSky';
import { catalogueFrame } from '../../src/lib/pipelines/catalogue/catalogueFrame';
import { openFrame } from '../../src/lib/pipelines/catalogue/openFrame';
import { median, report, reportTime, withPeers } from './measure';

const REPETITIONS = 15;
const SIDE = 2048;
const STARS = 3000;
/** Debian's Python sees Debian's packages; another first on the path may not. */
const PYTHON = '/usr/bin/python3';

const RADII = [6, 4, 8, 12];

test('sources of 2048 x 2048 pixels', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
  const path = join(folder, 'sky.fits');
  const { image } = simulateSky({ seed: 1, frames: 1, width: SIDE, height: SIDE, stars: STARS }).frame(0);
  const file = writeFits({ data: Uint16Array.from(image.data), axes: [SIDE, SIDE] });
  await writeFile(path, Buffer.from(await file.arrayBuffer()));
  const blob = new Blob([await readFile(path)]);
  await compare('read, background', path, '', async () => {
    const frame = await readImage(await openFits(blob));
    return detectSources(frame, background(frame), { saturation: 65_000 }).sources.count;
  });
  await compare('catalogue with 4 apertures', path, RADII.map((radius) => 2 * radius).join(), async () => {
    const catalogue = catalogueFrame('sky.fits', await openFrame(blob), {
      radii: RADII,
      unit: 'px',
      sky: 'mesh',
      inner: 16,
      outer: 24,
      threshold: 1.5,
      gain: 0,
      zero_point: 0,
      saturation: 65_000,
      correct: true
    });
    return typeof catalogue === 'string' ? 0 : catalogue.sources.count;
  });
  await rm(folder, { recursive: true });
});

/** Reports times of ours, which gives the number of sources, and of Source Extractor, with apertures of such diameters. */
async function compare(what: string, path: string, diameters: string, ours: () => Promise<number>) {
  const info = test.info();
  const times: number[] = [];
  let sources = 0;
  for (let i = 0; i <= REPETITIONS; i++) {
    const start = process.cpuUsage();
    sources = await ours();
    const { user, system } = process.cpuUsage(start);
    if (i > 0) times.push((user + system) / 1000);
  }
  const label = `${what}, ${sources} sources: Pocket TOM`;
  if (!withPeers) return report(info, label, `${median(times).toFixed(0)} ms`);
  const runs = await runsOfSourceExtractor(path, diameters);
  if (runs === null) {
    report(info, `${what}, sources: Source Extractor`, 'not installed');
    return report(info, label, `${median(times).toFixed(0)} ms`);
  }
  const peers = runs.map(([time]) => time);
  reportTime(info, `${what}, ${runs[0]![1]} sources: Source Extractor`, peers, median(peers));
  reportTime(info, label, times, median(peers));
}

/** Null where it is not installed. */
async function runsOfSourceExtractor(
  path: string,
  diameters: string
): Promise<[time: number, sources: number][] | null> {
  const script = join(import.meta.dirname, 'detectPeers.py');
  const words = [script, String(REPETITIONS), path, ...(diameters ? [diameters] : [])];
  const { stdout } = await promisify(execFile)(PYTHON, words).catch(() => ({ stdout: 'null' }));
  return JSON.parse(stdout);
}
