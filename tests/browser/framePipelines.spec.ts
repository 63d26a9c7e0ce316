/** The pipelines for a night of frames, from simulated frames to what the user does with what they made. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Image } from '../../src/lib/domain/image/Image';
import type { Card } from '../../src/lib/fits/file/formatCard';
import { openFits } from '../../src/lib/fits/file/openFits';
import { readImage } from '../../src/lib/fits/image/readImage';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { median } from '../../src/lib/kernels/array/median';
import { simulateSky } from '../../src/lib/kernels/simulation/simulateSky';
import {
  addFiles,
  downloaded,
  file,
  message,
  openNewestProcess,
  openNewTarget,
  processFact,
  productCheckboxes,
  productTable,
  runPipeline
} from './support/journey';
import { test } from './support/test';

const SIDE = 300;

test('frames that look worse are suggested to be left out; who applies it selects the others', async ({
  page
}) => {
  const frames = Array.from({ length: 7 }, (_, i) => sky(i, i === 3 ? 25 : 60));
  drawTrail(frames[5]!);
  await openNewTarget(page);
  await addFiles(page, await Promise.all(frames.map((image, i) => light(`f${i}.fits`, image, i))));
  await runPipeline(page, 'Frame quality report');
  await openNewestProcess(page);

  const suggestions = page.getByRole('region', { name: 'Leave out 2 of 7 frames?' });
  const cloudy = suggestions.getByRole('checkbox', { name: 'Leave out f3.fits' });
  const crossed = suggestions.getByRole('checkbox', { name: 'Leave out f5.fits' });
  await expect(cloudy).toBeChecked({ timeout: 20_000 });
  await expect(cloudy).toHaveAccessibleDescription(/^stars \d+, usually \d+: probably clouds/);
  await expect(crossed).toHaveAccessibleDescription(/^a straight trail of \d+ px: perhaps a satellite/);
  await expect(suggestions.getByRole('checkbox')).toHaveCount(2);

  await crossed.press('Space');
  await expect(suggestions.getByRole('link', { name: 'Select the other 6 frames' })).toBeVisible();
  await crossed.press('Space');
  await suggestions.getByRole('button', { name: 'Add the other 5 frames to “Good quality data”' }).click();
  await expect(message(page)).toContainText("Added 5 data products to group 'Good quality data'");
  await expectNoViolations(page);
  await suggestions.getByRole('link', { name: 'Select the other 5 frames' }).press('Enter');

  const others = ['f0.fits', 'f1.fits', 'f2.fits', 'f4.fits', 'f6.fits'];
  await expect(page.getByText('8 data products, 5 chosen')).toBeVisible();
  for (const name of others) await expect(checkbox(page, name)).toBeChecked();
  await expect(productTable(page)).not.toContainText('not a FITS file');
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await expect(page.getByText('8 data products, 8 chosen')).toBeVisible();
  await page
    .getByRole('region', { name: 'Frame quality' })
    .getByRole('button', { name: 'Select the other 5 frames' })
    .click();
  await expect(page.getByText('8 data products, 5 chosen')).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Deselect all' }).click();
  await page.getByLabel('Group').selectOption('Good quality data');
  await page.getByRole('button', { name: 'Select group' }).click();
  for (const name of others) await expect(checkbox(page, name)).toBeChecked();
  await expect(productCheckboxes(page)).toHaveCount(8);
});

test('light frames are calibrated with the bias, dark and flat frames among the files', async ({ page }) => {
  const [width, height] = [40, 30];
  const response = (i: number) => 1 + 0.2 * Math.sin(i);
  const frame = (name: string, type: string, seconds: number, valueOf: (i: number) => number) =>
    fits(name, { data: Float32Array.from({ length: width * height }, (_, i) => valueOf(i)), width, height }, [
      ['IMAGETYP', type],
      ['EXPTIME', seconds],
      ['FILTER', 'V']
    ]);
  await openNewTarget(page);
  await addFiles(page, [
    ...(await Promise.all([0, 1, 2].map((k) => frame(`bias${k}.fits`, 'Bias Frame', 0, () => 99 + k)))),
    ...(await Promise.all([0, 1, 2].map((k) => frame(`dark${k}.fits`, 'Dark Frame', 120, () => 139 + k)))),
    await frame('flat.fits', 'Flat Field', 3, (i) => 101 + 20_000 * response(i)),
    await frame('m31.fits', 'Light Frame', 60, (i) => 120 + 500 * response(i))
  ]);
  await runPipeline(page, 'Calibrate');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 20_000 });
  await processFact(page, 'Outputs').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(
    [/master_bias\.fits$/, /master_dark_120s\.fits$/, /m31_cal\.fits$/],
    { useInnerText: true }
  );
  const { image, cards } = await downloadedFrame(page, /m31_cal\.fits$/);
  expect(image.data).toHaveLength(width * height);
  for (const value of image.data) expect(value).toBeCloseTo(500 * median(responses(image.data.length)), 1);
  expect(cards).toMatchObject({ CALSTAT: 'BDF', DARKSCAL: 0.5, FLATFILE: 'flat.fits' });

  function responses(count: number): Float32Array {
    return Float32Array.from({ length: count }, (_, i) => response(i));
  }
});

test('frames are aligned by their stars and stacked; one of another field is named and left out', async ({
  page
}) => {
  const elsewhere = simulateSky({ seed: 99, frames: 1, width: SIDE, height: SIDE, stars: 60 }).frame(0).image;
  await openNewTarget(page);
  await addFiles(page, [
    await light('elsewhere.fits', elsewhere, 9),
    ...(await Promise.all([0, 1, 2, 3].map((i) => light(`f${i}.fits`, sky(i, 60), i))))
  ]);
  await runPipeline(page, 'Align and stack');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created, 2 warnings', { timeout: 20_000 });
  await expect(page.getByRole('log')).toContainText(/elsewhere\.fits: left out, /);
  await processFact(page, 'Outputs').getByRole('link').click();
  const { image } = await downloadedFrame(page, /stack\.fits$/);
  expect(image.width).toBeGreaterThan(SIDE - 10);
  // Bias, sky and gain of `simulateSky`.
  expect(Math.abs(median(image.data) - (300 + 400 / 1.5))).toBeLessThan(3);
  const first = sky(0, 60);
  expect(roughness(image)).toBeLessThan(0.6 * roughness(first));
});

const sky = (index: number, stars: number): Image =>
  simulateSky({ seed: 5, frames: 7, width: SIDE, height: SIDE, stars }).frame(index).image;

function drawTrail({ data, width }: Image): void {
  for (let x = 20; x < width - 20; x++)
    for (let row = -1; row <= 1; row++) data[(Math.round(40 + 0.6 * x) + row) * width + x]! += 200;
}

const light = (name: string, image: Image, minute: number) =>
  fits(name, image, [
    ['IMAGETYP', 'Light Frame'],
    ['EXPTIME', 30],
    ['FILTER', 'V'],
    ['DATE-OBS', `2026-01-15T20:0${minute}:00`]
  ]);

async function fits(name: string, { data, width, height }: Image, cards: readonly Card[]) {
  const blob = writeFits({ data, axes: [width, height], cards });
  return file(name, Buffer.from(await blob.arrayBuffer()), 'image/fits');
}

const checkbox = (page: Page, name: string) =>
  productTable(page).getByRole('checkbox', { name, exact: true });

async function downloadedFrame(page: Page, name: RegExp) {
  const button = page.getByRole('button', { name: new RegExp(`^Download .*${name.source}`) });
  const { bytes } = await downloaded(page, () => button.click());
  const fitsFile = await openFits(new Blob([new Uint8Array(bytes)]));
  const { header } = fitsFile.hdus[0]!;
  const cards = Object.fromEntries(header.cards.map(({ keyword }) => [keyword, header.get(keyword)]));
  return { image: await readImage(fitsFile, fitsFile.hdus[0]!), cards };
}

/** Median difference of a pixel and the next but two: of the noise, for there are few stars. */
const roughness = ({ data }: Image): number =>
  median(Float32Array.from({ length: data.length - 3 }, (_, i) => Math.abs(data[i + 3]! - data[i]!)));

async function expectNoViolations(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect
      .soft(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        colorScheme
      )
      .toEqual([]);
  }
}
