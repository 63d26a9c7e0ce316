/** The main job on the files of real telescopes, against what is known of them from elsewhere. */
import { existsSync, openAsBlob } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { GreyImage } from '../../src/lib/domain/image/GreyImage';
import { openFits } from '../../src/lib/fits/file/openFits';
import { readImage } from '../../src/lib/fits/image/readImage';
import { renderFrame } from '../../src/lib/pipelines/timelapse/renderFrame';
import { readGif } from '../fixtures/readGif';
import {
  addFiles,
  downloaded,
  openNewestProcess,
  openNewTarget,
  processFact,
  runPipeline
} from './support/journey';
import { decodePng, decodeVideo } from './support/decode';
import { test } from './support/test';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');
const RENDER = { crop: false, crop_scale: 0.5, normalise_background: false, size: 500 };

const STATUSES = ['Pending', 'Reading observation dates', 'Making the time-lapse', 'Created'];

test.skip(!existsSync(DATA), `No telescope files in ${DATA}: name their folder by POCKET_TOM_DATA`);

test('22 frames of LMC531 become a GIF in the order of time', async ({ page }) => {
  const frames = await filesOf('ts-ogle-lmc531-cepheid', '.fts');
  expect(frames).toHaveLength(22);
  await openNewTarget(page, 'LMC531');
  await addFiles(page, shuffled(frames));
  const statuses = await textsSeen(page, 'main td strong, dd[aria-live] strong');
  const logged = await textsSeen(page, '[role=log] span:not(.muted)');
  await runPipeline(page, 'Timelapse');
  const identifier = await openNewestProcess(page);

  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 40_000 });
  const seen = await statuses();
  expect(seen).toEqual(STATUSES.filter((status) => seen.includes(status)));
  // Reading the dates may be over before a busy page has heard of it; no other status may be missed.
  expect(seen.filter((status) => status !== STATUSES[1])).toEqual(STATUSES.toSpliced(1, 1));
  const steps = frames.map((_, i) => `Processing frame ${i + 1}/22`);
  const log = ['Sorting frames', ...steps, 'Finished', ''].join('\n');
  await expect(page.getByRole('log', { name: 'Log output' })).toHaveText(log, { useInnerText: true });
  expect((await logged()).join('')).toBe(log);

  const { name, bytes } = await downloadOutput(page);
  expect(name).toBe(`${identifier}_t.gif`);
  const gif = await readGif(new Blob([new Uint8Array(bytes)]));
  expect(gif).toMatchObject({ width: 461, height: 461, loops: 0 });
  const order = await framesShown(
    gif.frames.map(({ red }) => red),
    frames
  );
  expect(order).toEqual(frames.map((path) => basename(path)));
  expect(await framesWithStarWhereItShouldBe(gif.frames.map(({ red }) => red))).toBe(22);
});

test('8 frames of AG Peg become an MP4 in the order of time', async ({ page }) => {
  const frames = await filesOf('ts-skycam-agpeg', '.fits');
  await openNewTarget(page, 'AG Peg');
  await addFiles(page, shuffled(frames));
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('Timelapse');
  await page.getByLabel('Format').selectOption('MP4');
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('button', { name: 'Run pipeline' }).click();
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 40_000 });

  const { bytes } = await downloadOutput(page);
  expect(bytes.toString('latin1', 4, 12)).toBe('ftypisom');
  const video = await decodeVideo(page, bytes);
  expect(video).toMatchObject({ width: 500, height: 500 });
  expect(video.frames.map(({ timestamp }) => timestamp)).toEqual(
    frames.map((_, i) => expect.closeTo(i / 10, 3))
  );
  const pictures = await Promise.all(frames.map(async (path) => blocks(await rendered(path))));
  for (const [i, { means }] of video.frames.entries()) {
    const likeness = pictures.map((picture) => correlation(means, picture));
    expect(likeness.indexOf(Math.max(...likeness)), `frame ${i}`).toBe(i);
    expect(likeness[i]).toBeGreaterThan(0.97);
  }
});

/** Width, height and median of the first image, by astropy 5.2 and numpy. */
const FACTS = [
  ['lco-samples/red.fits', 100, 100, 300.8232727],
  ['lco-samples/green.fits', 100, 100, 242.6605072],
  ['lco-samples/blue.fits', 100, 100, 98.1557159],
  ['lco-samples/fits_1.fits.fz', 100, 100, 178.6391296],
  ['lco-samples/example-good_wcs.fits', 10, 10, 49.5],
  ['lco-samples/swope_test_frame.fits', 10, 10, 0],
  ['odd-bayer-panoptes/solved.fits.fz', 700, 700, 2211],
  ['fits-conformance/compressed/m13_rice.fits', 300, 300, 122],
  ['fits-conformance/compressed/m13.fits', 300, 300, 122]
] as const;

test('images in SCI and in compressed tiles are measured as astropy measures them', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(
    page,
    FACTS.map(([path]) => join(DATA, path))
  );
  await runPipeline(page, 'Example pipeline');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 30_000 });
  await processFact(page, 'Target').getByRole('link').click();
  await page.getByText('my_output.csv').first().click();
  const { bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: /^Download .*my_output\.csv$/ }).click()
  );
  const [header, ...rows] = bytes
    .toString()
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(header).toEqual(['file', 'width', 'height', 'observed', 'median']);
  const byName = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);
  const measured = rows.map(([name, width, height, , median]) => [
    name,
    ...[width, height, median].map(Number)
  ]);
  expect(measured.toSorted(byName)).toEqual(
    FACTS.map(([path, width, height, median]) => [
      basename(path),
      width,
      height,
      expect.closeTo(median, 4)
    ]).toSorted(byName)
  );
});

/** The first image as the FITS standard stores it, found by hand: no code of ours reads it. */
const PICTURES = [
  { path: 'lco-samples/red.fits', side: 100, dataStart: 5760, read: 'readFloatBE', size: 4 },
  {
    path: 'fits-conformance/compressed/m13_rice.fits',
    uncompressed: 'fits-conformance/compressed/m13.fits',
    side: 300,
    dataStart: 2880,
    read: 'readInt16BE',
    size: 2
  }
] as const;

for (const { path, side, dataStart, read, size, ...more } of PICTURES) {
  test(`every pixel of ${basename(path)} is where it belongs in its picture`, async ({ page }) => {
    await openNewTarget(page);
    await addFiles(page, [join(DATA, path)]);
    await runPipeline(page, 'Example pipeline');
    await openNewestProcess(page);
    await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 30_000 });
    const picture = await decodePng(page, (await downloadOutput(page)).bytes);
    expect(picture).toMatchObject({ width: side, height: side });

    const bytes = await readFile(join(DATA, 'uncompressed' in more ? more.uncompressed : path));
    const values = picture.red.map((_, i) => {
      const x = i % side;
      const y = side - 1 - Math.floor(i / side); // the first row of a FITS image is the lowest
      return bytes[read](dataStart + size * (y * side + x));
    });
    expect(new Set(values).size).toBeGreaterThan(300);
    expect(deviationFromLine(values, picture.red)).toBeLessThan(1);
  });
}

async function filesOf(set: string, ending: string): Promise<string[]> {
  const names = (await readdir(join(DATA, set))).filter((name) => name.endsWith(ending));
  // The names of both sets count up with time; for LMC531, truth/filenames2.txt has the same order.
  return names.toSorted().map((name) => join(DATA, set, name));
}

/** In an order that is neither that of time nor its reverse. */
const shuffled = <Item>(items: readonly Item[]): Item[] => [
  ...items.filter((_, i) => i % 3 === 1),
  ...items.filter((_, i) => i % 3 === 0).reverse(),
  ...items.filter((_, i) => i % 3 === 2)
];

async function downloadOutput(page: Page): Promise<{ name: string; bytes: Buffer }> {
  await processFact(page, 'Outputs').getByRole('link').click();
  return downloaded(page, () =>
    page
      .getByRole('main')
      .getByRole('button', { name: /^Download (?!all|as JSON)/ })
      .click()
  );
}

async function rendered(path: string): Promise<GreyImage> {
  return renderFrame(await readImage(await openFits(await openAsBlob(path))), RENDER);
}

/** Which file each picture shows, by its every pixel. */
async function framesShown(pictures: readonly Uint8Array[], paths: readonly string[]): Promise<string[]> {
  const byPixels = new Map<string, string>();
  for (const path of paths) {
    byPixels.set(Buffer.from((await rendered(path)).data).toString('latin1'), basename(path));
  }
  return pictures.map((picture) => byPixels.get(Buffer.from(picture).toString('latin1')) ?? 'none of them');
}

/** In how many frames the second comparison star is bright where the author's offsets say that it is. */
async function framesWithStarWhereItShouldBe(pictures: readonly Uint8Array[]): Promise<number> {
  const truth = async (name: string) =>
    (await readFile(join(DATA, 'ts-ogle-lmc531-cepheid/truth', name), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number));
  const [, , [starX, starY]] = (await truth('coordinates.dat')) as [number, number][];
  const offsets = (await truth('offsets.txt')).slice(9, 31) as [dy: number, dx: number][];
  // Two rows are wrong: the README of the set gives the right ones.
  offsets[4] = [-37, 48];
  offsets[5] = [-13, 12];
  return pictures.filter((picture, i) => {
    const [dy, dx] = offsets[i]!;
    const x = Math.round(starX + dx);
    const y = 460 - Math.round(starY + dy);
    return picture[y * 461 + x]! > 200;
  }).length;
}

/** Notes every text that elements with this selector show from now on, whatever page of the app is open. */
async function textsSeen(page: Page, selector: string): Promise<() => Promise<string[]>> {
  const recorder = await page.evaluateHandle((wanted) => {
    const texts = new Set<string>();
    const look = () => {
      for (const element of document.querySelectorAll(wanted)) texts.add(element.textContent ?? '');
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    return texts;
  }, selector);
  return () => recorder.evaluate((texts) => [...texts]);
}

/** Means of blocks of 10 x 10 pixels. */
function blocks({ data, width, height }: GreyImage): number[] {
  const columns = width / 10;
  const sums = Array.from({ length: (columns * height) / 10 }, () => 0);
  data.forEach((value, i) => {
    const block = Math.floor(i / width / 10) * columns + Math.floor((i % width) / 10);
    sums[block]! += value;
  });
  return sums.map((sum) => sum / 100);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: readonly number[], meanX: number, y: readonly number[], meanY: number) =>
    x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0);
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB));
}

/**
 * By how much the greys depart from a straight line through the values that is black below some value and white
 * above another: the least-squares line through those in between.
 */
function deviationFromLine(values: readonly number[], greys: readonly number[]): number {
  const between = values.map((_, i) => i).filter((i) => greys[i]! > 0 && greys[i]! < 255);
  const mean = (of: readonly number[]) => between.reduce((sum, i) => sum + of[i]!, 0) / between.length;
  const [value, grey] = [mean(values), mean(greys)];
  const covariance = mean(values.map((v, i) => (v - value) * (greys[i]! - grey)));
  const slope = covariance / mean(values.map((v) => (v - value) ** 2));
  const line = (v: number) => Math.min(255, Math.max(0, grey + slope * (v - value)));
  return values.reduce((most, v, i) => Math.max(most, Math.abs(greys[i]! - line(v))), 0);
}
