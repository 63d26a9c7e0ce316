/** Processor time and memory of whole processes that align 30 frames, or make their 3-sigma clipped mean, from files. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { build } from 'vite';
import { writeFits } from '../../src/lib/fits/writeFits';
import { Random } from '../../src/lib/kernels/Random';
import { simulateSky } from '../../src/lib/kernels/simulateSky';
import { median, report, withPeers } from './measure';

const run = promisify(execFile);
const FRAMES = 30;
const SIDE = 2048;
const REPETITIONS = 3;

/** Debian's Python sees Debian's packages; another first on the path may not. */
const PYTHON = '/usr/bin/python3';

interface Usage {
  readonly milliseconds: readonly number[];
  readonly megabytes: number;
}

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
  await mkdir(join(folder, 'frames'));
  for (let k = 0; k < FRAMES; k++) {
    const frame = writeFits({ data: sky(k), axes: [SIDE, SIDE] });
    await writeFile(join(folder, 'frames', `frame_${k}.fits`), Buffer.from(await frame.arrayBuffer()));
  }
});

test.afterAll(() => rm(folder, { recursive: true }));

test('stack of 30 frames', async () => {
  const frames = join(folder, 'frames');
  const script = await buildScript('stackFrames');
  const usages: Record<string, Usage | null> = {
    'Pocket TOM, from files': await usageOf(script, frames, 'file'),
    'Pocket TOM, from Blobs in Node': await usageOf(script, frames, 'blob'),
    ...(withPeers ? await usagesOfPeers(frames) : {})
  };
  reportUsages(`clipped mean of ${FRAMES} x 2048 x 2048`, usages);
});

test('stars of 30 frames', async () => {
  test.setTimeout(600_000);
  const frames = join(folder, 'starry');
  await mkdir(frames);
  const night = simulateSky({ seed: 1, frames: FRAMES, width: SIDE, height: SIDE, stars: 1500 });
  for (let k = 0; k < FRAMES; k++) {
    const file = writeFits({ data: Uint16Array.from(night.frame(k).image.data), axes: [SIDE, SIDE] });
    await writeFile(join(frames, `frame_${k}.fits`), Buffer.from(await file.arrayBuffer()));
  }
  const script = await buildScript('registerFrames');
  reportUsages(`stars found and matched, ${FRAMES} x 2048 x 2048`, {
    'Pocket TOM': await usageOf(script, frames),
    ...(withPeers
      ? { 'siril (and resampled)': (await usagesOfPeers(frames, 'register'))['siril'] ?? null }
      : {})
  });
});

function reportUsages(task: string, usages: Record<string, Usage | null>): void {
  const siril = Object.entries(usages).find(([name]) => name.startsWith('siril'))?.[1];
  for (const [name, usage] of Object.entries(usages)) {
    const what = `${task}: ${name}`;
    if (!usage) {
      report(test.info(), what, 'not installed');
      continue;
    }
    const middle = median(usage.milliseconds);
    const ratio = siril ? `${(middle / median(siril.milliseconds)).toFixed(2)} x siril` : '';
    report(test.info(), what, `${middle.toFixed(0)} ms`, ratio, `${usage.megabytes.toFixed(0)} MB`);
  }
}

/** @returns the path of a script that Node runs as it is, beside the dependencies, which it loads */
async function buildScript(name: string): Promise<string> {
  const outDir = join('test-results', name);
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir, target: 'node20' }
  });
  return join(outDir, `${name}.js`);
}

async function usageOf(script: string, ...words: string[]): Promise<Usage> {
  const milliseconds: number[] = [];
  let peak = 0;
  for (let i = 0; i < REPETITIONS; i++) {
    const { stdout } = await run(process.execPath, [script, ...words]);
    const used = JSON.parse(stdout) as { milliseconds: number; megabytes: number };
    milliseconds.push(used.milliseconds);
    peak = Math.max(peak, used.megabytes);
  }
  return { milliseconds, megabytes: peak };
}

async function usagesOfPeers(...words: string[]): Promise<Record<string, Usage | null>> {
  const script = join(import.meta.dirname, 'stackPeers.py');
  const { stdout } = await run(PYTHON, [script, String(REPETITIONS), ...words]).catch(() => ({
    stdout: '{}'
  }));
  return { siril: null, ccdproc: null, ...(JSON.parse(stdout) as Record<string, Usage>) };
}

/** A sky of 300 with a noise of 17, cosmic rays, and the same star in each square of 64 pixels. */
function sky(seed: number): Uint16Array {
  const random = new Random(seed);
  const pixels = Uint16Array.from({ length: SIDE * SIDE }, () => 300.5 + 17 * random.normal());
  for (let hit = 0; hit < 40; hit++) pixels[Math.floor(random.uniform() * pixels.length)] = 5000;
  for (let y = 20; y < SIDE; y += 64) for (let x = 20; x < SIDE; x += 64) pixels[y * SIDE + x] = 30_000;
  return pixels;
}
