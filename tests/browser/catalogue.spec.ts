/** From a frame to its sources: run, look at them on the frame, choose one by keyboard, take the table home. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { simulateSky } from '../../src/lib/kernels/simulation/simulateSky';
import {
  addFiles,
  downloaded,
  file,
  openNewestProcess,
  openNewTarget,
  processFact,
  productTable,
  runPipeline
} from './support/journey';
import { test } from './support/test';

const SIDE = 300;

test('lists the sources of a frame and draws them on it', async ({ page }) => {
  const sky = simulateSky({ seed: 3, frames: 1, width: SIDE, height: SIDE, stars: 80 });
  const data = Uint16Array.from(sky.frame(0).image.data);
  const frame = writeFits({ data, axes: [SIDE, SIDE], cards: [['EGAIN', 1.5]] });
  await openNewTarget(page);
  await addFiles(page, [file('night.fits', Buffer.from(await frame.arrayBuffer()))]);
  await runPipeline(page, 'Source catalogue');
  const identifier = await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created');
  await expect(page.getByRole('log')).toContainText(/'night\.fits': \d+ sources, FWHM 3\.\d+ px/);

  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(productTable(page)).not.toContainText('not a FITS file');
  const save = page.getByRole('button', { name: `Download ${identifier}_night.csv` });
  const { bytes } = await downloaded(page, () => save.click());
  const [names, ...rows] = bytes.toString().trimEnd().split('\r\n');
  expect(names).toMatch(/^number,x,y,mag,mag_err,flux,flux_err,snr,/);

  await page.getByRole('link', { name: 'Open night.fits' }).click();
  await page.getByRole('checkbox', { name: `Sources (${rows.length})` }).check();
  const list = page.getByRole('listbox', { name: 'Sources' });
  await list.focus();
  await list.press('ArrowDown');
  await list.press('ArrowDown');
  const [, , , magnitude, error] = rows[1]!.split(',').map(Number) as [
    number,
    number,
    number,
    number,
    number
  ];
  const text = `Source 2: magnitude ${magnitude.toFixed(3)} ± ${error.toFixed(3)}.`;
  const selected = list.getByRole('option', { selected: true });
  await expect(selected).toHaveAccessibleName(new RegExp(`^${text}`));
  await expect(page.getByLabel('Selected source')).toContainText(text);
  await list.press('End');
  await expect(selected).toHaveAttribute('aria-posinset', String(rows.length));
  await expect(selected).toBeInViewport();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  // The frame fits the view, its first row at the bottom.
  const view = page.getByRole('application', { name: 'Frame night.fits' });
  const { width, height } = (await view.boundingBox())!;
  const zoom = Math.min(width, height) / SIDE;
  const [, x, y] = rows[0]!.split(',').map(Number) as [number, number, number];
  const position = {
    x: width / 2 + zoom * (x - (SIDE + 1) / 2),
    y: height / 2 - zoom * (y - (SIDE + 1) / 2)
  };
  await view.hover({ position });
  await expect(page.getByLabel('Under the pointer')).toContainText(/Source 1: magnitude/);
  await view.click({ position });
  await expect(page.getByLabel('Selected source')).toContainText('Source 1: ');
  await expect(selected).toHaveAttribute('aria-posinset', '1');
});

test('tells two frames of one name apart', async ({ page }) => {
  await openNewTarget(page);
  for (const stars of [15, 60]) {
    const sky = simulateSky({ seed: 4, frames: 1, width: 200, height: 200, stars });
    const data = Uint16Array.from(sky.frame(0).image.data);
    const frame = writeFits({ data, axes: [200, 200], cards: [] });
    await addFiles(page, [file('n\u00e9buleuse.fits', Buffer.from(await frame.arrayBuffer()))]);
  }
  const address = page.url();
  await runPipeline(page, 'Source catalogue');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created, 2 warnings');
  const log = await page.getByRole('log').innerText();
  const counts = [...log.matchAll(/(\d+) sources/g)].map(([, count]) => count!);
  expect(new Set(counts).size).toBe(2);
  const seen: (string | undefined)[] = [];
  for (const nth of [0, 1]) {
    await page.goto(address);
    await page.getByRole('link', { name: 'Open n\u00e9buleuse.fits' }).nth(nth).click();
    const box = page.getByRole('checkbox', { name: /^Sources \(/ });
    await box.check();
    seen.push(/\d+/.exec((await box.locator('..').innerText()) ?? '')?.[0]);
  }
  expect(new Set(seen)).toEqual(new Set(counts));
});
