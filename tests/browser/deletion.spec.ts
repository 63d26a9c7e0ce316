/** What is deleted is gone, and comes back whole if the user thinks better of it: behaviour 28. */
import { expect, type Page, test } from '@playwright/test';
import { fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  downloaded,
  file,
  frame,
  message,
  openNewTarget,
  productCheckboxes,
  productTable,
  runPipeline
} from './support/journey';
import { openProfile } from './support/openProfile';
import { rowCounts, TABLES } from './support/rowCounts';
import { storedRows } from './support/storedRows';

const NAMES = ['1.fits', '2.fits', '3.fits', '4.fits'];

test('files are deleted with their content and their reduced data, after every name was shown', async ({
  page
}) => {
  await page.clock.install();
  await openMeasuredTarget(page);
  const before = await rowCounts(page);
  expect(before).toMatchObject({ dataProducts: 4, files: 4, thumbnails: 4, reducedDatums: 5 });

  await choose(page, ['1.fits', '3.fits']);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 data products?' });
  await expect(dialog.getByRole('listitem')).toHaveText(['3.fits', '1.fits']);
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog).toBeHidden();
  expect(await rowCounts(page)).toEqual(before);

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await rowCounts(page)).toEqual(before);

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(message(page)).toContainText('Deleted 2 data products');
  await expectNames(page, ['2.fits', '4.fits']);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Data for Some target');
  // For as long as it can be undone, the files are kept.
  expect(await rowCounts(page)).toEqual({ ...before, dataProducts: 2, reducedDatums: 3 });
  await page.clock.fastForward('02:01');
  await expect(message(page)).not.toContainText('Deleted 2 data products');
  await expect
    .poll(() => rowCounts(page))
    .toEqual({ ...before, dataProducts: 2, files: 2, thumbnails: 2, reducedDatums: 3 });
});

test('a full store is emptied and filled again, without a reload', async ({
  launchOptions,
  baseURL
}, info) => {
  // On a disk: what private windows have in memory is not freed before they are closed.
  const profile = info.outputPath('profile');
  const { context, page } = await openProfile(profile, launchOptions, baseURL);
  const devtools = await context.newCDPSession(page);
  const quota = { origin: new URL(baseURL!).origin, quotaSize: 8e6 };
  await devtools.send('Storage.overrideQuotaForOrigin', quota);
  await openNewTarget(page);
  const frames = await Promise.all(
    [...NAMES, '5.fits', '6.fits'].map((name) => frame({ name, width: 1000, height: 1250 }))
  );
  await addFiles(page, frames.slice(0, 2));
  await page.getByLabel('Add files').setInputFiles(frames.slice(2, 4));
  await expect(message(page)).toContainText('There is no space left for this app');
  await deleteAll(page);
  await expect(message(page)).toContainText('For 2 minutes this can be undone');
  await page.getByLabel('Add files').setInputFiles(frames.slice(2, 4));
  await message(page).getByRole('button', { name: 'Delete for good what can still be undone' }).click();
  await expect(message(page).getByRole('button', { name: 'Undo' })).toBeHidden();
  await addFiles(page, frames.slice(4));
  await deleteAll(page);
  expect(await bytesUsed(page)).toBeGreaterThan(5e6);
  await message(page).getByRole('button', { name: 'Free the space now' }).click();
  await expect.poll(() => bytesUsed(page)).toBeLessThan(1e6);
  await addFiles(page, frames.slice(0, 1));

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(message(page)).toHaveText('Everything was erased from this browser.');
  await expect.poll(() => bytesUsed(page)).toBeLessThan(1e6);
  await context.close();
});

test('Undo puts files and reduced data back, byte by byte', async ({ page }) => {
  await openMeasuredTarget(page);
  const before = await contents(page);
  const bytes = await download(page, '1.fits');
  await choose(page, ['1.fits', '3.fits']);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expectNames(page, ['2.fits', '4.fits']);

  await message(page).getByRole('button', { name: 'Undo' }).click();
  await expectNames(page, NAMES);
  expect(await contents(page)).toEqual(before);
  expect(await download(page, '1.fits')).toEqual(bytes);
  await page.reload();
  await expectNames(page, NAMES);
  expect(await download(page, '1.fits')).toEqual(bytes);
});

test('the button of a row deletes that file, whatever else is chosen', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [file('1.txt', '1'), file('2.txt', '2')]);
  await choose(page, ['1.txt']);
  await page.getByRole('button', { name: 'Remove 2.txt' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 1 data product?' });
  await expect(dialog.getByRole('listitem')).toHaveText(['2.txt']);
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(message(page)).toContainText('Deleted 1 data product');
  await expectNames(page, ['1.txt']);
  await expect(productTable(page).getByRole('checkbox', { name: '1.txt' })).toBeChecked();
});

test('a target is deleted with all it has, and Undo puts all of it back', async ({ page }) => {
  await openNewTarget(page, 'Neighbour');
  await addFiles(page, [file('theirs.txt', 'theirs')]);
  await openMeasuredTarget(page);
  const before = await contents(page);
  const address = page.url();

  await page.getByRole('main').getByRole('link', { name: 'Some target' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Some target?' });
  await dialog.getByRole('button', { name: 'Keep' }).click();
  expect(await contents(page)).toEqual(before);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Targets');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Neighbour']);
  await expect(message(page)).toContainText("Deleted target 'Some target'");
  expect(await rowCounts(page)).toMatchObject({
    targets: 1,
    dataProducts: 1,
    files: 5,
    thumbnails: 4,
    reducedDatums: 0,
    processes: 0,
    processLogs: 0
  });

  await message(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Neighbour', 'Some target']);
  expect(await contents(page)).toEqual(before);
  await page.goto(address);
  await expectNames(page, NAMES);
});

test('a target cannot come back once another has its name', async ({ page }) => {
  await openNewTarget(page, 'Twin');
  await page.getByRole('main').getByRole('link', { name: 'Twin' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(message(page)).toContainText("Deleted target 'Twin'");
  const undo = message(page).getByRole('button', { name: 'Undo' });
  await page.getByRole('link', { name: 'New target' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Twin');
  await page.getByLabel('RA', { exact: true }).fill('1');
  await page.getByLabel('Dec', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Create target' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Twin');
  await undo.click();
  await expect(message(page)).toContainText('A Target matching Twin already exists.');
  expect(await storedRows(page, 'targets')).toHaveLength(1);
});

const bytesUsed = (page: Page) => page.evaluate(async () => (await navigator.storage.estimate()).usage!);

async function deleteAll(page: Page) {
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(productCheckboxes(page)).toHaveCount(0);
}

/** A target of four frames, on each of which a pipeline has measured one brightness, and written one text. */
async function openMeasuredTarget(page: Page) {
  await fakeExamplePipeline(page.context(), {
    shortName: 'fake',
    async doPipeline(process, tmpdir) {
      process.log('measuring');
      const [photometry, report] = [tmpdir.join('photometry.csv'), tmpdir.join('report.txt')];
      await report.writeText('report');
      return [
        [
          photometry,
          'ReducedDatum',
          'photometry',
          process.inputFiles.map(({ name }, i) => [59000 + i, 12, 0.1, name])
        ],
        [report, 'ReducedDatum']
      ] as never;
    }
  });
  await openNewTarget(page);
  await addFiles(page, await Promise.all(NAMES.map((name) => frame({ name }))));
  await runPipeline(page, 'Example pipeline');
  await expect.poll(async () => (await storedRows(page, 'reducedDatums')).length).toBe(5);
}

async function choose(page: Page, names: readonly string[]) {
  for (const name of names) await productTable(page).getByRole('checkbox', { name, exact: true }).check();
}

/** Newest files stand first in the table; `names` are in the order in which they were added. */
async function expectNames(page: Page, names: readonly string[]) {
  await expect(productCheckboxes(page)).toHaveCount(names.length);
  for (const [index, name] of names.toReversed().entries()) {
    await expect(productCheckboxes(page).nth(index)).toHaveAccessibleName(name);
  }
}

async function download(page: Page, name: string): Promise<Buffer> {
  const button = page.getByRole('button', { name: `Download ${name}`, exact: true });
  return (await downloaded(page, () => button.click())).bytes;
}

async function contents(page: Page): Promise<Record<string, unknown[]>> {
  const entries = TABLES.map(async (table) => [table, await storedRows(page, table)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
