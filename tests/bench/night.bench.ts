/** A night of raw frames to one picture, in one tab. It takes some ten minutes: only if POCKET_TOM_NIGHT says how many frames. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import type { Card } from '../../src/lib/fits/file/formatCard';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { Random } from '../../src/lib/kernels/simulation/Random';
import { openNewTarget } from '../browser/support/journey';
import { choose, importFrames, PATIENCE, run } from './longRuns';
import { launchWithProfile, peakMemory, report, watchLongTasks } from './measure';

const SIDE = 2048;
const LIGHTS = Number(process.env.POCKET_TOM_NIGHT ?? 0);
const OTHERS = 5;
const STARS = 300;

const random = new Random(1);
const noise = Int8Array.from({ length: SIDE * SIDE }, () => 8 * random.normal());
const stars = Array.from({ length: STARS }, () => ({
  x: SIDE * random.uniform(),
  y: SIDE * random.uniform(),
  flux: 3000 * 50 ** random.uniform()
}));

let folder: string;

test.beforeAll(async () => {
  test.skip(LIGHTS === 0, 'long: POCKET_TOM_NIGHT=200 runs it');
  test.setTimeout(PATIENCE);
  folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
});

test.afterAll(() => (folder ? rm(folder, { recursive: true }) : undefined));

test('a night of frames of 2048 x 2048 in one tab', async ({ baseURL, launchOptions }, info) => {
  test.setTimeout(4 * PATIENCE);
  const files = await writeNight();
  const profile = await launchWithProfile(folder, launchOptions, baseURL!);
  const browser = profile.browser()!;
  const page = await profile.newPage();
  await openNewTarget(page);
  const longTasksSoFar = await watchLongTasks(page);
  const step = async (what: string, work: () => Promise<void>) => {
    const start = performance.now();
    await work();
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    const [tab, main] = await Promise.all([peakMemory(browser), peakMemory(browser, 'browser')]);
    const longest = Math.max(0, ...(await longTasksSoFar()));
    const memory = `peak so far: tab ${megabytes(tab)}, browser ${megabytes(main)}`;
    process.stdout.write(`${what}: ${seconds} s, ${memory}\n`); // long before the table
    report(info, what, `${seconds} s`, '', `${memory}; longest main-thread task ${longest.toFixed(0)} ms`);
  };
  await step(`import of ${files.length} frames of 2048 x 2048`, () => importFrames(page, files));
  await step(`calibrate ${LIGHTS} of them`, async () => {
    await page.getByRole('button', { name: 'Select all', exact: true }).click();
    await run(page, 'Calibrate');
    await page.getByRole('link', { name: 'Data', exact: true }).click();
  });
  await step('align and stack those', async () => {
    await choose(page, /light_\d+_cal/, LIGHTS);
    await run(page, 'Align and stack');
  });
  await profile.close();
});

const megabytes = (bytes: number | null): string => (bytes === null ? '?' : `${(bytes / 1e6).toFixed(0)} MB`);

async function writeNight(): Promise<string[]> {
  const paths: string[] = [];
  const write = async (name: string, type: string, level: number, index: number): Promise<void> => {
    const data = new Uint16Array(noise.length);
    const start = (9973 * index) % noise.length;
    for (let i = 0; i < data.length; i++) data[i] = level + noise[(start + i) % noise.length]!;
    if (type === 'Light Frame') for (const star of stars) draw(data, star, index);
    const cards: Card[] = [
      ['IMAGETYP', type],
      ['EXPTIME', type === 'Bias Frame' ? 0 : 60],
      ['FILTER', 'R'],
      ['DATE-OBS', new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString().slice(0, 19)]
    ];
    const path = join(folder, `${name}_${index}.fits`);
    const blob = writeFits({ data, axes: [SIDE, SIDE], cards });
    await writeFile(path, Buffer.from(await blob.arrayBuffer()));
    paths.push(path);
  };
  for (let i = 0; i < OTHERS; i++) await write('bias', 'Bias Frame', 1000, i);
  for (let i = 0; i < OTHERS; i++) await write('flat', 'Flat Field', 20_000, i);
  for (let i = 0; i < LIGHTS; i++) await write('light', 'Light Frame', 1300, i);
  return paths;
}

/** The frames drift by a fraction of a pixel. */
function draw(data: Uint16Array, { x, y, flux }: (typeof stars)[number], index: number): void {
  const [centreX, centreY] = [x + 0.07 * index, y - 0.11 * index];
  for (let row = Math.max(0, Math.ceil(centreY - 8)); row < Math.min(SIDE, centreY + 8); row++)
    for (let column = Math.max(0, Math.ceil(centreX - 8)); column < Math.min(SIDE, centreX + 8); column++)
      data[row * SIDE + column]! +=
        (flux / 16) * Math.exp(-((column - centreX) ** 2 + (row - centreY) ** 2) / 5.1);
}
