/** Processor time and memory of whole processes that calibrate light frames with the masters they make, from files. */
import { openAsBlob } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { openFits } from '../../src/lib/fits/file/openFits';
import { readImage } from '../../src/lib/fits/image/readImage';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { Random } from '../../src/lib/kernels/simulation/Random';
import { median, report, withPeers } from './measure';
import type { ownUsage } from './ownUsage';
import { buildScript, runPython } from './programs';

const FRAMES = 10;
const SIDE = 2048;
const REPETITIONS = 3;

type Usage = ReturnType<typeof ownUsage>;

const random = new Random(1);
const noise = Float32Array.from({ length: SIDE * SIDE }, () => random.normal());

/** By kind: exposure time, and the level of a pixel where the flat field is 1 and where it is 0. */
const KINDS = {
  bias: { type: 'Bias Frame', exposure: 0, level: 0, pedestal: 1000 },
  dark: { type: 'Dark Frame', exposure: 120, level: 0, pedestal: 1040 },
  flat: { type: 'Flat Field', exposure: 3, level: 25_000, pedestal: 1001 },
  light: { type: 'Light Frame', exposure: 60, level: 600, pedestal: 1020 }
} as const;

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
  for (const name of ['frames', 'pocketTom', 'ccdproc']) await mkdir(join(folder, name));
  for (const [kind, { type, exposure, level, pedestal }] of Object.entries(KINDS)) {
    for (let k = 0; k < FRAMES; k++) {
      const data = noise.map((_, i) => {
        const response = 1 - 0.2 * ((i % SIDE) / SIDE - 0.5) ** 2;
        const mean = pedestal + level * response;
        // The same noise from another pixel on is another noise.
        return mean + Math.sqrt(64 + mean - 1000) * noise[(i + 9973 * (11 * k + pedestal)) % noise.length]!;
      });
      const file = writeFits({
        data: Uint16Array.from(data),
        axes: [SIDE, SIDE],
        cards: [
          ['IMAGETYP', type],
          ['EXPTIME', exposure],
          ['FILTER', 'V']
        ]
      });
      await writeFile(join(folder, 'frames', `${kind}_${k}.fits`), Buffer.from(await file.arrayBuffer()));
    }
  }
});

test.afterAll(() => rm(folder, { recursive: true }));

test('calibration of 10 frames', async () => {
  const frames = join(folder, 'frames');
  const run = await buildScript<Usage>('runFrameTask');
  const usages: Usage[] = [];
  for (let i = 0; i < REPETITIONS; i++)
    usages.push(await run('calibrate', frames, join(folder, 'pocketTom')));
  const ccdproc = withPeers ? await runPython<Usage>('calPeers.py', frames, join(folder, 'ccdproc')) : null;

  const info = test.info();
  const what = `${FRAMES} bias, dark, flat, light of ${SIDE} x ${SIDE}`;
  const ours = median(usages.map(({ milliseconds }) => milliseconds));
  const megabytes = Math.max(...usages.map((usage) => usage.megabytes));
  const ratio = ccdproc ? `${(ours / ccdproc.milliseconds).toFixed(2)} x ccdproc` : '';
  report(info, `${what}: Pocket TOM`, `${ours.toFixed(0)} ms`, ratio, `${megabytes.toFixed(0)} MB`);
  if (!withPeers) return;
  if (!ccdproc) return report(info, `${what}: ccdproc`, 'not installed');
  const note = `${ccdproc.megabytes.toFixed(0)} MB, differs by ${(await difference()).toFixed(3)} at most`;
  report(info, `${what}: ccdproc`, `${ccdproc.milliseconds.toFixed(0)} ms`, '', note);
});

/** Of the medians of light frames made by both. */
async function difference(): Promise<number> {
  const levelOf = async (path: string): Promise<number> => {
    const image = await readImage(await openFits(await openAsBlob(path)));
    return median([...image.data.subarray(0, 100_001)].filter(Number.isFinite));
  };
  const theirs = (await readdir(join(folder, 'ccdproc'))).map((name) => join(folder, 'ccdproc', name));
  const ours = theirs.map((path) => path.replace('ccdproc', 'pocketTom').replace(/\.fits$/, '_cal.fits'));
  const differences = theirs.map(async (path, i) =>
    Math.abs((await levelOf(path)) - (await levelOf(ours[i]!)))
  );
  return Math.max(...(await Promise.all(differences)));
}
