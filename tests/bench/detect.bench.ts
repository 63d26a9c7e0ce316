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
import { median, report, reportTime, withPeers } from './measure';

const REPETITIONS = 15;
const SIDE = 2048;
const STARS = 3000;
/** Debian's Python sees Debian's packages; another first on the path may not. */
const PYTHON = '/usr/bin/python3';

test('sources of 2048 x 2048 pixels', async () => {
  const info = test.info();
  const folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
  const path = join(folder, 'sky.fits');
  const { image } = simulateSky({ seed: 1, frames: 1, width: SIDE, height: SIDE, stars: STARS }).frame(0);
  const file = writeFits({ data: Uint16Array.from(image.data), axes: [SIDE, SIDE] });
  await writeFile(path, Buffer.from(await file.arrayBuffer()));
  const blob = new Blob([await readFile(path)]);

  const times: number[] = [];
  let sources = 0;
  for (let i = 0; i <= REPETITIONS; i++) {
    const start = process.cpuUsage();
    const frame = await readImage(await openFits(blob));
    sources = detectSources(frame, background(frame), { saturation: 65_000 }).sources.count;
    const { user, system } = process.cpuUsage(start);
    if (i > 0) times.push((user + system) / 1000);
  }

  const peers = withPeers ? await runsOfSourceExtractor(path) : null;
  await rm(folder, { recursive: true });
  const what = `read, background, ${sources} sources: Pocket TOM`;
  if (peers === null) {
    report(info, what, `${median(times).toFixed(0)} ms`);
    if (withPeers) report(info, 'read, background, sources: Source Extractor', 'not installed');
    return;
  }
  const peerTimes = peers.map(([time]) => time);
  const reference = median(peerTimes);
  reportTime(info, what, times, reference);
  reportTime(info, `read, background, ${peers[0][1]} sources: Source Extractor`, peerTimes, reference);
});

/** Null where it is not installed. */
async function runsOfSourceExtractor(path: string): Promise<[time: number, sources: number][] | null> {
  const script = join(import.meta.dirname, 'detectPeers.py');
  const { stdout } = await promisify(execFile)(PYTHON, [script, String(REPETITIONS), path]).catch(() => ({
    stdout: 'null'
  }));
  return JSON.parse(stdout);
}
