/** Files of which the browser gives the bytes no more: people are told which, and what to do, wherever they meet it. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  addFiles,
  addToGroup,
  frame,
  message,
  openNewestProcess,
  openNewTarget,
  processFact,
  runPipeline
} from './support/journey';
import { openProfile } from './support/openProfile';

const LOST = 'The browser can no longer read this file: it was changed or removed';

test('a stored file whose bytes are gone is named by runs, downloads and pages', async ({
  launchOptions,
  baseURL
}, info) => {
  const profile = info.outputPath('profile');
  const { context, page } = await openProfile(profile, launchOptions, baseURL);
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'one.fits' }), await frame({ name: 'two.fits' })]);
  await runPipeline(page, 'Timelapse');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created');
  const { host } = new URL(baseURL!);
  const folder = `http_${host.replace(':', '_')}.indexeddb.blob`;
  await rm(join(profile, 'Default', 'IndexedDB', folder), { recursive: true });
  await page.reload();
  await page.getByRole('link', { name: 'Data', exact: true }).click();

  await runPipeline(page, 'Example pipeline', ['two.fits', 'one.fits']);
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toContainText(`Error in file 'one.fits': ${LOST}`);
  await page.getByRole('link', { name: 'Data', exact: true }).click();

  await page.getByRole('link', { name: 'Open one.fits' }).click();
  await expect(page.getByRole('alert')).toContainText(`one.fits: ${LOST}`);
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await addToGroup(page, 'Some group', ['one.fits']);
  await page.getByRole('button', { name: 'Download one.fits' }).click();
  await expect(message(page)).toContainText(`'one.fits' could not be downloaded: ${LOST}`);
  await page.getByRole('button', { name: 'Download all' }).click();
  await expect(message(page)).toContainText(
    `'Some group' could not be downloaded: Error in file 'one.fits': ${LOST}`
  );
  await page.getByRole('link', { name: 'Some target', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Latest time-lapse' })).toContainText(LOST);
  await context.close();
});

test('a table that was changed on the disk after it was chosen is not imported', async ({ page }, info) => {
  const path = info.outputPath('night.csv');
  await writeFile(path, 'mjd,mag\n59000,12\n');
  await openNewTarget(page);
  await page.getByRole('link', { name: 'Some target', exact: true }).click();
  await page.getByRole('link', { name: 'Import photometry' }).click();
  await page.getByLabel('Choose files').setInputFiles(path);
  await expect(page.getByRole('region', { name: 'night.csv', exact: true })).toContainText('1 row');
  await writeFile(path, 'mjd,mag\n59000,12\n59001,12\n');
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(message(page)).toContainText(`'night.csv' was not added: ${LOST}`);
});
