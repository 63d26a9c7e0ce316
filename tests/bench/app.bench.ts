import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, expect, type Page, test, type TestInfo } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { openNewestProcess, openNewTarget, processFact } from '../browser/support/journey';
import { median, memoryCopyReference, peakMemory, report, reportTime, watchLongTasks } from './measure';

const SIDE = 2048;
const FRAMES = 30;
const REPETITIONS = 3;

let folder: string;
let frames: string[];

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pocket-tom-bench-'));
  frames = await Promise.all(
    Array.from({ length: FRAMES }, (_, i) => writeFrame(`frame_${i}.fits`, SIDE, i))
  );
});

test.afterAll(() => rm(folder, { recursive: true }));

test('initial JavaScript', async ({ browser, baseURL }, info) => {
  // Without the service worker, which fetches everything else for later.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(baseURL!);
  await expect(page.getByRole('heading', { name: 'Targets' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const gzip = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  report(info, 'initial JavaScript, gzip', `${(gzip / 1000).toFixed(0)} kB`, '', 'aim: 150 kB');
  await context.close();
});

test('import of 30 frames of 2048 x 2048, and time-lapses of them', async ({ browser, baseURL }, info) => {
  const imports: number[] = [];
  const gifs: number[] = [];
  const videos: number[] = [];
  const firstLines: number[] = [];
  const references: number[] = [];
  const longTasks: number[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    const page = await freshPage(browser, baseURL!);
    references.push(await memoryCopyReference(page));
    await openNewTarget(page);
    const longTasksSoFar = await watchLongTasks(page);
    imports.push(await importFrames(page));
    const gif = await timelapse(page, 'GIF');
    gifs.push(gif.total);
    firstLines.push(gif.firstLine);
    videos.push((await timelapse(page, 'MP4')).total);
    longTasks.push(...(await longTasksSoFar()));
    await page.context().close();
  }
  const reference = median(references);
  report(info, 'reference: copy of 64 MB', `${reference.toFixed(1)} ms`, '1 x ref');
  reportTime(info, 'import of 30 frames of 2048 x 2048 uint16', imports, reference);
  reportTime(info, 'time-lapse of them to GIF, 500 px', gifs, reference);
  reportTime(info, 'time-lapse of them to MP4, 500 px', videos, reference);
  reportTime(info, 'from click to first log line on the page', firstLines, reference);
  report(info, 'longest main-thread task meanwhile', longTaskText(longTasks), '', 'aim: 50 ms');
});

test('peak memory', async ({ baseURL, launchOptions }, info) => {
  // A browser of its own: a peak is for the life of a process.
  const browser = await chromium.launch(launchOptions);
  const page = await freshPage(browser, baseURL!);
  await openNewTarget(page);
  const idle = await peakMemory(browser);
  await importFrames(page);
  reportMemory(info, 'peak memory of the tab after the import', await peakMemory(browser), idle);
  await timelapse(page, 'GIF');
  reportMemory(info, 'peak memory of the tab after the time-lapse too', await peakMemory(browser), idle);
  await browser.close();
});

test('data page with 2,000 products', async ({ browser, baseURL }, info) => {
  const page = await freshPage(browser, baseURL!);
  const reference = await memoryCopyReference(page);
  await openNewTarget(page);
  const files = await Promise.all(
    Array.from({ length: 2000 }, (_, i) => writeFrame(`small_${i}.fits`, 16, i))
  );
  const importStart = performance.now();
  await page.getByLabel('Add files').setInputFiles(files);
  // To look for a text among so many rows takes the page longer than to add them.
  await page.waitForFunction(() => document.querySelectorAll('tbody input').length === 2000, null, {
    polling: 500,
    timeout: 300_000
  });
  const imported = performance.now() - importStart;
  const opened: number[] = [];
  const selected: number[] = [];
  const longTasksSoFar = await watchLongTasks(page);
  for (let i = 0; i < REPETITIONS; i++) {
    // By no role: to find one among so many rows would itself hold the page up. By a link: an address loads the page anew.
    await page.locator('a[href$="#/settings"]').first().click();
    await page.waitForFunction(() => document.querySelectorAll('tbody input').length === 0);
    opened.push(
      await timed(
        page,
        () => page.goBack(),
        () => page.waitForFunction(() => document.querySelectorAll('tbody input').length === 2000)
      )
    );
    selected.push(
      await timed(
        page,
        () => page.locator('button:text-is("Select all")').first().click(),
        () => page.waitForFunction(() => document.querySelectorAll('tbody input:checked').length === 2000)
      )
    );
  }
  const longTasks = await longTasksSoFar();
  reportTime(info, 'import of 2,000 small files', [imported], reference);
  reportTime(info, 'data page with 2,000 products: all rows there', opened, reference);
  reportTime(info, 'select all of them', selected, reference);
  report(info, 'longest main-thread task meanwhile', longTaskText(longTasks), '', 'aim: 50 ms');
});

test('target page with 100,000 measurements', async ({ browser, baseURL }, info) => {
  const page = await freshPage(browser, baseURL!);
  const reference = await memoryCopyReference(page);
  await openNewTarget(page);
  const path = join(folder, 'many.csv');
  const lines = Array.from({ length: 100_000 }, (_, i) => {
    const magnitude = 12 + Math.sin(i / 99) + 0.3 * Math.sin(1.7 * i);
    return `${59000 + i / 500},${magnitude.toFixed(4)},0.02,${i % 3 ? 'V' : 'B'}`;
  });
  await writeFile(path, ['mjd,mag,err,filter', ...lines, ''].join('\n'));
  await page.getByRole('link', { name: 'Import photometry' }).click();
  await page.getByLabel('Choose files').setInputFiles(path);
  const longTasksSoFar = await watchLongTasks(page);
  const importStart = performance.now();
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(page.getByText('Added 100000 measurements')).toBeVisible({ timeout: 300_000 });
  const imported = performance.now() - importStart;
  const plot = page.getByRole('application', { name: 'Light curve of 100000' });
  const opened: number[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    await page.locator('a[href$="#/settings"]').first().click();
    await plot.waitFor({ state: 'detached' });
    await page.locator('a[href$="#/"]').first().click();
    opened.push(
      await timed(
        page,
        () => page.getByRole('link', { name: 'Some target' }).first().click(),
        () => plot.waitFor({ timeout: 60_000 })
      )
    );
  }
  await plot.focus();
  for (const key of ['Home', '+', 'End', '0', 'Enter']) await page.keyboard.press(key);
  for (const kind of ['SVG', 'PNG', 'CSV']) {
    const button = page.getByRole('button', { name: `Download plot as ${kind}` });
    await Promise.all([page.waitForEvent('download'), button.click()]);
  }
  const longTasks = await longTasksSoFar();
  reportTime(info, 'import of 100,000 measurements', [imported], reference);
  reportTime(info, 'target page with them: plot there', opened, reference);
  report(info, 'longest main-thread task meanwhile', longTaskText(longTasks), '', 'aim: 50 ms');
});

test('view of a frame of 4096 x 4096 float32', async ({ browser, baseURL }, info) => {
  const page = await freshPage(browser, baseURL!);
  const reference = await memoryCopyReference(page);
  await openNewTarget(page);
  const path = join(folder, 'large.fits');
  const data = Float32Array.from({ length: 4096 ** 2 }, (_, i) => 300 + (Math.imul(i, 2654435761) >>> 27));
  await writeFile(path, Buffer.from(await writeFits({ data, axes: [4096, 4096] }).arrayBuffer()));
  await page.getByLabel('Add files').setInputFiles(path);
  const link = page.getByRole('link', { name: 'Open large.fits' });
  await expect(link).toBeVisible({ timeout: 60_000 });
  const longTasksSoFar = await watchLongTasks(page);
  const opened: number[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    // The limits are told with the first picture.
    opened.push(
      await timed(
        page,
        () => link.click(),
        () => page.getByLabel('Low', { exact: true }).waitFor()
      )
    );
    await page.getByRole('link', { name: 'Data', exact: true }).click();
  }
  const longTasks = await longTasksSoFar();
  reportTime(info, 'view of 4096 x 4096 float32, to its picture (aim: 1 s)', opened, reference);
  report(info, 'longest main-thread task meanwhile', longTaskText(longTasks), '', 'aim: 50 ms');
});

async function freshPage(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(baseURL);
  await expect(page.getByRole('heading', { name: 'Targets' })).toBeVisible();
  return page;
}

const importFrames = (page: Page): Promise<number> =>
  timed(
    page,
    () => page.getByLabel('Add files').setInputFiles(frames),
    () => expect(page.getByText(`Added ${FRAMES} files`)).toBeVisible({ timeout: 120_000 })
  );

/** Runs a time-lapse of all frames of the open data page, and comes back to that page. */
async function timelapse(page: Page, format: string): Promise<{ total: number; firstLine: number }> {
  await page.getByRole('button', { name: 'Select reduced' }).click();
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption({ label: 'Timelapse' });
  await page.getByLabel('Format').selectOption({ label: format });
  const start = performance.now();
  await page.getByRole('button', { name: 'Run pipeline' }).click();
  await openNewestProcess(page);
  await expect(page.getByRole('log')).toContainText('Sorting frames');
  const firstLine = performance.now() - start;
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 120_000 });
  const total = performance.now() - start;
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  return { total, firstLine };
}

async function timed(
  page: Page,
  begin: () => Promise<unknown>,
  end: () => Promise<unknown>
): Promise<number> {
  await page.evaluate(() => new Promise(requestAnimationFrame));
  const start = performance.now();
  await begin();
  await end();
  return performance.now() - start;
}

const longTaskText = (tasks: readonly number[]): string =>
  tasks.length === 0 ? '< 50 ms' : `${Math.max(...tasks).toFixed(0)} ms`;

function reportMemory(info: TestInfo, what: string, peak: number | null, idle: number | null): void {
  if (peak === null || idle === null) return report(info, what, 'not measured on this system');
  report(info, what, `${(peak / 1e6).toFixed(0)} MB`, '', `${(idle / 1e6).toFixed(0)} MB before`);
}

async function writeFrame(name: string, side: number, index: number): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, Buffer.from(await fitsFrame(side, index).arrayBuffer()));
  return path;
}

/** A noisy sky with stars on a grid that moves from frame to frame. */
function fitsFrame(side: number, index: number): Blob {
  const data = new Uint16Array(side * side);
  let state = index + 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = 300 + (state >>> 26);
  }
  for (let y = 20 + index; y < side; y += 64) {
    for (let x = 20 + index; x < side; x += 64) data[y * side + x] = 30_000;
  }
  const minute = String(index % 60).padStart(2, '0');
  return writeFits({ data, axes: [side, side], cards: [['DATE-OBS', `2026-01-01T00:${minute}:00`]] });
}
