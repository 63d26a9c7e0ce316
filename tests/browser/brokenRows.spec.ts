/** What is stored may be damaged: each row is shown as what it is, and no page is blank. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as withProfile } from '@playwright/test';
import { changeStore } from './support/changeStore';
import { addFiles, downloaded, frame, message, openNewTarget, productTable } from './support/journey';
import { openProfile } from './support/openProfile';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

const DAMAGED = 'What is stored of this file is damaged';

test('a broken row of each table is shown as such, by name, and leaves the others as they are', async ({
  page
}) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'good.fits' }), await frame({ name: 'bad.fits' })]);
  const [target] = await storedRows<{ pk: number }>(page, 'targets');
  const products = await storedRows<{ pk: number; name: string; facts: object }>(page, 'dataProducts');
  const bad = products.find(({ name }) => name === 'bad.fits')!;
  const source = { code: 'fromTheFuture', parameters: {} };
  await changeStore(page, {
    targets: [{ ...target, pk: 77, name: 'Bad target', ra: 'north', aliases: null, created: 'then' }],
    dataProducts: [{ ...bad, facts: { ...bad.facts, observed: { start: NaN, mid: 1e300, source } } }],
    dataProductGroups: [{ pk: 7, name: 'Bad group', created: null }],
    processes: [{ pk: 7, identifier: 'bad_1', targetPk: target!.pk, stage: 'exploded', created: Infinity }],
    reducedDatums: [
      {
        pk: 7,
        targetPk: target!.pk,
        dataType: 'photometry',
        sourceName: 'bad.csv',
        timestamp: 'noon',
        value: 12
      }
    ]
  });

  await page.goto('./#/');
  await expect(page.getByRole('link', { name: 'Bad target' })).toBeVisible();
  await page.getByRole('link', { name: '2 data products' }).click();
  const row = productTable(page).getByRole('row').filter({ hasText: 'bad.fits' });
  await expect(row).toContainText(DAMAGED);
  await expect(productTable(page)).toContainText('good.fits');
  const { bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download bad.fits' }).click()
  );
  expect(bytes.subarray(0, 6).toString()).toBe('SIMPLE');
  await page.getByRole('button', { name: 'Remove bad.fits' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await expect(productTable(page)).not.toContainText('bad.fits');

  await page.getByRole('link', { name: 'Some target', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Reduced data' })).toContainText('bad.csv');
  await page.goto('./#/targets/77');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bad target');
  await page.goto('./#/processes');
  await expect(page.getByRole('row').filter({ hasText: 'bad_1' })).toContainText(
    'What is stored of this run is damaged'
  );
  await page.getByRole('link', { name: 'View bad_1' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('bad_1');
  await page.goto('./#/groups/7');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bad group');
});

withProfile(
  'a store that the browser does not open is told in a sentence',
  async ({ launchOptions, baseURL }, info) => {
    const profile = info.outputPath('profile');
    const first = await openProfile(profile, launchOptions, baseURL);
    await first.context.close();
    const folder = join(profile, 'Default', 'IndexedDB');
    await rm(folder, { recursive: true, force: true });
    await writeFile(folder, 'not a folder');
    const { context, page } = await openProfile(profile, launchOptions, baseURL);
    await page.goto('#/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing can be stored here');
    await expect(page.getByRole('main')).toContainText('This browser does not let Pocket TOM store anything');
    await expect(message(page)).toHaveText('');
    await expect(page.getByRole('link', { name: 'New target' })).toHaveCount(0);
    expect(await readFile(folder, 'utf8')).toBe('not a folder');
    await context.close();
  }
);
