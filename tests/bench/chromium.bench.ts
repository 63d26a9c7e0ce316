/**
 * Processor time of all threads of a tab of Chromium: first of one worker that does with the frames of a night what other
 * programs do with them, no more, then of the built app and its pipelines, from the choice of the files until the result
 * is saved, so with what the tab does to draw the page and to read and write IndexedDB. What the other processes of the
 * browser do for that is noted. Beside it whole processes of those programs; those that make catalogues are run on one
 * frame, and count once for each.
 */
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { Random } from '../../src/lib/kernels/simulation/Random';
import { simulateSky } from '../../src/lib/kernels/simulation/simulateSky';
import { openNewTarget } from '../browser/support/journey';
import { buildModule } from '../fixtures/buildModule';
import { choose, importFrames, PATIENCE, run } from './longRuns';
import {
  launchWithProfile,
  median,
  memoryCopyReference,
  peakMemory,
  processorTime,
  report,
  withPeers
} from './measure';
import { runPython } from './programs';

const SIDE = 2048;
const LIGHTS = 30;
const OTHERS = 10;
const REPETITIONS = 3;
/** Of the apertures, pixels. */
const DIAMETERS = '12,8,16,24';

interface Peer {
  readonly name: string;
  readonly milliseconds: number;
}

let folder: string;
let frames: string;
let lights: string;

test.beforeAll(async () => {
  test.setTimeout(PATIENCE);
  folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
  [frames, lights] = [join(folder, 'frames'), join(folder, 'lights')];
  for (const path of [frames, lights]) await mkdir(path);
  const night = simulateSky({ seed: 1, frames: LIGHTS, width: SIDE, height: SIDE, stars: 1500 });
  for (let k = 0; k < LIGHTS; k++) {
    const path = await writeFrame(`light_${k}`, 'Light Frame', 60, night.frame(k).image.data);
    await symlink(path, join(lights, `light_${k}.fits`));
  }
  const random = new Random(1);
  const noise = Float32Array.from({ length: SIDE * SIDE }, () => 8 * random.normal());
  for (let k = 0; k < OTHERS; k++) {
    // The same noise from another pixel on is another noise.
    const frame = (level: number) =>
      noise.map((_, i) => level + noise[(i + 9973 * (k + level)) % noise.length]!);
    await writeFrame(`bias_${k}`, 'Bias Frame', 0, frame(200));
    await writeFrame(`dark_${k}`, 'Dark Frame', 60, frame(210));
    await writeFrame(`flat_${k}`, 'Flat Field', 3, frame(20_000));
  }
});

test.afterAll(() => rm(folder, { recursive: true }));

test('one worker of Chromium', async ({ baseURL, launchOptions }) => {
  test.setTimeout(PATIENCE);
  const script = await buildModule('tests/bench/frameTaskWorker.ts', join(folder, 'worker'));
  const tasks = [
    ['register', lights, () => siril('register')],
    ['catalogue', lights, () => sourceExtractor(DIAMETERS)],
    ['stack', lights, () => siril()],
    ['calibrate', frames, () => ccdproc()]
  ] as const;
  for (const [task, inputs, peer] of tasks) {
    const theirs = withPeers ? await peer() : null;
    // A browser for each, as a peak of memory is for the life of its processes.
    const profile = await launchWithProfile(folder, launchOptions, baseURL!);
    const browser = profile.browser()!;
    const page = await profile.newPage();
    await page.route('**/worker.js', (route) => route.fulfill({ path: script }));
    await page.route('**/empty', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<input type=file multiple>' })
    );
    await page.goto('empty');
    const names = await readdir(inputs);
    await page.locator('input').setInputFiles(names.toSorted().map((name) => join(inputs, name)));
    const times: number[] = [];
    let others = 0;
    for (let i = 0; i < REPETITIONS; i++) {
      const before = await processorTime(browser);
      await page.evaluate(runInWorker, task);
      const after = await processorTime(browser);
      times.push(after.tab - before.tab);
      others += (after.others - before.others) / REPETITIONS;
    }
    const what = `one worker: ${task} of ${names.length} frames`;
    const time = median(times);
    reportTab(what, time, theirs ? ratioTo(theirs, time) : '', others, await peakMemory(browser));
    await profile.close();
  }
});

/** In the page: resolves when a worker has done a task with the chosen files. */
function runInWorker(task: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('/worker.js', { type: 'module' });
    const files = [...document.querySelector('input')!.files!];
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.addEventListener('message', () => {
      worker.terminate();
      resolve();
    });
    worker.postMessage({ task, frames: files.map((blob) => ({ name: blob.name, blob })) });
  });
}

test('pipelines in a tab of Chromium', async ({ baseURL, launchOptions }) => {
  test.setTimeout(4 * PATIENCE);
  const profile = await launchWithProfile(folder, launchOptions, baseURL!);
  const browser = profile.browser()!;
  const page = await profile.newPage();
  await openNewTarget(page);
  const reference = await memoryCopyReference(page);

  const measure = async (what: string, peer: Peer | null, work: () => Promise<unknown>) => {
    const before = await processorTime(browser);
    await work();
    const after = await processorTime(browser);
    const time = after.tab - before.tab;
    const ratio = peer ? ratioTo(peer, time) : `${(time / reference).toFixed(0)} x ref`;
    reportTab(what, time, ratio, after.others - before.others, await peakMemory(browser));
  };
  const names = await readdir(frames);
  const paths = names.map((name) => join(frames, name));
  const importing = `import of ${names.length} frames of ${SIDE} x ${SIDE}`;
  await measure(importing, null, () => importFrames(page, paths));
  const isLight = /^light_\d+\.fits$/;
  const runs = [
    ['Frame quality report', isLight, LIGHTS, () => sourceExtractor()],
    ['Source catalogue', isLight, LIGHTS, () => sourceExtractor(DIAMETERS)],
    ['Align and stack', isLight, LIGHTS, () => siril('both')],
    ['Calibrate', /^(bias|dark|flat|light)_\d+\.fits$/, LIGHTS + 3 * OTHERS, () => ccdproc()]
  ] as const;
  for (const [pipeline, inputs, count, peer] of runs) {
    await choose(page, inputs, count);
    const theirs = withPeers ? await peer() : null;
    await measure(`${pipeline}, ${count} frames`, theirs, () => run(page, pipeline));
    await page.getByRole('link', { name: 'Data', exact: true }).click();
  }
  await profile.close();
});

function reportTab(what: string, time: number, ratio: string, others: number, peak: number | null): void {
  const note = `other processes ${others.toFixed(0)} ms, peak of the tab so far ${((peak ?? NaN) / 1e6).toFixed(0)} MB`;
  report(test.info(), `Chromium, ${what}`, `${time.toFixed(0)} ms`, ratio, note);
}

const ratioTo = ({ name, milliseconds }: Peer, time: number): string =>
  `${(time / milliseconds).toFixed(2)} x ${name}`;

async function writeFrame(name: string, type: string, exposure: number, data: Float32Array): Promise<string> {
  const path = join(frames, `${name}.fits`);
  const file = writeFits({
    data: Uint16Array.from(data),
    axes: [SIDE, SIDE],
    cards: [
      ['IMAGETYP', type],
      ['EXPTIME', exposure],
      ['FILTER', 'V'],
      ['DATE-OBS', '2026-01-01T00:00:00']
    ]
  });
  await writeFile(path, Buffer.from(await file.arrayBuffer()));
  return path;
}

async function sourceExtractor(...diameters: string[]): Promise<Peer | null> {
  const times = await runPython<[time: number, sources: number][]>(
    'detectPeers.py',
    '5',
    join(frames, 'light_0.fits'),
    ...diameters
  );
  return times && { name: 'Source Extractor', milliseconds: LIGHTS * median(times.map(([time]) => time)) };
}

async function siril(...task: string[]): Promise<Peer | null> {
  const usages = await runPython<{ siril?: { milliseconds: number[] } }>(
    'stackPeers.py',
    String(REPETITIONS),
    lights,
    ...task
  );
  return usages?.siril ? { name: 'siril', milliseconds: median(usages.siril.milliseconds) } : null;
}

async function ccdproc(): Promise<Peer | null> {
  const output = await mkdtemp(join(folder, 'ccdproc-'));
  const usage = await runPython<{ milliseconds: number }>('calPeers.py', frames, output);
  return usage && { name: 'ccdproc', milliseconds: usage.milliseconds };
}
