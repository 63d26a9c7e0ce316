/** The page of a target's data: behaviours 19 to 25. */
import { expect, type Page } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import {
  addFiles,
  addToGroup,
  file,
  frame,
  message,
  openNewTarget,
  productCheckboxes,
  processRows,
  productTable,
  runPipeline
} from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

test('leads back to the target and says whether it is active', async ({ page }) => {
  await openNewTarget(page, 'Some target');
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Data', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Processes', exact: true })).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: 'Some target' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Some target');
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByText('More details').click();
  await page.getByRole('checkbox', { name: /^Active/ }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(page.getByText('Inactive', { exact: true })).toBeVisible();
});

test('a row names the file, what observed it and its type, or why it cannot be read', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'good.fits' }), file('bad.fits', 'SIMPLE  =   T')]);
  await expect(row(page, 'good.fits')).toContainText('FITS file');
  await expect(row(page, 'good.fits')).toContainText('32 × 24 px');
  await expect(row(page, 'good.fits')).toContainText('2026-01-01 00:00:00');
  await expect(row(page, 'bad.fits')).toContainText('END card');
});

test('selection buttons choose all, the reduced ones or none, and forget what was chosen before', async ({
  page
}) => {
  await openNewTarget(page);
  await addFiles(page, [
    await frame({ name: 'x-e91.fits' }),
    await frame({ name: 'x-e00.fits.fz' }),
    await frame({ name: 'x.fts' }),
    file('notes.txt', 'notes')
  ]);
  const choose = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await choose('Select all');
  await expectChosen(page, ['x-e91.fits', 'x-e00.fits.fz', 'x.fts', 'notes.txt']);
  await choose('Deselect all');
  await expectChosen(page, []);
  await productTable(page).getByRole('checkbox', { name: 'notes.txt' }).check();
  await expectChosen(page, ['notes.txt']);
  await choose('Select reduced');
  await expectChosen(page, ['x-e91.fits', 'x.fts']);
});

test('for a pipeline, all are those that it can use: tables are neither frames nor references', async ({
  page
}) => {
  await openNewTarget(page);
  const table = writeFits({ columns: [{ name: 'X', values: Float32Array.of(1, 2) }] });
  await addFiles(page, [
    await frame({ name: 'a.fits' }),
    await frame({ name: 'b.fits' }),
    file('table.fits', Buffer.from(await table.arrayBuffer())),
    file('notes.txt', 'notes')
  ]);
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption({ label: 'Align and stack' });
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await expectChosen(page, ['a.fits', 'b.fits']);
  await page.getByRole('button', { name: 'Select every file' }).click();
  await expectChosen(page, ['a.fits', 'b.fits', 'table.fits', 'notes.txt']);
  await expect(page.locator('form').getByRole('status')).toContainText([
    '1 chosen file is not for this pipeline: notes.txt.',
    '1 chosen file holds no image that can be read: table.fits.'
  ]);
  const references = page.getByRole('combobox', { name: 'Reference frame' }).getByRole('option');
  await expect(references).toHaveText(['The first one', 'b.fits', 'a.fits']);
});

test('a group is chosen by name, and only groups with files of this target are offered', async ({ page }) => {
  await openNewTarget(page, 'First');
  await addFiles(page, [file('1.txt', '1'), file('2.txt', '2'), file('3.txt', '3')]);
  const address = page.url();
  await addToGroup(page, 'Mine', ['1.txt', '3.txt']);
  await openNewTarget(page, 'Second');
  await addFiles(page, [file('4.txt', '4')]);
  await addToGroup(page, 'Not mine', ['4.txt']);

  await page.goto(address);
  const list = page.getByRole('combobox', { name: 'Group' });
  await expect(list.getByRole('option')).toHaveText(['No group', 'Mine']);
  await productTable(page).getByRole('checkbox', { name: '2.txt' }).check();
  await list.selectOption({ label: 'Mine' });
  await page.getByRole('button', { name: 'Select group' }).click();
  await expectChosen(page, ['1.txt', '3.txt']);
  await list.selectOption({ label: 'No group' });
  await page.getByRole('button', { name: 'Select group' }).click();
  await expectChosen(page, []);
});

test('files without a product id work in every action', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: '1.fits' }), await frame({ name: '2.fits' })]);
  const products = await storedRows<{ productId: string | null }>(page, 'dataProducts');
  expect(products.map(({ productId }) => productId)).toEqual([null, null]);

  await runPipeline(page, 'Example pipeline');
  await expect(processRows(page).locator('strong')).toHaveText('Created');
  const address = page.url();
  await addToGroup(page, 'Both', ['1.fits', '2.fits']);
  await page.goto(address);
  await productTable(page).getByRole('checkbox', { name: '1.fits', exact: true }).check();
  await productTable(page).getByRole('checkbox', { name: '2.fits', exact: true }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(message(page)).toContainText('Deleted 2 data products');
});

test('every action wants at least one file', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: '1.fits' })]);
  const address = page.url();
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('Timelapse');
  for (const action of ['Run pipeline', 'View gallery', 'Correct', 'Delete']) {
    await page.getByRole('button', { name: action, exact: true }).click();
    await expect(message(page)).toContainText('No data product selected');
    await expect(page).toHaveURL(address);
    await expect(page.getByRole('dialog')).toBeHidden();
    await message(page).getByRole('button', { name: 'Dismiss message' }).last().click();
    await expect(message(page)).not.toContainText('No data product selected');
  }
  expect(await storedRows(page, 'processes')).toEqual([]);
});

test('Run without a pipeline marks the list and sends nothing', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: '1.fits' })]);
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  const list = page.getByRole('combobox', { name: 'Pipeline' });
  await expect(list).not.toHaveAttribute('aria-invalid');
  await page.getByRole('button', { name: 'Run pipeline' }).click();
  await expect(list).toHaveAttribute('aria-invalid', 'true');
  await expectChosen(page, ['1.fits']);
  expect(await storedRows(page, 'processes')).toEqual([]);
  await list.selectOption('Timelapse');
  await expect(list).not.toHaveAttribute('aria-invalid');
});

test('a second click on Run makes no second run', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: '1.fits' })]);
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('Example pipeline');
  await page.getByRole('button', { name: 'Run pipeline' }).dblclick();
  await expect(processRows(page).locator('strong')).toHaveText('Created');
  expect(await storedRows(page, 'processes')).toHaveLength(1);
});

test('Run leads to the processes, newest first, which tell how they end and are gone once they are old', async ({
  page
}) => {
  await openNewTarget(page);
  await addFiles(page, [
    await frame({ name: 'good.fits' }),
    await frame({ name: 'undated.fits', date: null })
  ]);
  await expect(processes(page)).toContainText('No pending processes');

  await runPipeline(page, 'Timelapse', ['good.fits']);
  await expect(processes(page)).toBeFocused();
  await expectChosen(page, []);
  const rows = processRows(page);
  await expect(rows.last()).toContainText(/tl_1_\d{14}.*Created\s+\(in the data table\)/);
  await expect(productCheckboxes(page)).toHaveCount(3);

  await runPipeline(page, 'Timelapse', ['undated.fits']);
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Failed (Error in file 'undated.fits': could not find");
  await expect(rows.last()).toContainText('Created');
  await expect(rows.first().locator('strong')).toHaveText('Failed');

  await page.reload();
  await expect(processes(page)).toContainText('No pending processes');
  await expect(rows).toHaveCount(0);
});

const processes = (page: Page) => page.getByRole('region', { name: 'Processes', exact: true });

const row = (page: Page, name: string) =>
  productTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name, exact: true }) });

/** Newest files stand first in the table; `names` are in the order in which they were added. */
async function expectChosen(page: Page, names: readonly string[]) {
  const chosen = () =>
    productCheckboxes(page).evaluateAll((boxes) =>
      boxes.filter((box) => (box as HTMLInputElement).checked).map((box) => box.getAttribute('aria-label'))
    );
  await expect.poll(chosen).toEqual(names.toReversed());
}
