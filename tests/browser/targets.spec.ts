/** Targets: behaviours 43 to 45 as far as the form goes, and what a target's page shows of its data (29). */
import { expect, type Page } from '@playwright/test';
import { fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  file,
  frame,
  openNewTarget,
  processFact,
  processRows,
  runPipeline
} from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

test('an empty profile says what to do first', async ({ page }) => {
  await page.goto('');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Targets');
  await expect(page.getByRole('button', { name: 'Open the sample project' })).toBeEnabled();
  await page.getByRole('link', { name: 'New target' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New target');
});

test('coordinates may be sexagesimal or degrees', async ({ page }) => {
  for (const [name, ra, dec] of [
    ['With colons', '04:52:00', '-69:18:00'],
    ['With letters', '4h52m0s', '-69d18m0s'],
    ['With degrees', '73.0', '-69.3']
  ] as const) {
    await page.goto('#/targets/new');
    await fill(page, { Name: name, RA: ra, Dec: dec });
    await page.getByRole('button', { name: 'Create target' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(processFact(page, 'RA')).toHaveText('04:52:00.00 (73.00000°)');
    await expect(processFact(page, 'Dec')).toHaveText('-69:18:00.0 (-69.30000°)');
  }
  await page.getByRole('link', { name: 'Targets' }).first().click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'With colons',
    'With degrees',
    'With letters'
  ]);
});

test('what is wrong is told field by field, and nothing is saved', async ({ page }) => {
  await page.goto('#/targets/new');
  await page.getByRole('button', { name: 'Create target' }).click();
  await expect(field(page, 'Name')).toHaveAccessibleDescription('Give the target a name');
  await expect(field(page, 'RA')).toHaveAccessibleDescription('Give the right ascension');
  await expect(field(page, 'Dec')).toHaveAccessibleDescription('Give the declination');
  await expect(field(page, 'Name')).toBeFocused();

  await fill(page, { Name: 'Good name', RA: 'east', Dec: '91' });
  await page.getByRole('button', { name: 'Create target' }).click();
  await expect(field(page, 'RA')).toHaveAccessibleDescription(
    'Invalid format. Please use sexigesimal or degrees'
  );
  await expect(field(page, 'Dec')).toHaveAccessibleDescription('Dec must be from -90 to 90 degrees');
  await expect(field(page, 'Name')).not.toHaveAttribute('aria-invalid');
  await expect(field(page, 'RA')).toBeFocused();
  expect(await storedRows(page, 'targets')).toEqual([]);
});

test('zero is a coordinate', async ({ page }) => {
  await page.goto('#/targets/new');
  await fill(page, { Name: 'Origin', RA: '0', Dec: '0' });
  await page.getByRole('button', { name: 'Create target' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Origin');
});

test('a name that only looks different is taken, as is an alias', async ({ page }) => {
  await openNewTarget(page, 'HAT-P 7');
  await page.getByRole('main').getByRole('link', { name: 'HAT-P 7' }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByText('More details').click();
  await fill(page, { Aliases: 'Kepler-2' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(processFact(page, 'Aliases')).toHaveText('Kepler-2');

  await page.goto('#/targets/new');
  for (const [name, taken] of [
    ['(hat) p_7', 'HAT-P 7'],
    ['KEPLER 2', 'Kepler-2']
  ] as const) {
    await fill(page, { Name: name, RA: '1', Dec: '1' });
    await page.getByRole('button', { name: 'Create target' }).click();
    await expect(field(page, 'Name')).toHaveAccessibleDescription(
      `A Target matching ${taken} already exists.`
    );
  }
  expect(await storedRows(page, 'targets')).toHaveLength(1);
});

test('a target is edited, under its own name too', async ({ page }) => {
  await openNewTarget(page, 'First name');
  await page.getByRole('main').getByRole('link', { name: 'First name' }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(field(page, 'Name')).toHaveValue('First name');
  await expect(field(page, 'RA')).toHaveValue('04:52:00.0000');
  await expect(field(page, 'Dec')).toHaveValue('-69:18:00.000');
  await fill(page, { RA: '10.5' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(processFact(page, 'RA')).toHaveText('00:42:00.00 (10.50000°)');
  await page.getByRole('link', { name: 'Edit' }).click();
  await fill(page, { Name: 'Second name' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second name');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second name');
  expect(await storedRows(page, 'targets')).toMatchObject([
    { pk: 1, name: 'Second name', ra: 10.5, dec: -69.3 }
  ]);
});

test('of what two tabs edit both is kept, and what they disagree on is asked', async ({ page, context }) => {
  await openNewTarget(page, 'Shared');
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto('#/targets/1/edit');
    await expect(field(tab, 'Name')).toHaveValue('Shared');
  }
  await fill(page, { RA: '10.5', Dec: '20' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Shared');

  await fill(other, { Name: 'Renamed', Dec: '30' });
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText("Another tab has changed this to '+20:00:00.000'.")).toBeVisible();
  await expect(field(other, 'RA')).toHaveValue('00:42:00.0000');
  expect(await storedRows(page, 'targets')).toMatchObject([{ name: 'Shared', ra: 10.5, dec: 20 }]);
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Renamed');
  expect(await storedRows(page, 'targets')).toMatchObject([{ name: 'Renamed', ra: 10.5, dec: 30 }]);
});

test('marks that are not seen, in a name that was stored with them, are gone, for good once it is edited', async ({
  page
}) => {
  await openNewTarget(page, 'M 31');
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open('pocket-tom').addEventListener('success', (event) => {
          const database = (event.target as IDBOpenDBRequest).result;
          const change = database.transaction('targets', 'readwrite');
          const targets = change.objectStore('targets');
          targets.get(1).addEventListener('success', ({ target }) => {
            targets.put({ ...(target as IDBRequest<object>).result, name: 'M\u202e 31\u2067' });
          });
          change.addEventListener('complete', resolve);
        });
      })
  );
  await page.goto('about:blank');
  await page.goto('#/targets/1/edit');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Edit M 31');
  await page.getByLabel('RA', { exact: true }).fill('05:00:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => storedRows(page, 'targets')).toMatchObject([{ name: 'M 31', ra: 75 }]);
});

test('a link to what is not there says so', async ({ page }) => {
  for (const address of ['#/targets/7', '#/targets/7/data', '#/targets/7/edit', '#/groups/7']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found');
    await page.getByRole('link', { name: 'All targets' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Targets');
  }
});

test('the page of a target shows its six latest frames, newest first, and how its last process ended', async ({
  page
}) => {
  await openNewTarget(page);
  const names = ['1', '2', '3', '4', '5', '6', '7'].map((number) => `${number}.fits`);
  await addFiles(page, [
    ...(await Promise.all(names.map((name) => frame({ name })))),
    file('notes.txt', 'n')
  ]);
  await runPipeline(page, 'Timelapse', ['1.fits', '2.fits']);
  await expect(processRows(page).locator('strong')).toHaveText('Created');
  await page.getByRole('main').getByRole('link', { name: 'Some target' }).click();
  const frames = page.getByRole('region', { name: 'Latest frames' }).getByRole('listitem');
  await expect(frames).toHaveText(['7.fits', '6.fits', '5.fits', '4.fits', '3.fits', '2.fits']);
  await expect(frames.first().locator('img')).toHaveJSProperty('naturalWidth', 32);
  await expect(processFact(page, 'Latest process')).toHaveText(/tl_1_\d{14}\s+Created/);
  const timelapse = page.getByRole('region', { name: 'Latest time-lapse' }).getByRole('img');
  await expect(timelapse).toHaveJSProperty('naturalWidth', 32);
});

test('a time-lapse that is a video plays in a loop', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: '1.fits' })]);
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('Timelapse');
  await page.getByLabel('Format').selectOption('MP4');
  await page.getByRole('button', { name: 'Run pipeline' }).click();
  await expect(processRows(page).locator('strong')).toHaveText('Created');
  await page.getByRole('main').getByRole('link', { name: 'Some target' }).click();
  const video = page
    .getByRole('region', { name: 'Latest time-lapse' })
    .getByLabel(/_t\.mp4$/, { exact: true });
  await expect(video).toHaveJSProperty('videoWidth', 32);
  await expect(video).toHaveJSProperty('loop', true);
});

test('photometry is plotted brighter upwards, listed in order of time, and chosen by its source', async ({
  page,
  context
}) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    doPipeline(process, tmpdir) {
      const { name } = process.inputFiles[0];
      const rows = [
        [59001.5, name === 'a' ? 11.25 : 11.5, 0.02],
        [59000.5, name === 'a' ? 12.5 : 12.75, 0.01]
      ] as never;
      const table = tmpdir.join(`${name}.csv`);
      return [[table, 'ReducedDatum', 'photometry', rows]];
    }
  });
  await openNewTarget(page);
  await addFiles(page, [file('a', 'a'), file('b', 'b')]);
  for (const name of ['a', 'b']) {
    await runPipeline(page, 'Example pipeline', [name]);
    await expect.poll(() => storedRows(page, 'reducedDatums')).toHaveLength(name === 'a' ? 2 : 4);
  }
  await page.getByRole('main').getByRole('link', { name: 'Some target' }).click();
  const photometry = page.getByRole('region', { name: 'Photometry', exact: true });
  await expect(photometry.getByRole('application', { name: /^Light curve of 4 measurements/ })).toBeVisible();
  await photometry.getByText('Table of 4 measurements').click();
  const rows = photometry.getByRole('row');
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(1)).toHaveText(/2020-05-31T12:00:00.000Z\s*12.500\s*0.010/);
  await expect(rows.nth(4)).toHaveText(/2020-06-01T12:00:00.000Z\s*11.500\s*0.020/);

  await photometry.getByLabel('Source of the photometry').selectOption({ index: 1 });
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(2)).toContainText('11.250');
  const brightIsUp = () => photometry.locator('canvas').evaluate(risesToTheRight);
  await expect.poll(brightIsUp).toBe(true);
});

/** Whether the points in the right half of a plot lie above those in its left half. */
function risesToTheRight(element: Element): boolean {
  const canvas = element as HTMLCanvasElement;
  const probe = new OffscreenCanvas(1, 1).getContext('2d')!;
  probe.fillStyle = getComputedStyle(canvas).getPropertyValue('--accent');
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
  const depths: [left: number[], right: number[]] = [[], []];
  for (let i = 0; i < width * height; i++) {
    if (data[4 * i] !== red || data[4 * i + 1] !== green || data[4 * i + 2] !== blue) continue;
    depths[i % width < width / 2 ? 0 : 1].push(Math.floor(i / width));
  }
  const [left, right] = depths.map((rows) => rows.reduce((sum, row) => sum + row, 0) / rows.length);
  return right < left;
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

async function fill(page: Page, values: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(values)) await field(page, label).fill(value);
}
