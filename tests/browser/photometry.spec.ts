/** Photometry: imported (behaviours 49, 50), plotted (29), excluded and exported, by mouse and by keyboard. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test as ownTest } from '@playwright/test';
import { fakeExamplePipeline } from './support/fakePipeline';
import { addFiles, downloaded, file, frame, message, openNewTarget, runPipeline } from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

const START = 59000.25;
/** Two filters, a limit, and a headline that names no column: they are mapped by hand. */
const TABLE = [
  'when;how bright;how sure;colour',
  ...Array.from({ length: 20 }, (_, i) => [
    `${START + i / 100};${(12 + 0.2 * Math.sin(i)).toFixed(3)};0,010;V`,
    `${START + 0.005 + i / 100};${(11.5 + 0.1 * Math.sin(i)).toFixed(3)};0,020;B`
  ]).flat(),
  `${START + 0.3};>14.5;;V`,
  ''
].join('\n');

const GOOD = 'all_good_measurements_of_the_night_of_2020_05_31.csv';

test('a table is mapped by hand, imported, plotted; a point is excluded, taken back, and exported', async ({
  page
}) => {
  await openImport(page);
  await page.getByLabel('Choose files').setInputFiles([file('night.txt', TABLE), file('empty.txt', '\n')]);
  await expect(panel(page, 'empty.txt')).toContainText('Empty table or invalid file type');
  const night = panel(page, 'night.txt');
  await night.getByLabel('Column 2, how bright').selectOption('Magnitude');
  // Two changes at once: the table is read again for each, and neither is lost.
  await night.getByLabel('Column 3, how sure').evaluate((error) => {
    const filter = document.querySelector<HTMLSelectElement>('select[aria-label="Column 4, colour"]')!;
    for (const [select, role] of [
      [error as HTMLSelectElement, 'error'],
      [filter, 'filter']
    ] as const) {
      select.value = role;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  await night.getByLabel('Times are').selectOption('MJD');
  await expect(night).toContainText('41 rows: all can be read.');
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(message(page)).toContainText("Added 41 measurements from 'night.txt'");
  await page.getByRole('button', { name: 'Do not import empty.txt' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Some target' }).click();

  const plot = lightCurve(page, 41);
  await expect(photometry(page).getByRole('button', { name: 'V', exact: true })).toBeVisible();
  await expectZoomByMouse(page, plot);
  await plot.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown'); // the other filter: V
  await expect(underPointer(page)).toHaveText(/^V 12.000 ± 0.010 · 2020-05-31 06:00:00 UTC/);
  await page.keyboard.press('+');
  const { x, y } = await cursorPlace(page);
  await page.mouse.click(x, y);
  const point = photometry(page).getByRole('region', { name: 'V 12.000' });
  await expect(point).toBeFocused();
  await point.getByLabel('Reason to exclude it').fill('Clouds');
  await point.getByRole('button', { name: 'Exclude' }).click();
  await expect(plot).toBeFocused();
  await expect(photometry(page)).toContainText('Show 1 excluded measurement');
  await expectZoomKept(page);

  const [kept] = await csv(page, 'Download CSV');
  expect(kept).toHaveLength(39);
  expect(kept![0]).toEqual(['2020-05-31T06:07:12.000Z', '11.5', '0.02']);
  await expect(message(page)).toContainText('Left out of Some_target.csv: 1 excluded measurement, 1 limit');
  await photometry(page).getByText('Table of 41 measurements').click();
  const [all] = await csv(page, 'Download with all columns');
  expect(all).toHaveLength(42);
  expect(all![1]).toEqual([
    '2020-05-31T06:00:00.000Z',
    '12',
    '0.01',
    'V',
    '',
    '',
    '',
    '',
    '',
    'Clouds',
    'night.txt'
  ]);
  expect(all!.at(-1)!.slice(1, 5)).toEqual(['14.5', '', 'V', 'yes']);

  const svg = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download plot as SVG' }).press('Enter')
  );
  expect(svg.name).toBe('Light curve of Some target.svg');
  expect(await svgMarks(page, svg.bytes.toString())).toEqual({
    isSvg: true,
    B: 20,
    V: 19,
    limits: 1,
    crosses: 1
  });
  const png = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download plot as PNG' }).press('Enter')
  );
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');

  await undo(page, 'Excluded a measurement: Clouds');
  await expect(photometry(page)).not.toContainText('excluded measurement');
  expect(await csv(page, 'Download plot as CSV').then(([rows]) => rows)).toHaveLength(42);
  await photometry(page).getByRole('button', { name: 'B', exact: true }).click();
  expect(await csv(page, 'Download plot as CSV').then(([rows]) => rows)).toHaveLength(22);
});

test('by keyboard alone a point is found, excluded and taken back', async ({ page }) => {
  await openImport(page);
  await page
    .getByLabel('Or paste a table')
    .fill('time,magnitude,error\n59000,12,0.1\n59001,11,0.1\n59002,13,0.1\n');
  await page.getByLabel('Or paste a table').press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel(page, 'Pasted text')).toContainText('3 rows: all can be read.');
  await page.getByRole('button', { name: 'Import 1 file' }).focus();
  await page.keyboard.press('Enter');
  const plot = lightCurve(page, 3);
  await plot.focus();
  for (const key of ['End', 'ArrowLeft', '+', '+', 'Shift+ArrowLeft', '-', '0', 'ArrowRight', 'ArrowLeft'])
    await page.keyboard.press(key);
  await expect(underPointer(page)).toHaveText('Magnitude 11.000 ± 0.100 · 2020-06-01 00:00:00 UTC');
  await page.keyboard.press('Enter');
  await expect(photometry(page).getByRole('region', { name: 'Magnitude 11.000' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(plot).toBeFocused();
  await page.keyboard.press('Enter');
  await photometry(page).getByLabel('Reason to exclude it').focus();
  await page.keyboard.press('Enter');
  await expect(photometry(page).getByLabel('Reason to exclude it')).toHaveAccessibleDescription(
    'Give a reason, for those who look at it later'
  );
  await page.keyboard.type('Saturated');
  await page.keyboard.press('Enter');
  await expect(plot).toBeFocused();
  await expect(underPointer(page)).toHaveText(/excluded: Saturated$/);
  await page.keyboard.press('Enter');
  await photometry(page).getByRole('button', { name: 'Include again' }).focus();
  await page.keyboard.press('Enter');
  await expect(underPointer(page)).toHaveText(/UTC$/);
});

test('a bad row keeps its whole file out, unless its user leaves it out; duplicates are skipped; undo', async ({
  page
}) => {
  await openImport(page);
  const good = file(GOOD, 'time,mag,err,limit\n59000,12,0.1,\n59001,12,0.1,\n59001,12,0.1,\n59002,15,,1\n');
  const bad = file('bad.csv', 'time,mag\n59003,12\n59004,bright\n,12\n');
  await page.getByLabel('Choose files').setInputFiles([good, bad]);
  await expect(panel(page, GOOD)).toContainText('1 row has the same time as another; all are kept.');
  await expect(panel(page, 'bad.csv').getByRole('listitem')).toHaveText([
    "Line 3: the magnitude 'bright' is not a number",
    'Line 4: the time is missing'
  ]);
  await expect(page.getByText('1 file not ready: see above')).toBeVisible();
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(message(page)).toContainText(`Added 3 measurements from '${GOOD}', 1 duplicate skipped`);
  await panel(page, 'bad.csv').getByLabel('Leave out 2 rows that cannot be read').check();
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(message(page)).toContainText("Added 1 measurement from 'bad.csv', 2 rows left out");
  await expect(lightCurve(page, 4)).toBeVisible();
  expect(await storedRows(page, 'reducedDatums')).toMatchObject([
    { value: { kind: 'photometry', magnitude: 12, error: 0.1 }, dataType: 'photometry', sourceName: GOOD },
    { value: { kind: 'photometry', magnitude: 12, error: 0.1 } },
    { value: { kind: 'photometry', magnitude: 15, error: null, isLimit: true } },
    { value: { kind: 'photometry', magnitude: 12, error: null }, sourceName: 'bad.csv' }
  ]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await photometry(page).getByLabel('Source of the photometry').selectOption(GOOD);
  await expect(lightCurve(page, 3)).toBeVisible();
  await undo(page, GOOD);
  await lightCurve(page, 1).focus();
  for (const key of ['Home', 'Enter']) await page.keyboard.press(key);
  await photometry(page).getByLabel('Reason to exclude it').fill('Clouds');
  await page.keyboard.press('Enter');
  await expect(photometry(page)).toContainText('Show 1 excluded measurement');

  // One that is excluded is there all the same.
  await page.getByRole('link', { name: 'Import photometry' }).click();
  await page.getByLabel('Choose files').setInputFiles([bad]);
  await panel(page, 'bad.csv').getByLabel('Leave out').check();
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(message(page)).toContainText("Added 0 measurements from 'bad.csv', 1 duplicate skipped");
});

test('what a pipeline measured leads to its frame, over BJD too, and folds with a period of its periodogram', async ({
  page,
  context
}) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline(process, tmpdir) {
      const { name } = process.inputFiles[0]!;
      const row = { error: 0.01, inputFile: name, filter: 'V', airmass: 1.5, quality: 9 };
      const rows = [0, 1, 2, 3].map((i) => ({
        ...row,
        time: 59000.5 + i,
        magnitude: 12 + (i % 2),
        bjdTdb: 2459001.003 + i
      }));
      const periodogram = tmpdir.join('periodogram.csv');
      const powers = Array.from({ length: 200 }, (_, i) => {
        const period = 1 + i / 100;
        return `${period},${1 / period},${1 / (1 + 1000 * (period - 2) ** 2)},0.1`;
      });
      await periodogram.writeText(`period,frequency,power,window\n${powers.join('\n')}\n`);
      return [
        [tmpdir.join('lightcurve.csv'), 'ReducedDatum', 'photometry', rows],
        [periodogram, 'ReducedDatum', 'periodogram']
      ];
    }
  });
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'one.fits' })]);
  await runPipeline(page, 'Example pipeline');
  await expect.poll(() => storedRows(page, 'reducedDatums')).toHaveLength(5);
  await page.getByRole('main').getByRole('link', { name: 'Some target' }).click();
  await photometry(page).getByLabel('Plot over').selectOption('BJD (TDB)');
  const plot = lightCurve(page, 4);
  await plot.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const point = photometry(page).getByRole('region', { name: 'V 12.000' });
  await expect(point).toContainText('2459001.003000');
  await expect(point).toContainText('1.500');
  await expect(point).toContainText('saturated, blended');
  await expect(point.getByRole('link', { name: 'Open its frame' })).toHaveAttribute('href', '#/products/1');

  const periodogram = page.getByRole('application', { name: /^Periodogram .*Highest at 2 d/ });
  const { width, height } = (await periodogram.boundingBox())!;
  // About where 2 d are: between the labels and the margins of 4 %.
  const middle = 33 + ((width - 49) * (0.04 + Math.log(2) / Math.log(2.99))) / 1.08;
  const folded = page.getByRole('application', { name: /^Phase-folded light curve of 4/ });
  await periodogram.click({ position: { x: middle, y: height / 2 } });
  await expect(folded).toBeVisible();
  await photometry(page).getByLabel('Plot over').selectOption('BJD (TDB)');
  await periodogram.click({ position: { x: middle, y: height / 2 } });
  await expect(folded).toBeVisible();
  await expect(photometry(page).getByLabel('Period (days)')).toHaveValue('2');
  const [rows] = await csv(photometry(page), 'Download plot as CSV');
  expect(rows!.slice(1).map(([, phase, magnitude]) => `${Number(phase).toFixed(3)} ${magnitude}`)).toEqual([
    '0.002 12',
    '0.502 13',
    '0.002 12',
    '0.502 13',
    '1.002 12',
    '1.502 13',
    '1.002 12',
    '1.502 13'
  ]);
  await point.getByRole('link', { name: 'Open its frame' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('one.fits');
});

test('a periodogram of a table offers no period to fold on: there is nothing to fold', async ({
  page,
  context
}) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline(_process, tmpdir) {
      const periodogram = tmpdir.join('periodogram.csv');
      await periodogram.writeText(
        'period,frequency,power,window\n1,1,0.2,0.1\n2,0.5,0.9,0.1\n4,0.25,0.1,0.1\n'
      );
      return [[periodogram, 'ReducedDatum', 'periodogram']];
    }
  });
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'one.fits' })]);
  await runPipeline(page, 'Example pipeline');
  await expect.poll(() => storedRows(page, 'reducedDatums')).toHaveLength(1);
  await page.getByRole('main').getByRole('link', { name: 'Some target' }).click();
  await page.getByRole('application', { name: /^Periodogram/ }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByLabel('Under the pointer')).toHaveText(/ at 1 d$/);
});

test('20,000 rows are imported, in many parts and seen as one curve, or not at all', async ({ page }) => {
  await openImport(page);
  const rows = Array.from({ length: 20_000 }, (_, i) => `${59000 + i / 500},${12 + Math.sin(i / 99)},0.02\n`);
  await page.getByLabel('Choose files').setInputFiles([file('many.csv', `time,mag,err\n${rows.join('')}`)]);
  await expect(panel(page, 'many.csv')).toContainText('20000 rows: all can be read.');
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(page.getByText(/^many\.csv: \d+ of 20000 rows stored/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(message(page)).toContainText("Stopped: nothing of 'many.csv' was added");
  expect(await storedRows(page, 'reducedDatums')).toHaveLength(0);
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(message(page)).toContainText("Added 20000 measurements from 'many.csv'", { timeout: 40_000 });
  await expect(lightCurve(page, 20_000)).toBeVisible({ timeout: 20_000 });
  for (const [button, headings] of [
    ['Download CSV', 0],
    ['Download with all columns', 1]
  ] as const) {
    if (headings > 0) await photometry(page).getByText('Table of 20000 measurements').click();
    const [all] = await csv(photometry(page), button);
    const times = all!.slice(headings).map(([time]) => time!);
    expect(times).toHaveLength(20_000);
    expect(times).toEqual(times.toSorted());
  }
  // One that was read last, so that the page is seen to follow all parts.
  await lightCurve(page, 20_000).focus();
  for (const key of ['End', 'Enter']) await page.keyboard.press(key);
  await photometry(page).getByLabel('Reason to exclude it').fill('Clouds');
  await page.keyboard.press('Enter');
  await expect(photometry(page)).toContainText('Show 1 excluded measurement', { timeout: 20_000 });
});

test('nothing is imported for a target that was deleted meanwhile', async ({ page }) => {
  await openImport(page);
  await page.getByLabel('Choose files').setInputFiles([file('night.csv', 'time,mag\n59000,12\n')]);
  await expect(panel(page, 'night.csv')).toContainText('1 row');
  // As another tab may do just before this one writes, which this page hears of too late.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open('pocket-tom').addEventListener('success', (event) => {
          const database = (event.target as IDBOpenDBRequest).result;
          const deletion = database.transaction('targets', 'readwrite');
          deletion.objectStore('targets').clear();
          deletion.addEventListener('complete', resolve);
        });
      })
  );
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(message(page)).toContainText("'night.csv' was not added: The target has been deleted");
  expect(await storedRows(page, 'reducedDatums')).toHaveLength(0);
});

test('many points are marks of the same size in the same places as few', async ({ page }) => {
  await openImport(page);
  const [columns, rows] = [60, 25];
  const lattice = Array.from(
    { length: columns * rows },
    (_, i) => `${59000 + (i % columns)},${Math.floor(i / columns)}\n`
  );
  await page.getByLabel('Choose files').setInputFiles([file('grid.csv', `time,mag\n${lattice.join('')}`)]);
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(lightCurve(page, columns * rows)).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => blobs(photometry(page).locator('canvas'))).toHaveLength(columns * rows);
  const found = await blobs(photometry(page).locator('canvas'));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value) / values.length;
  // Twelve corners on a circle of 3.2 pixels.
  expect(Math.abs(mean(found.map(({ area }) => area)) - 3 * 3.2 ** 2)).toBeLessThan(1);
  for (const [key, count] of [
    ['x', columns],
    ['y', rows]
  ] as const) {
    const places = found.map((blob) => blob[key]).sort((a, b) => a - b);
    const inLine = places.length / count;
    const lines = Array.from({ length: count }, (_, i) => places.slice(i * inLine, (i + 1) * inLine));
    const [first, last] = [mean(lines[0]!), mean(lines.at(-1)!)];
    const step = (last - first) / (count - 1);
    const away = lines.flatMap((line, i) => line.map((place) => Math.abs(place - first - i * step)));
    expect(Math.max(...away)).toBeLessThan(0.2);
  }
});

test('where text is twice as large, the plot is too, and its points are where they are read out', async ({
  page
}) => {
  await openImport(page);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  const rows = file('three.csv', 'time,mag\n59000,12\n59001,11\n59002,13\n');
  await page.getByLabel('Choose files').setInputFiles([rows]);
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  const plot = lightCurve(page, 3);
  await expect.poll(() => blobs(photometry(page).locator('canvas'), 200)).toHaveLength(3);
  const found = await blobs(photometry(page).locator('canvas'), 200);
  const [first] = found.sort((a, b) => a.x - b.x);
  // Twelve corners on a circle of 6.4 pixels.
  expect(Math.abs(first!.area - 3 * 6.4 ** 2)).toBeLessThan(3);
  await plot.press('Home');
  const frame = (await plot.boundingBox())!;
  const cursor = (await photometry(page).locator('.cursor').boundingBox())!;
  // The first pixel is the half of a pixel away from the edge.
  expect(cursor.x + cursor.width / 2 - frame.x).toBeCloseTo(first!.x + 0.5, 0);
  expect(cursor.y + cursor.height / 2 - frame.y).toBeCloseTo(first!.y + 0.5, 0);
  await plot.hover({ position: first! });
  await expect(underPointer(page)).toContainText('Magnitude 12.000');
  // On a phone, what a message says is not squeezed in beside its buttons.
  await page.setViewportSize({ width: 390, height: 844 });
  const words = message(page).getByText("Added 3 measurements from 'three.csv'");
  expect((await words.boundingBox())!.width).toBeGreaterThan(200);
});

ownTest.describe('with fingers', () => {
  ownTest.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  ownTest('a point of a plot that was tapped is read out until another one is', async ({ page }) => {
    await openImport(page);
    const rows = file('three.csv', 'time,mag\n59000,12\n59001,11\n59002,13\n');
    await page.getByLabel('Choose files').setInputFiles([rows]);
    await page.getByRole('button', { name: 'Import 1 file' }).click();
    const plot = lightCurve(page, 3);
    await expect.poll(() => blobs(photometry(page).locator('canvas'))).toHaveLength(3);
    const found = await blobs(photometry(page).locator('canvas'));
    const [first, second] = found.sort((a, b) => a.x - b.x);
    await plot.tap({ position: first! });
    await expect(underPointer(page)).toContainText('Magnitude 12.000');
    // What was tapped opened below, and scrolled the page: the tap was of nothing else.
    await expect(photometry(page).getByRole('region', { name: 'Magnitude 12.000' })).toBeFocused();
    await expect(photometry(page).getByRole('button', { name: 'Show all' })).toBeDisabled();
    await plot.tap({ position: second! });
    await expect(underPointer(page)).toContainText('Magnitude 11.000');
  });
});

test('axe finds nothing, in both schemes', async ({ page }) => {
  test.slow();
  await openImport(page);
  await page
    .getByLabel('Choose files')
    .setInputFiles([file('night.txt', TABLE), file('bad.csv', 'time,mag\n-1e6,2\n59000,2\n')]);
  await expect(panel(page, 'bad.csv')).toContainText('Line 2');
  await expectNoViolations(page, 'import');
  await panel(page, 'night.txt').getByLabel('Column 1').selectOption('Time');
  await panel(page, 'night.txt').getByLabel('Times are').selectOption('MJD');
  await panel(page, 'night.txt').getByLabel('Column 2').selectOption('Magnitude');
  await panel(page, 'night.txt').getByLabel('Column 4').selectOption('Filter');
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Some target' }).click();
  await lightCurve(page, 41).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await photometry(page).getByText('Table of 41 measurements').click();
  await photometry(page).getByLabel('Plot over').selectOption('Phase');
  await photometry(page).getByLabel('Period (days)').fill('0,0628');
  await expect(page.getByRole('application', { name: /^Phase-folded light curve of 41/ })).toBeVisible();
  await expectNoViolations(page, 'photometry');
});

async function openImport(page: Page): Promise<void> {
  await page.goto('#/targets/new');
  await page.getByLabel('Name', { exact: true }).fill('Some target');
  await page.getByLabel('RA', { exact: true }).fill('04:52:00,5');
  await expect(page.getByText('= 04:52:00.50 (73.002083°)')).toBeVisible();
  await page.getByLabel('Dec', { exact: true }).fill('-69:18:00');
  await page.getByRole('button', { name: 'Create target' }).click();
  await page.getByRole('link', { name: 'Import photometry' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import photometry for Some target');
}

const undo = (page: Page, text: string): Promise<void> =>
  message(page).locator('div').filter({ hasText: text }).getByRole('button', { name: 'Undo' }).click();

const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

const photometry = (page: Page): Locator => page.getByRole('region', { name: 'Photometry', exact: true });

const lightCurve = (page: Page, count: number): Locator =>
  page.getByRole('application', { name: `Light curve of ${count} measurement` });

const underPointer = (page: Page): Locator => photometry(page).getByLabel('Under the pointer');

/** The spots of the first colour of a plot: their centres and areas, pixels. @param most area of one */
const blobs = (plot: Locator, most = 60): Promise<{ x: number; y: number; area: number }[]> =>
  plot.evaluate((element, largest) => {
    const canvas = element as HTMLCanvasElement;
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    // #0a5bb5 on white: by how far red is below blue.
    const light = Array.from({ length: width * height }, (_, i) => {
      const cover = (data[4 * i + 2]! - data[4 * i]!) / (0xb5 - 0x0a);
      return cover > 0.2 ? Math.min(1, cover) : 0;
    });
    const found: { x: number; y: number; area: number }[] = [];
    light.forEach((_, start) => {
      if (light[start] === 0) return;
      const sum = { x: 0, y: 0, area: 0 };
      const next = [start];
      for (let at = next.pop(); at !== undefined; at = next.pop()) {
        const part = light[at]!;
        light[at] = 0;
        sum.area += part;
        sum.x += part * (at % width);
        sum.y += part * Math.floor(at / width);
        for (const beside of [at - 1, at + 1, at - width, at + width])
          if (light[beside]! > 0) next.push(beside);
      }
      // Grid, axes and words are a little blue as well.
      if (sum.area > 20 && sum.area < largest)
        found.push({ x: sum.x / sum.area, y: sum.y / sum.area, area: sum.area });
    });
    return found;
  }, most);

/** By dragging a part of it, by the wheel, and back. */
async function expectZoomByMouse(page: Page, plot: Locator): Promise<void> {
  const all = photometry(page).getByRole('button', { name: 'Show all' });
  await plot.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await plot.boundingBox())!;
  await expect(all).toBeDisabled();
  await page.mouse.move(x + width / 3, y + height / 3);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
  await page.mouse.up();
  await expect(all).toBeEnabled();
  await plot.dblclick({ position: { x: 60, y: 60 } });
  await expect(all).toBeDisabled();
  await plot.focus();
  await page.mouse.wheel(0, -200);
  await expect(all).toBeEnabled();
  await all.click();
  await expect(all).toBeDisabled();
}

/** Goes back to all of the plot, from the part of it that is still seen. */
async function expectZoomKept(page: Page): Promise<void> {
  const all = photometry(page).getByRole('button', { name: 'Show all' });
  await all.click();
  await expect(all).toBeDisabled();
}

/** Where the point under the cursor is on the screen. */
async function cursorPlace(page: Page): Promise<{ x: number; y: number }> {
  const box = (await photometry(page).locator('.cursor').boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function csv(within: Page | Locator, button: string): Promise<[rows: string[][]]> {
  const download = within.getByRole('button', { name: button });
  const { bytes } = await downloaded(download.page(), () => download.press('Enter'));
  return [
    bytes
      .toString()
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','))
  ];
}

/** What a plot holds, as an SVG reader sees it: marks by the colour of their series, each closed by a Z. */
const svgMarks = (page: Page, text: string): Promise<object> =>
  page.evaluate((source) => {
    const svg = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
    const paths = [...svg.querySelectorAll('g[clip-path] path')].map((path) => ({
      d: path.getAttribute('d') ?? '',
      fill: path.getAttribute('fill'),
      stroke: path.getAttribute('stroke'),
      width: path.getAttribute('stroke-width')
    }));
    const marks = (colour: string) =>
      paths.filter(({ fill }) => fill === colour).reduce((sum, { d }) => sum + d.split('Z').length - 1, 0);
    const lines = (colour: string, perMark: number) =>
      paths
        .filter(({ stroke, width }) => stroke === colour && width === '1.5')
        .reduce((sum, { d }) => sum + (d.split('M').length - 1) / perMark, 0);
    return {
      isSvg: svg.tagName === 'svg',
      B: marks('#0a5bb5'),
      V: marks('#b3480a'),
      limits: lines('#b3480a', 3),
      crosses: lines('#535c6b', 2)
    };
  }, text);

async function expectNoViolations(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)
    );
    expect.soft(told, `${what}, ${colorScheme}`).toEqual([]);
  }
}
