/** Processor time and memory of whole processes that align 30 frames, or make their 3-sigma clipped mean, from files. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { Random } from '../../src/lib/kernels/simulation/Random';
import { simulateSky } from '../../src/lib/kernels/simulation/simulateSky';
import { median, report, withPeers } from './measure';
import type { ownUsage } from './ownUsage';
import { buildScript, runPython, type Usage } from './programs';

const FRAMES = 30;
const SIDE = 2048;
const REPETITIONS = 3;

let folder: string;

// Files are flushed: what is measured first would else share the machine with their writing.
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
  await mkdir(join(folder, 'frames'));
  for (let k = 0; k < FRAMES; k++) {
    const frame = writeFits({ data: sky(k), axes: [SIDE, SIDE] });
    await writeFile(join(folder, 'frames', `frame_${k}.fits`), Buffer.from(await frame.arrayBuffer()), {
      flush: true
    });
  }
});

test.afterAll(() => rm(folder, { recursive: true }));

test('stack of 30 frames', async () => {
  const frames = join(folder, 'frames');
  const stack = await buildScript<ReturnType<typeof ownUsage>>('stackFrames');
  reportUsages(`clipped mean of ${FRAMES} x 2048 x 2048`, {
    'Pocket TOM': await repeated(() => stack(frames)),
    ...(withPeers ? await usagesOfPeers(frames) : {})
  });
});

test('stars of 30 frames', async () => {
  test.setTimeout(600_000);
  const frames = join(folder, 'starry');
  await mkdir(frames);
  const night = simulateSky({ seed: 1, frames: FRAMES, width: SIDE, height: SIDE, stars: 1500 });
  for (let k = 0; k < FRAMES; k++) {
    const file = writeFits({ data: Uint16Array.from(night.frame(k).image.data), axes: [SIDE, SIDE] });
    await writeFile(join(frames, `frame_${k}.fits`), Buffer.from(await file.arrayBuffer()), { flush: true });
  }
  const run = await buildScript<ReturnType<typeof ownUsage>>('runFrameTask');
  reportUsages(`stars found and matched, ${FRAMES} x 2048 x 2048`, {
    'Pocket TOM': await repeated(() => run('register', frames)),
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

async function repeated(run: () => Promise<ReturnType<typeof ownUsage>>): Promise<Usage> {
  const usages: ReturnType<typeof ownUsage>[] = [];
  for (let i = 0; i < REPETITIONS; i++) usages.push(await run());
  return {
    milliseconds: usages.map(({ milliseconds }) => milliseconds),
    megabytes: Math.max(...usages.map(({ megabytes }) => megabytes))
  };
}

async function usagesOfPeers(...words: string[]): Promise<Record<string, Usage | null>> {
  const usages = await runPython<Record<string, Usage>>('stackPeers.py', String(REPETITIONS), ...words);
  return { siril: null, ccdproc: null, ...usages };
}

/** A sky of 300 with a noise of 17, cosmic rays, and the same star in each square of 64 pixels. */
function sky(seed: number): Uint16Array {
  const random = new Random(seed);
  const pixels = Uint16Array.from({ length: SIDE * SIDE }, () => 300.5 + 17 * random.normal());
  for (let hit = 0; hit < 40; hit++) pixels[Math.floor(random.uniform() * pixels.length)] = 5000;
  for (let y = 20; y < SIDE; y += 64) for (let x = 20; x < SIDE; x += 64) pixels[y * SIDE + x] = 30_000;
  return pixels;
}
