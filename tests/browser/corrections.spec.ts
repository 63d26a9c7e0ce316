/** What a header says wrongly, or not at all, is corrected by the user, who may think better of it. */
import { expect, type Page } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { givenBy } from '../fixtures/timeSources';
import { readGif } from '../fixtures/readGif';
import {
  addFiles,
  downloaded,
  file,
  message,
  openNewestProcess,
  openNewTarget,
  processFact,
  productTable,
  runPipeline,
  type UploadedFile
} from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

test('a filter and a time source are kept, shown, and what a time-lapse goes by', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [
    await frame('c.fits', 2, 3),
    await frame('b.fits', 1, 2, ['JD', julianDate(8)]),
    await frame('a.fits', 0, 1, ['JD', julianDate(9)])
  ]);
  const address = page.url();
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await correct(page).click();
  const dialog = page.getByRole('dialog', { name: 'Correct 3 data products' });
  await expect(dialog.getByText('In the files: R.')).toBeVisible();
  const times = dialog.getByRole('combobox', { name: 'Time source' });
  await expect(times.getByRole('option')).toHaveText([
    'Leave as it is',
    'As found automatically',
    'DATE-OBS: 2019-01-02 00:01:00',
    'JD: 2019-01-02 00:09:00, in 2 of 3 files'
  ]);
  await times.selectOption({ label: 'JD: 2019-01-02 00:09:00, in 2 of 3 files' });
  await dialog.getByLabel('Filter').fill('V');
  await dialog.getByRole('button', { name: 'Correct' }).click();
  await expect(dialog).toBeHidden();
  await expect(message(page)).toContainText(
    'Corrected 3 data products. 1 of 3 files has no JD; its time is unchanged'
  );

  await page.reload();
  await expect(row(page, 'a.fits')).toContainText('10 s in V · 32 × 32 px · corrected: filter, time');
  await expect(row(page, 'a.fits')).toContainText('2019-01-02 00:09:00');
  await expect(row(page, 'b.fits')).toContainText('2019-01-02 00:08:00');
  await expect(row(page, 'c.fits')).toContainText('2019-01-02 00:03:00');
  await expect(row(page, 'c.fits')).toContainText('corrected: filter');
  const rows = await storedRows<{ facts: object }>(page, 'dataProducts');
  expect(rows[2]).toMatchObject({ facts: { filter: 'R', observed: { source: givenBy('DATE-OBS') } } });

  await runPipeline(page, 'Timelapse');
  const name = `${await openNewestProcess(page)}_t.gif`;
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 20_000 });
  await page.goto(address);
  const { bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: `Download ${name}` }).click()
  );
  const { frames } = await readGif(new Blob([Uint8Array.from(bytes)]));
  expect(frames.map(({ red }) => brightQuarter(red))).toEqual([2, 1, 0]);
});

test('by keyboard, a wrong coordinate is told, a correction taken back by Undo or for good', async ({
  page
}) => {
  await openNewTarget(page);
  await addFiles(page, [await frame('a.fits', 0, 1), file('notes.txt', 'notes')]);
  await page.getByRole('checkbox', { name: 'notes.txt' }).check();
  await correct(page).click();
  await expect(message(page)).toContainText('None of the chosen files can be read as FITS');
  await page.getByRole('checkbox', { name: 'a.fits' }).check();

  await correct(page).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Correct 1 data product' });
  await expect(dialog).toContainText('Left out, not readable as FITS: 1 file.');
  await dialog.getByLabel('Frame type').selectOption('Dark');
  await dialog.getByRole('textbox', { name: 'RA' }).fill('04:53:00');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Dec' })).toBeFocused();
  await expect(dialog.getByRole('textbox', { name: 'Dec' })).toHaveAccessibleDescription(
    /^Give the declination too/
  );
  expect(await corrections(page)).toEqual([{}, {}]);
  await page.keyboard.type('-69.5');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(correct(page)).toBeFocused();
  const corrected = { frameType: 'dark', targetPosition: { ra: 73.25, dec: -69.5 } };
  expect(await corrections(page)).toEqual([corrected, {}]);

  await message(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => corrections(page)).toEqual([{}, {}]);

  await correct(page).click();
  await dialog.getByLabel('The time is that of').selectOption('The end of the exposure');
  await dialog.getByLabel('The clock was ahead of UTC by').fill('2:00');
  await dialog.getByLabel('Exposure time (s)').fill('30');
  await dialog.getByLabel('Gain (electrons per unit)').fill('none');
  await dialog.getByRole('textbox', { name: 'Latitude' }).fill('31.96');
  await dialog.getByRole('textbox', { name: 'Longitude' }).fill('110:52:48 W');
  await page.keyboard.press('Enter');
  const gain = dialog.getByLabel('Gain (electrons per unit)');
  await expect(gain).toBeFocused();
  await expect(gain).toHaveAccessibleDescription('The gain must be a number above 0');
  await gain.fill('0.8');
  await page.keyboard.press('Enter');
  await expect(row(page, 'a.fits')).toContainText(
    '30 s in R · 32 × 32 px · corrected: time stamp, clock, exposure time, site, gain'
  );
  await expect(row(page, 'a.fits')).toContainText('2019-01-01 22:00:30');
  await message(page).getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => corrections(page)).toEqual([{}, {}]);

  await correct(page).click();
  await dialog.getByLabel('Filter').fill('V');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await corrections(page)).toEqual([{}, {}]);
  await correct(page).click();
  await expect(dialog.getByLabel('Filter')).toHaveValue('');
  await dialog.getByLabel('Filter').fill('V');
  await dialog.getByLabel('Frame type').selectOption('Flat');
  await page.keyboard.press('Enter');
  await expect(row(page, 'a.fits')).toContainText('corrected: filter, frame type');
  await correct(page).click();
  await expect(dialog.getByLabel('Filter')).toHaveAccessibleDescription('In the files: R. Corrected: V.');
  await dialog.getByRole('checkbox', { name: 'As the file says' }).check();
  await dialog.getByRole('button', { name: 'Correct' }).click();
  await expect.poll(() => corrections(page)).toEqual([{ frameType: 'flat' }, {}]);
});

test('a time told at the Sun follows where the target is said to be', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame('a.fits', 0, 1, ['HJD', julianDate(9)])]);
  await page.getByRole('checkbox', { name: 'a.fits' }).check();
  await correct(page).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Time source' }).selectOption({ index: 3 });
  await dialog.getByRole('button', { name: 'Correct' }).click();
  const seen = row(page, 'a.fits').getByRole('time');
  await expect(seen).toHaveAttribute('title', 'From HJD, converted to the Earth');
  const time = await seen.innerText();

  await correct(page).click();
  await dialog.getByRole('textbox', { name: 'RA' }).fill('16:52:00');
  await dialog.getByRole('textbox', { name: 'Dec' }).fill('69:18:00');
  await dialog.getByRole('button', { name: 'Correct' }).click();
  await expect(row(page, 'a.fits')).toContainText('corrected: time, position');
  await expect(seen).toHaveAttribute('title', 'From HJD, converted to the Earth');
  await expect(seen).not.toHaveText(time);
  await message(page).getByRole('button', { name: 'Undo' }).last().click();
  await expect(seen).toHaveText(time);

  // So does that of a file that has no other time, once the target itself is moved.
  await addFiles(page, [await frame('b.fits', 0, null, ['HJD', julianDate(9)])]);
  const other = row(page, 'b.fits').getByRole('time');
  await expect(other).toHaveText(time);
  const data = page.url();
  await page.goto(data.replace(/data$/, 'edit'));
  await page.getByLabel('RA', { exact: true }).fill('16:52:00');
  await page.getByLabel('Dec', { exact: true }).fill('69:18:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(message(page)).toContainText('The times of 2 files follow the new position');
  await page.goto(data);
  await expect(other).not.toHaveText(time);
  await expect(seen).toHaveText(await other.innerText());
  await expect(other).toHaveAttribute('title', 'From HJD, converted to the Earth');
});

test('the picture of a file follows what its mosaic is said to be', async ({ page }) => {
  await openNewTarget(page);
  // Red grows to the right, blue to the left.
  const data = Uint16Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    if (x % 2 !== y % 2) return 2000 + 10 * y;
    return x % 2 === 0 ? 1000 + 50 * x : 3000 - 50 * x;
  });
  const blob = writeFits({ data, axes: [SIDE, SIDE] });
  await addFiles(page, [file('a.fits', Buffer.from(await blob.arrayBuffer()), 'image/fits')]);
  const picture = row(page, 'a.fits').locator('img');
  expect(await picture.evaluate(coloured)).toBe(false);
  await page.getByRole('checkbox', { name: 'a.fits' }).check();
  await correct(page).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mosaic of a colour camera').selectOption('RGGB');
  await dialog.getByRole('button', { name: 'Correct' }).click();
  await expect.poll(() => picture.evaluate(coloured)).toBe(true);
  await message(page).getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => picture.evaluate(coloured)).toBe(false);
});

/** Runs in the page: whether a picture has any colour. */
async function coloured(image: HTMLImageElement): Promise<boolean> {
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, i) => i % 4 < 2 && value !== data[i + 1]);
}

const SIDE = 32;

/** Minutes after midnight of 2019-01-02. */
const julianDate = (minutes: number): number => 2_458_485.5 + minutes / 1440;

/** Taken minutes after midnight of 2019-01-02; one quarter of its columns is bright. */
async function frame(
  name: string,
  quarter: number,
  minute: number | null,
  ...more: readonly (readonly [keyword: string, value: number])[]
): Promise<UploadedFile> {
  const data = Uint16Array.from({ length: SIDE * SIDE }, (_, i) =>
    Math.floor(((i % SIDE) * 4) / SIDE) === quarter ? 30_000 : 100 + (i % 7)
  );
  const date = `2019-01-02T00:0${minute}:00`;
  const dated = minute === null ? [] : ([['DATE-OBS', date]] as const);
  const cards = [...dated, ['EXPTIME', 10], ['FILTER', 'R'], ...more] as const;
  const blob = writeFits({ data, axes: [SIDE, SIDE], cards });
  return file(name, Buffer.from(await blob.arrayBuffer()), 'image/fits');
}

function brightQuarter(grey: ArrayLike<number>): number {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < grey.length; i++) sums[Math.floor(((i % SIDE) * 4) / SIDE)]! += grey[i]!;
  return sums.indexOf(Math.max(...sums));
}

const correct = (page: Page) =>
  page.getByRole('main').getByRole('button', { name: 'Correct', exact: true }).first();

const row = (page: Page, name: string) =>
  productTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name, exact: true }) });

const corrections = async (page: Page) =>
  (await storedRows<{ corrections: object }>(page, 'dataProducts')).map(({ corrections }) => corrections);
