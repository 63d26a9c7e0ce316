/** The gallery, where files join groups: behaviour 27. */
import { expect, type Page } from '@playwright/test';
import {
  addFiles,
  addToGroup,
  frame,
  message,
  openGallery,
  openNewTarget,
  productTable
} from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

const NAMES = ['1.fits', '2.fits', '3.fits', '4.fits'];

test('says when no files were given', async ({ page }) => {
  for (const address of ['#/gallery', '#/gallery?product_pks=', '#/gallery?product_pks=7,x']) {
    await page.goto('#/settings');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
    await page.goto(address);
    await expect(page.getByText('No data products provided')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add to group' })).toHaveCount(0);
    await expect(page.getByRole('checkbox')).toHaveCount(0);
  }
});

test('shows the chosen files, and only the ticked ones join the group', async ({ page }) => {
  const address = await openTargetWithFiles(page);
  await addToGroup(page, 'Earlier', ['1.fits']);
  await page.goto(address);
  await openGalleryOf(page, NAMES);
  for (const name of NAMES) {
    await expect(tile(page, name).locator('img')).toHaveJSProperty('naturalWidth', 32);
    await expect(tile(page, name).getByRole('checkbox', { name })).not.toBeChecked();
  }
  await expect(page.getByRole('button', { name: 'Select group' })).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'You are here' })).toContainText('Some target');

  await page.getByRole('checkbox', { name: '1.fits' }).check();
  await page.getByRole('checkbox', { name: '3.fits' }).check();
  await page.getByLabel('Group', { exact: true }).fill('Best');
  await page.getByRole('button', { name: 'Add to group' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Best');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['1.fits', '3.fits']);
  await expect(message(page)).toContainText("Added 2 data products to group 'Best'");
  await expect(page.getByRole('navigation', { name: 'You are here' })).toContainText('Some target');
  expect(await storedRows(page, 'dataProducts')).toMatchObject([
    { name: '1.fits', groupPks: [1, 2] },
    { name: '2.fits', groupPks: [] },
    { name: '3.fits', groupPks: [2] },
    { name: '4.fits', groupPks: [] }
  ]);
});

test('adds to a group that is there, and names it among those to choose from', async ({ page }) => {
  const address = await openTargetWithFiles(page);
  await addToGroup(page, 'Best', ['1.fits']);
  await page.goto(address);
  await openGalleryOf(page, ['2.fits']);
  const offered = page.locator('datalist option');
  await expect
    .poll(() => offered.evaluateAll((options) => options.map((option) => option.getAttribute('value'))))
    .toEqual(['Good quality data', 'Best']);
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByLabel('Group', { exact: true }).fill('Best');
  await page.getByRole('button', { name: 'Add to group' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['1.fits', '2.fits']);
  expect(await storedRows(page, 'dataProductGroups')).toHaveLength(1);
});

test('wants a group and at least one file', async ({ page }) => {
  await openTargetWithFiles(page);
  await openGalleryOf(page, ['1.fits']);
  const group = page.getByLabel('Group', { exact: true });
  await page.getByRole('checkbox', { name: '1.fits' }).check();
  await page.getByRole('button', { name: 'Add to group' }).click();
  await expect(group).toHaveAttribute('aria-invalid', 'true');
  await expect(group).toHaveAccessibleDescription('Enter a group name');
  await group.fill('Best');
  await page.getByRole('checkbox', { name: '1.fits' }).uncheck();
  await page.getByRole('button', { name: 'Add to group' }).click();
  await expect(group).toHaveAccessibleDescription('No data product selected');
  await expect(page).toHaveURL(/#\/gallery\?product_pks=1$/);
  expect(await storedRows(page, 'dataProductGroups')).toEqual([]);
});

const tile = (page: Page, name: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('checkbox', { name }) });

/** @returns the address of the data page */
async function openTargetWithFiles(page: Page): Promise<string> {
  await openNewTarget(page);
  await addFiles(page, await Promise.all(NAMES.map((name) => frame({ name }))));
  return page.url();
}

async function openGalleryOf(page: Page, names: readonly string[]) {
  for (const name of names) await productTable(page).getByRole('checkbox', { name, exact: true }).check();
  await openGallery(page);
}
