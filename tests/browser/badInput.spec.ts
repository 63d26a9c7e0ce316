/** Files and names nobody should give, and what they get. */
import { expect, type Locator, type Page } from '@playwright/test';
import {
  addFiles,
  downloaded,
  file,
  frame,
  openGallery,
  openNewestProcess,
  openNewTarget,
  processFact,
  processStatuses,
  productCheckboxes,
  productTable,
  runPipeline,
  type UploadedFile
} from './support/journey';
import { rowCounts } from './support/rowCounts';
import { test } from './support/test';

const NOT_FITS = "This is not a FITS file: it does not begin with the card 'SIMPLE  ='.";
const TRUNCATED = 'HDU 0: the file is truncated, 1436 bytes of its data are missing.';

test('any file is stored; one that cannot be read says why in its row', async ({ page }) => {
  const complaints: Record<string, string> = {
    'empty.fits': 'The file is empty.',
    'text.fits': NOT_FITS,
    'zeros.fits': NOT_FITS,
    'truncated.fits': TRUNCATED
  };
  await openNewTarget(page);
  const files = [...(await badFiles()), file('notes.txt', 'seeing was good'), await picture(page)];
  await addFiles(page, files);
  await page.reload();
  await expect(productCheckboxes(page)).toHaveCount(files.length);
  for (const [name, complaint] of Object.entries(complaints)) {
    await expect(row(page, name)).toContainText(complaint);
  }
  await expect(row(page, 'picture.png')).toContainText('Image');
  await expect(row(page, 'picture.png').locator('img')).toBeVisible();
  for (const name of ['picture.png', 'notes.txt']) await expect(row(page, name)).not.toContainText('FITS');
  for (const { name, buffer } of files) {
    const { bytes } = await downloaded(page, () =>
      page.getByRole('button', { name: `Download ${name}` }).click()
    );
    expect(bytes.equals(buffer), name).toBe(true);
  }
});

test('a time-lapse with a frame that does not fit names it and touches nothing else', async ({ page }) => {
  const bad = [
    ...(await badFiles()),
    await frame({ name: 'undated.fits', date: null }),
    await frame({ name: 'misdated.fits', date: 'yesterday' }),
    await frame({ name: 'wide.fits', width: 40, date: '2026-01-01T00:00:09' })
  ];
  const reasons: Record<string, string> = {
    'empty.fits': 'The file is empty.',
    'text.fits': NOT_FITS,
    'zeros.fits': NOT_FITS,
    'truncated.fits': TRUNCATED,
    'undated.fits': "could not find observation date in FITS header 'DATE-OBS'",
    'misdated.fits': "The header DATE-OBS is 'yesterday', which is not a date.",
    'wide.fits':
      '40 x 24 pixels where the first frame has 32 x 24. Invalid parameters. Are all images the same size?'
  };
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'good.fits' }), ...bad]);
  const before = await rowCounts(page);
  const rowsBefore = await productTable(page).getByRole('row').allTextContents();
  for (const [i, { name }] of bad.entries()) {
    await runPipeline(page, 'Timelapse', ['good.fits', name]);
    await expect(processStatuses(page)).toHaveCount(i + 1);
    await expect(processStatuses(page).first()).toHaveText(
      `Failed (Error in file '${name}': ${reasons[name]})`
    );
  }
  expect(await productTable(page).getByRole('row').allTextContents()).toEqual(rowsBefore);
  const { processes, processLogs, ...after } = await rowCounts(page);
  expect(before).toMatchObject(after);
  expect([processes, processLogs! > 0]).toEqual([bad.length, true]);

  await runPipeline(page, 'Timelapse', ['good.fits']);
  await expect(processStatuses(page).first()).toHaveText(/Created/);
});

const NAMES = {
  'a script': '<script>globalThis.hacked = 1</script>.fits',
  'an image that runs': '<img src=x onerror="globalThis.hacked = 1">.fits',
  quotes: `"so" 'called' & \`named\`.fits`,
  'what looks like slashes': '..∕..⁄etc＼passwd.fits',
  emoji: '🔭 Nébuleuse 銀河 🌌.fits',
  '300 characters': `${'x'.repeat(295)}.fits`
};

for (const [what, name] of Object.entries(NAMES)) {
  test(`${what} in a name is text wherever it is shown, and safe in a download`, async ({ page }) => {
    const target = name.slice(0, -5);
    await openNewTarget(page, target);
    await addFiles(page, [await frame({ name, date: null })]);
    await expect(productTable(page).getByText(name, { exact: true })).toBeVisible();

    const { name: saved } = await downloaded(page, () =>
      page.getByRole('button', { name: `Download ${name}`, exact: true }).click()
    );
    expect(saved).toMatch(/^[^\\/<>:"|?*]{1,124}\.fits$/);
    await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
    await expect(page.getByRole('dialog').getByText(name, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Keep' }).click();

    await runPipeline(page, 'Timelapse');
    await openNewestProcess(page);
    await expect(processFact(page, 'Status')).toContainText(`Error in file '${name}': could not find`);
    await expect(processFact(page, 'Target').getByRole('link')).toHaveAttribute('title', target);
    await processFact(page, 'Target').getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(target);
    await expect(page.getByText(name, { exact: true })).toBeVisible();

    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await page.getByRole('button', { name: 'Select all', exact: true }).click();
    await openGallery(page);
    await page.getByRole('checkbox', { name, exact: true }).check();
    await page.getByLabel('Group', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Add to group' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(page.getByText(`Added 1 data product to group '${name}'`)).toBeVisible();
    const all = await downloaded(page, () => page.getByRole('button', { name: 'Download all' }).click());
    expect(all.name).toMatch(/^[^\\/<>:"|?*]{1,124}\.zip$/);
    expect(all.bytes.toString('latin1')).not.toContain('<');

    await page.getByRole('link', { name: 'Targets', exact: true }).first().click();
    await expect(page.getByRole('link', { name: target, exact: true })).toBeVisible();
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    // A name may be long, the page must not be wide.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0
    );
  });
}

/** Files named as FITS that are not, or not whole. */
async function badFiles(): Promise<UploadedFile[]> {
  const { buffer } = await frame({ name: '' });
  return [
    file('empty.fits', ''),
    file('text.fits', 'seeing was poor'),
    file('zeros.fits', Buffer.alloc(5760)),
    file('truncated.fits', buffer.subarray(0, 2880 + 100))
  ];
}

async function picture(page: Page): Promise<UploadedFile> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext('2d')!.fillRect(0, 0, 20, 30);
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
  });
  return file('picture.png', Buffer.from(bytes), 'image/png');
}

const row = (page: Page, name: string): Locator =>
  productTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name, exact: true }) });
