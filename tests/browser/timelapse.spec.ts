/** Time-lapses as the browser makes them: behaviours 33 to 41. */
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { expect, type Page, test } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { readGif } from '../fixtures/readGif';
import {
  addFiles,
  addToGroup,
  downloaded,
  file,
  frame,
  message,
  openNewestProcess,
  openNewTarget,
  processFact,
  productCheckboxes,
  productTable,
  runPipeline,
  type UploadedFile
} from './support/journey';

const NOW = new Date(2019, 0, 2, 3, 4, 5);
const GIF = 'tl_1_20190102030405_t.gif';

test('of three of four files is a GIF among the files of the target', async ({ page }) => {
  await openTarget(
    page,
    ['1.fits', '2.fits', '3.fits', '4.fits'].map((name) => frame({ name }))
  );
  const address = page.url();
  await runPipeline(page, 'Timelapse', ['1.fits', '2.fits', '4.fits']);
  await openNewestProcess(page);
  await expectSuccess(page);
  await expect(log(page)).toHaveText(
    [
      'Sorting frames',
      'Processing frame 1/3',
      'Processing frame 2/3',
      'Processing frame 3/3',
      'Finished'
    ].join('\n')
  );

  await page.goto(address);
  const row = productTable(page).getByRole('row').filter({ hasText: GIF });
  await expect(row).toContainText('Timelapse');
  const bytes = await download(page, GIF);
  expect(bytes.subarray(0, 6).toString('latin1')).toBe('GIF89a');
  const gif = await readGif(new Blob([bytes]));
  expect(gif).toMatchObject({ width: 32, height: 24 });
  expect(gif.frames.map(({ delay }) => delay)).toEqual([10, 10, 10]);
});

test('shows the frames in the order of their dates', async ({ page }) => {
  await openTarget(page, [
    corner(0, '2019-01-02T03:04:00'),
    corner(1, '2019-01-02T03:05:00'),
    corner(2, '2019-01-02T03:07:00'),
    corner(3, '2019-01-02T03:06:00')
  ]);
  await makeTimelapse(page);
  const { frames } = await readGif(new Blob([await downloadOutput(page, GIF)]));
  expect(frames.map(({ red }) => brightCorner(red))).toEqual([0, 1, 3, 2]);
});

for (const [format, label] of [
  ['mp4', 'MP4'],
  ['webm', 'WebM']
] as const) {
  test(`as ${label} has every frame, in order, and plays`, async ({ page }) => {
    await openTarget(page, [
      corner(3, '2019-01-02T03:06:00'),
      corner(0, '2019-01-02T03:04:00'),
      corner(1, '2019-01-02T03:05:00')
    ]);
    await makeTimelapse(page, async () => {
      await page.getByLabel('Format').selectOption(label);
      await page.getByLabel('Speed (frames a second)').fill('2');
    });
    const name = GIF.replace('gif', format);
    const bytes = await downloadOutput(page, name);
    if (format === 'mp4') expect(bytes.subarray(4, 12).toString('latin1')).toMatch(/^ftyp(isom|mp42)$/);
    else expect(bytes.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
    const video = await new Input({
      source: new BufferSource(bytes),
      formats: ALL_FORMATS
    }).getPrimaryVideoTrack();
    expect((await video!.computePacketStats()).packetCount).toBe(3);

    const player = page.getByLabel(name, { exact: true });
    await expect(player).toHaveJSProperty('videoWidth', SIDE);
    await expect(player).toHaveJSProperty('duration', 1.5);
    for (const [time, corner] of [
      [0.25, 0],
      [0.75, 1],
      [1.25, 3]
    ] as const) {
      // A busy browser says that it is there before it has drawn the frame.
      await expect.poll(async () => brightCorner(await shownAt(page, name, time))).toBe(corner);
    }
  });
}

test('is as large as the frames, unless they are larger than asked for, or cropped', async ({ page }) => {
  await openTarget(page, [frame({ name: 'wide.fits', width: 500, height: 50 })]);
  const address = page.url();
  const sizes: [width: number, height: number][] = [];
  for (const [size, crop] of [
    ['500', false],
    ['250', false],
    ['500', true]
  ] as const) {
    await page.goto(address);
    await makeTimelapse(page, async () => {
      await page.getByLabel('Longest side (px)').fill(size);
      await page.getByLabel('Part kept when cropping').fill('0.8');
      await page.getByRole('checkbox', { name: /^Crop each frame/ }).setChecked(crop);
    }, ['wide.fits']);
    await processFact(page, 'Outputs').getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/_outputs$/);
    const name = await page.getByRole('heading', { level: 2 }).innerText();
    const { width, height } = await readGif(new Blob([await download(page, name)]));
    sizes.push([width, height]);
  }
  expect(sizes).toEqual([
    [500, 50],
    [250, 25],
    [400, 40]
  ]);
});

test('evens out the brightness of the sky if asked to', async ({ page }) => {
  const skies = [1000, 3000].map((sky, index) => gradient(sky, `2019-01-02T03:0${index}:00`));
  await openTarget(page, skies);
  await makeTimelapse(page, () =>
    page.getByRole('checkbox', { name: /consistent background brightness/ }).check()
  );
  const { frames } = await readGif(new Blob([await downloadOutput(page, GIF)]));
  const means = frames.map(({ red }) => mean(red));
  expect(Math.abs(means[0]! - means[1]!)).toBeLessThan(2);
  expect(Math.max(...means)).toBeLessThan(40);
});

test('at no or fewer frames a second is refused', async ({ page }) => {
  await openTarget(page, [frame({ name: '1.fits' })]);
  const address = page.url();
  for (const speed of ['0', '-1']) {
    await page.goto(address);
    await submit(page, () => page.getByLabel('Speed (frames a second)').fill(speed));
    await expect(processFact(page, 'Status')).toHaveText(`Failed (Invalid FPS ${speed})`);
    await expect(log(page)).toHaveText('Nothing was logged.');
  }
});

test('names the frame that has no date', async ({ page }) => {
  await openTarget(page, [frame({ name: '1.fits' }), frame({ name: 'undated.fits', date: null })]);
  const address = page.url();
  await submit(page);
  await expect(processFact(page, 'Status')).toHaveText(
    "Failed (Error in file 'undated.fits': could not find observation date in FITS header 'DATE-OBS')"
  );
  await page.goto(address);
  await expect(productCheckboxes(page)).toHaveCount(2);
});

test('names the frame whose date cannot be read, and the date', async ({ page }) => {
  await openTarget(page, [frame({ name: 'odd.fits', date: 'yesterday' })]);
  await submit(page);
  await expect(processFact(page, 'Status')).toContainText("Failed (Error in file 'odd.fits': ");
  await expect(processFact(page, 'Status')).toContainText('DATE-OBS');
  await expect(processFact(page, 'Status')).toContainText('yesterday');
});

test('names the frame of another size', async ({ page }) => {
  await openTarget(page, [
    frame({ name: '1.fits', date: '2019-01-02T03:04:00' }),
    frame({ name: 'small.fits', date: '2019-01-02T03:05:00', width: 16, height: 12 })
  ]);
  await submit(page);
  await expect(processFact(page, 'Status')).toContainText(
    "Failed (Error in file 'small.fits': 16 x 12 pixels"
  );
  await expect(processFact(page, 'Status')).toContainText('Are all images the same size?');
});

test('cropped to less than nothing or more than all is refused', async ({ page }) => {
  await openTarget(page, [frame({ name: '1.fits' })]);
  const address = page.url();
  for (const scale of ['1.5', '-0.1']) {
    await page.goto(address);
    await submit(page, async () => {
      await page.getByRole('checkbox', { name: /^Crop each frame/ }).check();
      await page.getByLabel('Part kept when cropping').fill(scale);
    });
    await expect(processFact(page, 'Status')).toHaveText(
      "Failed (Error in file '1.fits': scale must be in [0, 1])"
    );
  }
});

test('of the good files of this target is one click away', async ({ page }) => {
  await openNewTarget(page, 'Another target');
  await addFiles(page, [await frame({ name: 'theirs.fits' })]);
  await addToGroup(page, 'Good quality data', ['theirs.fits']);
  await openNewTarget(page, 'This target');
  await addFiles(page, [
    await frame({ name: 'good1.fits' }),
    await frame({ name: 'good2-e91.fits' }),
    await frame({ name: 'raw-e00.fits.fz' }),
    await frame({ name: 'poor.fits' }),
    file('notes.txt', 'notes')
  ]);
  const address = page.url();
  const button = page.getByRole('button', { name: 'Timelapse of “Good quality data”' });
  await expect(button).toHaveCount(0);
  await addToGroup(page, 'Good quality data', ['raw-e00.fits.fz']);
  await page.goto(address);
  await button.click();
  await expect(message(page)).toContainText('Nothing to do');

  await addToGroup(page, 'Good quality data', ['good1.fits', 'good2-e91.fits', 'notes.txt']);
  await page.goto(address);
  await button.click();
  await expect(message(page)).toContainText("Creating timelapse of 2 files for target 'This target'...");
  await openNewestProcess(page);
  await expectSuccess(page);
  await expect(log(page)).toContainText('Processing frame 2/2');
});

const SIDE = 64;

const log = (page: Page) => page.getByRole('log', { name: 'Log output' });

async function openTarget(page: Page, files: readonly (UploadedFile | Promise<UploadedFile>)[]) {
  await page.clock.setFixedTime(NOW);
  await openNewTarget(page);
  await addFiles(page, await Promise.all(files.map(async (file) => file)));
}

/** Runs Timelapse, on all files if none are named, and opens the page of the process. */
async function submit(page: Page, adjust?: () => Promise<void>, names?: readonly string[]) {
  if (names) {
    for (const name of names) await productTable(page).getByRole('checkbox', { name, exact: true }).check();
  } else {
    await page.getByRole('button', { name: 'Select all', exact: true }).click();
  }
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('Timelapse');
  await adjust?.();
  await page.getByRole('button', { name: 'Run pipeline' }).click();
  await openNewestProcess(page);
}

async function makeTimelapse(...args: Parameters<typeof submit>) {
  await submit(...args);
  await expectSuccess(args[0]);
}

const expectSuccess = (page: Page) =>
  expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 20_000 });

async function downloadOutput(page: Page, name: string) {
  await processFact(page, 'Outputs').getByRole('link').click();
  return download(page, name);
}

async function download(page: Page, name: string): Promise<Buffer<ArrayBuffer>> {
  const button = page.getByRole('button', { name: `Download ${name}`, exact: true });
  const { bytes } = await downloaded(page, () => button.click());
  return Buffer.from(bytes);
}

/** A square frame, dark but for one corner: 0 top left, 1 top right, 2 bottom left, 3 bottom right. */
function corner(index: number, date: string): Promise<UploadedFile> {
  return fits(`corner${index}.fits`, date, (x, y) =>
    // The first row of a FITS image is at the bottom.
    x >= SIDE / 2 === (index % 2 === 1) && y < SIDE / 2 === index >= 2 ? 30_000 : 100 + (x % 7)
  );
}

/** A frame of sky with some noise and one bright star. */
const gradient = (sky: number, date: string) =>
  fits(`sky${sky}.fits`, date, (x, y) => (x === 9 && y === 9 ? 60_000 : sky + ((x * 7 + y * 13) % 11)));

async function fits(
  name: string,
  date: string,
  value: (x: number, y: number) => number
): Promise<UploadedFile> {
  const data = Uint16Array.from({ length: SIDE * SIDE }, (_, i) => value(i % SIDE, Math.floor(i / SIDE)));
  const blob = writeFits({ data, axes: [SIDE, SIDE], cards: [['DATE-OBS', date]] });
  return file(name, Buffer.from(await blob.arrayBuffer()));
}

/** The brightest corner of a square picture. */
function brightCorner(grey: ArrayLike<number>): number {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < grey.length; i++) {
    const right = i % SIDE >= SIDE / 2 ? 1 : 0;
    const bottom = i >= grey.length / 2 ? 2 : 0;
    sums[right + bottom]! += grey[i]!;
  }
  return sums.indexOf(Math.max(...sums));
}

const mean = (grey: Uint8Array) => grey.reduce((sum, value) => sum + value, 0) / grey.length;

/** What a video shows at a time in seconds: the red of every pixel. */
const shownAt = (page: Page, name: string, time: number): Promise<number[]> =>
  page.getByLabel(name, { exact: true }).evaluate(async (element, time) => {
    const video = element as HTMLVideoElement;
    const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    video.currentTime = time;
    await seeked;
    const { videoWidth: width, videoHeight: height } = video;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(video, 0, 0);
    return Array.from(context.getImageData(0, 0, width, height).data.filter((_, i) => i % 4 === 0));
  }, time);
