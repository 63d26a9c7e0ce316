/** What leaves the app: each file, a group, photometry (behaviour 30), under names that are safe anywhere. */
import { strFromU8, unzipSync } from 'fflate';
import { expect, type Page } from '@playwright/test';
import { fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  addToGroup,
  downloaded,
  file,
  frame,
  openGallery,
  openNewTarget,
  productTable,
  runPipeline
} from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

test('a file comes back byte by byte, from the data page and from its group', async ({ page }) => {
  const { name, mimeType, buffer } = await frame({ name: 'a.fits' });
  await openNewTarget(page);
  await addFiles(page, [{ name, mimeType, buffer }, file('empty.txt', '')]);
  expect(await download(page, name)).toEqual({ name, bytes: buffer });
  expect(await download(page, 'empty.txt')).toEqual({ name: 'empty.txt', bytes: Buffer.from('') });
  await addToGroup(page, 'Some group', [name]);
  expect(await download(page, name)).toEqual({ name, bytes: buffer });
});

test('a group comes as a ZIP of its files', async ({ page }) => {
  const fits = await frame({ name: 'a.fits' });
  await openNewTarget(page);
  // Two files of one name: both must be in the archive.
  await addFiles(page, [
    fits,
    file('notes.txt', 'first'),
    file('notes.txt', 'second'),
    file('other.txt', 'x')
  ]);
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await productTable(page).getByRole('checkbox', { name: 'other.txt' }).uncheck();
  await openGallery(page);
  await page.getByLabel('Group', { exact: true }).fill('Night 1/2');
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('button', { name: 'Add to group' }).click();

  const all = page.getByRole('button', { name: 'Download all' });
  const { name, bytes } = await downloaded(page, () => all.click());
  expect(name).toBe('Night 1_2.zip');
  const entries = unzipSync(bytes);
  expect(Object.keys(entries)).toHaveLength(3);
  expect(Buffer.from(entries['a.fits']!)).toEqual(fits.buffer);
  const texts = Object.keys(entries)
    .filter((entry) => entry.startsWith('notes'))
    .map((entry) => strFromU8(entries[entry]!));
  expect(texts.toSorted()).toEqual(['first', 'second']);
});

test('photometry comes as rows of time, magnitude and error, oldest first', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline(_process, tmpdir) {
      const report = tmpdir.join('report.txt');
      await report.writeText('no photometry');
      return [
        [report, 'ReducedDatum'],
        [
          tmpdir.join('photometry.csv'),
          'ReducedDatum',
          'photometry',
          [
            [59001.5, 11.25, 0.02],
            [59000.25, 12.5, 0.01]
          ]
        ]
      ] as never;
    }
  });
  await openNewTarget(page, 'HAT-P 7.b');
  await addFiles(page, [file('1.txt', '1')]);
  await runPipeline(page, 'Example pipeline');
  await expect.poll(() => storedRows(page, 'reducedDatums')).toHaveLength(3);
  await page.getByRole('main').getByRole('link', { name: 'HAT-P 7.b' }).click();

  const csv = page.getByRole('button', { name: 'Download CSV' });
  const { name, bytes } = await downloaded(page, () => csv.click());
  expect(name).toBe('HAT-P_7_b.csv');
  expect(bytes.toString().trimEnd().split(/\r?\n/)).toEqual([
    '2020-05-31T06:00:00.000Z,12.5,0.01',
    '2020-06-01T12:00:00.000Z,11.25,0.02'
  ]);

  const reduced = page.getByRole('region', { name: 'Reduced data' });
  await reduced.locator('summary').click();
  const text = await downloaded(page, () => reduced.getByRole('button', { name: /^Download / }).click());
  expect(text.name).toMatch(/^fake_1_\d{14}_report\.txt$/);
  expect(text.bytes.toString()).toBe('no photometry');
});

const ODD_NAMES = [
  ['<script>alert(1)</script>.txt', '_script_alert(1)__script_.txt'],
  [`"quotes" and 'more' & so on.txt`, '_quotes_ and _more_ _ so on.txt'],
  ['..\\back\\slashes.txt', '_back_slashes.txt'],
  ['telescope 🔭 Ünïcode.txt', 'telescope _ Ünïcode.txt'],
  [`${'long'.repeat(60)}.txt`, `${'long'.repeat(29)}.txt`]
] as const;

test('odd names are shown as they are, and saved under safe ones', async ({ page }) => {
  page.on('dialog', (dialog) => {
    throw new Error(`A name was taken for a program: ${dialog.message()}`);
  });
  await openNewTarget(page);
  await addFiles(
    page,
    ODD_NAMES.map(([name]) => file(name, `content of ${name}`))
  );
  for (const [name, safeName] of ODD_NAMES) {
    await expect(productTable(page).getByText(name, { exact: true })).toBeVisible();
    expect(await download(page, name)).toEqual({ name: safeName, bytes: Buffer.from(`content of ${name}`) });
  }
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const listed = page.getByRole('dialog').getByRole('listitem');
  await expect(listed).toHaveText(ODD_NAMES.map(([name]) => name).toReversed());
  await page.getByRole('button', { name: 'Keep' }).click();
  await openGallery(page);
  for (const [name] of ODD_NAMES)
    await expect(page.getByRole('checkbox', { name, exact: true })).toBeVisible();
});

test('names with slashes and of 300 characters, of targets and groups, are text as well', async ({
  page
}) => {
  const group = `<b>Group</b> 1/2 ${'n'.repeat(300)}`;
  const target = '<img src=x onerror=alert(1)> '.padEnd(300, 't');
  await openNewTarget(page, target);
  await addFiles(page, [file('1.txt', '1')]);
  await addToGroup(page, group, ['1.txt']);
  const all = page.getByRole('button', { name: 'Download all' });
  const { name, bytes } = await downloaded(page, () => all.click());
  expect(name).toMatch(/^_b_Group__b_ 1_2 n+\.zip$/);
  expect(name.length).toBeLessThanOrEqual(120);
  expect(Object.keys(unzipSync(bytes))).toEqual(['1.txt']);
  await page.getByRole('link', { name: 'Pocket TOM' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Targets' })).toBeVisible();
  await expect(page.getByRole('link', { name: target, exact: true })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

function download(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const button = page.getByRole('button', { name: `Download ${name}`, exact: true });
  return downloaded(page, () => button.click());
}
