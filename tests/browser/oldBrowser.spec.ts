/** The whole way in Chromium 109, the last for Windows 7 and for many a school's computer. */
import { expect, test } from '@playwright/test';
import { findOldBrowser } from '../../scripts/old-browser.mjs';
import {
  openNewestProcess,
  processFact,
  productCheckboxes,
  productTable,
  runPipeline
} from './support/journey';

const browser = findOldBrowser();

test.skip(!browser, 'Chromium 109 is not there: `node scripts/old-browser.mjs` installs it');
test.use({ launchOptions: { ...browser, args: ['--no-sandbox', '--disable-gpu'] } });

test('Chromium 109 makes a time-lapse of the sample project and shows a frame', async ({ page, browser }) => {
  expect(browser.version()).toMatch(/^109\./);
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));

  await page.goto('');
  await page.getByRole('button', { name: 'Open the sample project' }).click();
  await expect(productCheckboxes(page)).toHaveCount(24);
  const dataPage = page.url();
  await runPipeline(page, 'Timelapse');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created');

  await page.goto(dataPage);
  await expect(productTable(page).getByRole('row').filter({ hasText: '.gif' })).toContainText('Timelapse');
  await productTable(page).getByRole('link', { name: 'Open simulated_001.fits' }).click();
  await expect(page.getByRole('heading', { name: 'Header', exact: true })).toBeVisible();
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByLabel('Under the pointer')).toHaveText(/^Pixel 255, 257 · Value \d+ · RA 05:34:33/);
  expect(errors).toEqual([]);
});
