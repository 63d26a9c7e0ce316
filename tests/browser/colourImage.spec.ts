/** Colour images: the preview beside the form, and the picture that a run leaves. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { simulateSky } from '../../src/lib/kernels/simulation/simulateSky';
import {
  addFiles,
  file,
  openNewestProcess,
  openNewTarget,
  processFact,
  type UploadedFile
} from './support/journey';
import { test } from './support/test';

const SETTINGS = { seed: 5, frames: 3, width: 420, height: 320, stars: 130 };

test('three files become a preview that follows the options, and a picture', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, await Promise.all(['R', 'V', 'B'].map(filtered)));
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('Colour image');

  await page.getByRole('button', { name: 'Preview' }).press('Enter');
  const preview = page.getByRole('img', { name: 'Preview: R red, V green, B blue' });
  await expect(preview).toBeVisible({ timeout: 20_000 });
  expect(await preview.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(400);
  expect((await new AxeBuilder({ page }).include('form').analyze()).violations).toEqual([]);
  const first = await preview.getAttribute('src');

  await page.getByLabel('Brightness of the sky').fill('0.3');
  await expect(preview).not.toHaveAttribute('src', first!);
  await page.getByLabel('Channels').fill('R = red, V = bleu');
  await expect(page.getByText("Channels: 'bleu' is not a colour.")).toBeVisible();
  // The newest counts, whatever became of those before.
  for (const channels of ['R = red', 'R = red, V = cyan', ''])
    await page.getByLabel('Channels').fill(channels);
  await expect(preview).toBeVisible();
  await expect.poll(() => page.workers().filter((worker) => worker.url().startsWith('blob:')).length).toBe(0);

  await page.getByRole('button', { name: 'Run pipeline' }).click();
  const identifier = await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 20_000 });
  await expect(page.getByRole('log', { name: 'Log output' })).toContainText(
    'V (V.fits): green, by the stars'
  );
  await page.getByTitle(`${identifier}_outputs`).click();
  const picture = page.getByRole('img', { name: `${identifier}_picture.png` });
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(400);
  await expect(page.getByText(`${identifier}_channels.fits`).first()).toBeAttached();
});

/** The same stars through a filter, a little further on the detector and by another part of their light. */
async function filtered(filter: string, index: number): Promise<UploadedFile> {
  const { image } = simulateSky(SETTINGS).frame(index);
  const { width, height, data } = image;
  const blob = writeFits({
    data: data.map((value) => value * [1, 0.7, 0.5][index]),
    axes: [width, height],
    cards: [['FILTER', filter]]
  });
  return file(`${filter}.fits`, Buffer.from(await blob.arrayBuffer()), 'image/fits');
}
