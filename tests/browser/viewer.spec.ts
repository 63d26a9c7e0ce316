/** The page of a file: what is in it, to the pixel and to the card. */
import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page, test as ownTest } from '@playwright/test';
import { formatDeclination, formatRightAscension } from '../../src/lib/domain/sky/coordinates';
import { openFits } from '../../src/lib/fits/file/openFits';
import { readPixels } from '../../src/lib/fits/image/readPixels';
import { readWcs } from '../../src/lib/fits/wcs/readWcs';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { decodePng } from './support/decode';
import {
  addFiles,
  downloaded,
  file,
  frame,
  message,
  openNewTarget,
  productTable,
  type UploadedFile
} from './support/journey';
import { test } from './support/test';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');

test('draws each pixel where it belongs, and reads it out', async ({ page }) => {
  await expectPixelsInPlace(page);
});

test('draws the same without WebGL', async ({ playwright, launchOptions, baseURL }) => {
  const args = [...(launchOptions.args ?? []), '--disable-3d-apis'];
  const browser = await playwright.chromium.launch({ ...launchOptions, args });
  const context = await browser.newContext({ baseURL: baseURL!, serviceWorkers: 'block' });
  await expectPixelsInPlace(await context.newPage());
  await browser.close();
});

test('limits and stretch change what is seen, the whole frame is saved as it is seen', async ({ page }) => {
  await openFile(page, await frame({ name: 'one.fits' }));
  await page.getByRole('combobox', { name: 'Limits' }).selectOption('Minimum to maximum');
  await expect(page.getByLabel('Low', { exact: true })).toHaveValue('100');
  await expect(page.getByLabel('High', { exact: true })).toHaveValue('60000');
  await page.getByLabel('Low', { exact: true }).fill('70000');
  await page.getByLabel('Low', { exact: true }).press('Enter');
  const complaint = page.getByText('The low limit must be below the high one');
  await expect(complaint).toBeVisible();
  await page.getByLabel('High', { exact: true }).fill('80000');
  await page.getByLabel('High', { exact: true }).press('Enter');
  await expect(complaint).toBeHidden();
  await expect(page.getByLabel('Low', { exact: true })).toHaveValue('70000');
  await expect(page.getByRole('combobox', { name: 'Limits' })).toHaveValue('manual');
  // All at once, faster than the frame is drawn: each builds on what was set before it.
  const { name, bytes } = await downloaded(page, () =>
    page.getByRole('main').evaluate((main) => {
      for (const [limit, value] of [
        ['Low', '90'],
        ['High', '110']
      ] as const) {
        const input = main.querySelector<HTMLInputElement>(`#limit-${limit}`)!;
        input.value = value;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      }
      [...main.querySelectorAll('button')].find((button) => button.innerText === 'Save as PNG')!.click();
    })
  );
  await expect(page.getByLabel('Low', { exact: true })).toHaveValue('90');
  await expect(page.getByLabel('High', { exact: true })).toHaveValue('110');
  expect(name).toBe('one.fits.png');
  const picture = await decodePng(page, bytes);
  expect([picture.width, picture.height]).toEqual([32, 24]);
  // The lower left pixel is the first of the file: 100, half way from 90 to 110.
  expect(picture.red[23 * 32]).toBe(128);
  expect(picture.red[11 * 32 + 16]).toBe(255);
});

test('saturated pixels are marked, and told from which value on they are', async ({ page }) => {
  const data = Uint16Array.from({ length: 900 }, (_, i) =>
    i % 90 < 3 ? 65_520 : 16 * (60 + ((i * 37) % 23))
  );
  const blob = writeFits({ data, axes: [30, 30] });
  await openFile(page, file('clipped.fits', Buffer.from(await blob.arrayBuffer())));
  await expect.poll(() => markedPixels(page)).toBe(0);
  await page.getByRole('checkbox', { name: 'Mark saturated pixels' }).press('Space');
  await expect(page.getByText('30 pixels are saturated: 65520 or more (')).toBeVisible();
  await expect.poll(() => markedPixels(page)).toBeGreaterThanOrEqual(30);
});

test('shows planes, tables and headers of a file with several HDUs', async ({ page }) => {
  const planes = Float32Array.from({ length: 2 * 6 }, (_, i) => i + 0.5);
  const blob = writeFits(
    { data: planes, axes: [3, 2, 2], cards: [['OBSERVER', "O'Neill", 'who looked']] },
    {
      cards: [['EXTNAME', 'CAT']],
      columns: [
        { name: 'ID', values: Int32Array.from({ length: 1000 }, (_, i) => i + 1) },
        { name: 'MAG', unit: 'mag', values: Float64Array.from({ length: 1000 }, (_, i) => (i * 7) % 1000) }
      ]
    }
  );
  await openFile(page, file('many.fits', Buffer.from(await blob.arrayBuffer())));
  await goToFirstPixel(page);
  await expect(readout(page)).toHaveText('Pixel 1, 1 · Value 0.5');
  await page.getByLabel('Plane').fill('2');
  await page.getByLabel('Plane').press('Enter');
  await expect(readout(page)).toHaveText('Pixel 1, 1 · Value 6.5');
  await expect(page.getByText('The checksum is correct.')).toBeVisible();
  await page.getByLabel('Search the header').fill('looked');
  await expect(page.getByRole('status').filter({ hasText: '1 card' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Header cards' })).toContainText(
    "OBSERVER O'Neill who looked"
  );

  await page.getByLabel('HDU').selectOption('1: CAT, table, 1000 rows');
  const table = page.getByRole('table', { name: 'Table', exact: true });
  await expect(table.getByRole('row').nth(1)).toHaveText(/^\s*1\s*0\s*$/);
  await table.getByRole('button', { name: 'MAG [mag]' }).click();
  await table.getByRole('button', { name: 'MAG [mag]' }).click();
  await expect(table.getByRole('columnheader', { name: 'MAG' })).toHaveAttribute('aria-sort', 'descending');
  await expect(table.getByRole('row').nth(1)).toHaveText(/^\s*858\s*999\s*$/);
  expect(await table.getByRole('row').count()).toBeLessThan(100);
  const { name, bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download as CSV' }).click()
  );
  expect(name).toBe('many.fits.csv');
  const lines = bytes.toString().split('\r\n');
  expect(lines.slice(0, 2)).toEqual(['ID,MAG [mag]', '858,999']);
  expect(lines).toHaveLength(1002);

  await page.getByLabel('HDU').selectOption({ index: 0 });
  await page.getByLabel('Plane').fill('2');
  await page.getByLabel('Plane').press('Enter');
  await expect(page.getByText('The checksum is correct.')).toBeVisible();
  // A link to another file, as a list of sources has one, stays on the page.
  await followLink(page, '#/products/1?product_pks=1');
  await expect(page).toHaveURL(/product_pks/);
  await expect(page.getByText('The checksum is correct.')).toBeVisible();
  await expect(page.getByLabel('Plane')).toHaveValue('1');
});

test('shows chosen frames in the order of time, one by one, blinking or side by side, locked by the sky', async ({
  page
}) => {
  await openEastAndWest(page);
  const west = page.getByRole('application', { name: 'Frame west.fits' });
  await expect(page.getByText('The checksum is correct.')).toBeVisible();
  await west.click();
  // At once, before the next frame is open: what was picked is not on it.
  const buttons = ['Next frame', 'Light curve of this star'].map((name) =>
    page.getByRole('button', { name }).elementHandle()
  );
  await page.evaluate(
    (all) => {
      for (const button of all) (button as HTMLElement).click();
    },
    await Promise.all(buttons)
  );
  await expect(message(page)).toContainText('Click the star first');
  await page.getByLabel('Show').selectOption('Blink');
  await expect(page.getByRole('application', { name: 'Frame west.fits' })).toBeVisible();
  await expect(page.getByRole('application', { name: 'Frame east.fits' })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByLabel('Show').selectOption('Side by side');
  await expect(page.getByRole('application')).toHaveCount(2);
  // The frames are 8 pixels apart in the sky: what is at the same place of both views is, too.
  const sky = async (place: number): Promise<string> => {
    await page
      .getByRole('application')
      .nth(place)
      .hover({ position: { x: 150, y: 150 } });
    await expect(readout(page, place)).toContainText('RA');
    return (await readout(page, place).innerText()).replace(/.*· RA/, '');
  };
  await expect.poll(async () => (await sky(0)) === (await sky(1))).toBe(true);
  await page.getByLabel('Locked by').selectOption('Pixels');
  await expect.poll(async () => (await sky(0)) === (await sky(1))).toBe(false);
  // Views that are gone before their files are there leave no worker behind.
  await page.getByLabel('Show').evaluate(async (show: HTMLSelectElement) => {
    for (const arrangement of ['one', 'side', 'one']) {
      show.value = arrangement;
      show.dispatchEvent(new Event('change', { bubbles: true }));
      await new Promise<void>(queueMicrotask);
    }
  });
  await expect(page.getByRole('application')).toHaveCount(1);
  await page.getByRole('application').hover();
  await expect(readout(page)).toContainText('RA');
  const viewers = () => page.workers().filter((worker) => worker.url().includes('viewer'));
  await expect.poll(() => viewers().length).toBe(1);
});

test('reads out what is under a pointer that rests, whatever comes under it', async ({ page }) => {
  let letGo!: () => void;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/viewer\.worker/, async (route) => {
    await held;
    await route.continue();
  });
  await openEastAndWest(page);
  await page.getByRole('application').hover({ position: { x: 600, y: 200 } });
  letGo();
  await expect(readout(page)).toHaveText(/Value \d+ · RA/);
  const [, x, sky] = /Pixel (\d+),.*(RA.*)/.exec(await readout(page).innerText())!;
  // By keyboard: the pointer stays.
  await page.getByRole('button', { name: 'Next frame' }).press('Enter');
  await expect(readout(page)).toHaveText(new RegExp(`Pixel ${Number(x) - 8}, .*${sky}`));
  // What is read out takes another line here: the frame stays as it is.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.mouse.move(0, 0);
  await expect(readout(page)).toBeEmpty();
  const size = async () => (await page.getByRole('application').boundingBox())!.height;
  const before = await size();
  await page.getByRole('application').hover();
  await expect(readout(page)).toHaveText(/Value \d+ · RA/);
  expect(await size()).toBe(before);
});

test('a click that slips a little is a click, one that slips further moves the frame', async ({ page }) => {
  await openEastAndWest(page);
  const surface = page.getByRole('application');
  const slipBy = async (pixels: number) => {
    await surface.hover({ position: { x: 300, y: 150 } });
    await page.mouse.down();
    const { x, y } = (await surface.boundingBox())!;
    await page.mouse.move(x + 300 + pixels, y + 150, { steps: pixels });
    await page.mouse.up();
  };
  const askForLightCurve = () =>
    page.getByRole('button', { name: 'Light curve of this star' }).press('Enter');
  await surface.hover({ position: { x: 300, y: 150 } });
  await expect(readout(page)).toHaveText(/Value \d+ · RA/);
  const before = await readout(page).innerText();
  await slipBy(40);
  await expect(readout(page)).toHaveText(before);
  await askForLightCurve();
  await expect(message(page)).toContainText('Click the star first');
  await slipBy(3);
  await askForLightCurve();
  await expect(page.getByRole('heading', { level: 1, name: /^Data for/ })).toBeVisible();
});

ownTest.describe('with fingers', () => {
  ownTest.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  ownTest(
    'a tap puts the cross, which stays on its pixel; a drag moves the frame, a pinch zooms',
    async ({ page, context }) => {
      await openFile(page, await frame({ name: 'one.fits' }));
      const surface = page.getByRole('application');
      const box = (await surface.boundingBox())!;
      await surface.tap({ position: { x: box.width / 2 + 5, y: box.height / 2 - 5 } });
      await expect(readout(page)).toHaveText('Pixel 17, 13 · Value 60000');
      const client = await context.newCDPSession(page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...across: number[]) =>
        client.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: across.map((x, id) => ({ id, x: box.x + x, y: box.y + 100 }))
        });
      const zoom = page.locator('span').filter({ hasText: /^[\d.]+ %$/ });
      const before = parseFloat(await zoom.innerText());
      await touch('touchStart', 100);
      await touch('touchMove', 150);
      await touch('touchMove', 200);
      await touch('touchEnd');
      await touch('touchStart', 150);
      await touch('touchStart', 150, 200);
      await touch('touchMove', 100, 250);
      await touch('touchMove', 50, 300);
      await touch('touchEnd');
      await expect.poll(async () => parseFloat(await zoom.innerText()) / before).toBeGreaterThan(2);
      await expect(readout(page)).toHaveText('Pixel 17, 13 · Value 60000');
      await surface.tap();
      await expect(readout(page)).toHaveText(/Value 10\d\s*$/);
    }
  );
});

test('keeps the sky in place where the next frame is smaller and upside down', async ({ page }) => {
  await openFrames(page, [
    await onTheSky('turned.fits', '01', { width: 16, height: 12, scale: -1 }),
    await onTheSky('west.fits', '00', { shift: 8 })
  ]);
  await page.getByRole('application').hover({ position: { x: 700, y: 230 } });
  await expect(readout(page)).toContainText('RA');
  const [, x, y, sky] = /Pixel (\d+), (\d+) .*(RA.*)/.exec(await readout(page).innerText())!;
  const samePlace = new RegExp(`Pixel ${32 - Number(x)}, ${18 - Number(y)} .*${sky}`);
  const zoom = page.locator('span').filter({ hasText: /^[\d.]+ %$/ });
  const before = parseFloat(await zoom.innerText());
  // By keyboard: the pointer stays.
  await page.getByRole('button', { name: 'Next frame' }).press('Enter');
  await expect(readout(page)).toHaveText(samePlace);
  // As it is in the frame that all are locked to.
  await page.getByLabel('Orientation').selectOption('North up, east left');
  await expect(readout(page)).toHaveText(samePlace);
  await page.getByRole('button', { name: 'Fit' }).press('Enter');
  await expect.poll(async () => parseFloat(await zoom.innerText()) / before).toBeCloseTo(2, 1);
  // North is up in this frame now: its pixels count from right to left.
  await page.getByRole('application').press('ArrowRight');
  const first = Number(/Pixel (\d+)/.exec(await readout(page).innerText())![1]);
  await page.getByRole('application').press('ArrowRight');
  await expect(readout(page)).toContainText(`Pixel ${first - 1},`);
});

test('shows all of another image of the file, or of another file', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [await onTheSky('chips.fits', '00', { ra: 73 }, { ra: 80 })]);
  await addFiles(page, [await onTheSky('alone.fits', '00', { ra: 10 })]);
  await page.goto('#/products/1');
  await page.getByRole('application').hover();
  await expect(readout(page)).toHaveText(/Pixel 1[67], 1[23] .* RA 04:5/);
  await page.getByLabel('HDU').selectOption({ index: 1 });
  await expect(readout(page)).toHaveText(/Pixel 1[67], 1[23] .* RA 05:/);
  await followLink(page, '#/products/2');
  await expect(readout(page)).toHaveText(/Pixel 1[67], 1[23] .* RA 00:/);
});

test('what comes too late of a table is not shown, and a save that is cut off is told of at once', async ({
  page
}) => {
  const column = (name: string, from: number) => ({
    columns: [{ name, values: Int32Array.from({ length: 50 }, (_, i) => from + i) }]
  });
  const blob = writeFits(
    { data: new Uint16Array(4), axes: [2, 2] },
    column('FIRST', 100),
    column('SECOND', 200)
  );
  await page.addInitScript(holdCalls);
  await openFile(page, file('two.fits', Buffer.from(await blob.arrayBuffer())));
  const cell = page.getByRole('table', { name: 'Table', exact: true }).getByRole('cell').first();
  await page.evaluate(() => hold('tableRows'));
  await page.getByLabel('HDU').selectOption({ index: 1 });
  await expect(page.getByRole('columnheader', { name: 'FIRST' })).toBeVisible();
  await page.evaluate(() => hold());
  await page.getByLabel('HDU').selectOption({ index: 2 });
  await expect(cell).toHaveText('200');
  await page.evaluate(() => letGo());
  await downloaded(page, () => page.getByRole('button', { name: 'Download as CSV' }).click());
  await expect(cell).toHaveText('200');

  const second = page.getByRole('button', { name: 'SECOND' });
  await page.evaluate(() => hold('sortTable'));
  for (let click = 0; click < 2; click++) await second.click();
  await page.evaluate(() => {
    hold();
    letGo();
  });
  await expect(page.getByRole('columnheader', { name: 'SECOND' })).toHaveAttribute('aria-sort', 'descending');
  await expect(cell).toHaveText('249');

  await page.evaluate(() => hold('sortTable', 'picture'));
  await second.click();
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(message(page)).toContainText(
    "'two.fits.png' could not be downloaded: The view was closed before this was done"
  );
  await expect(message(page)).not.toContainText('could not be sorted');
});

test('a frame to which the worker is lost leaves those before and after it to be seen', async ({ page }) => {
  await page.route(/viewer\.worker/, async (route) => {
    const script = await (await route.fetch()).text();
    await route.fulfill({
      contentType: 'text/javascript',
      body: `(${dieOfSecondFrame.toString()})();${script}`
    });
  });
  await openFrames(page, [
    await frame({ name: 'west.fits', level: 100, date: '2026-01-01T00:00:00' }),
    await frame({ name: 'huge.fits', level: 200, date: '2026-01-01T00:01:00' }),
    await frame({ name: 'east.fits', level: 300, date: '2026-01-01T00:02:00' })
  ]);
  const press = (name: string) => page.getByRole('button', { name }).press('Enter');
  const expectFrame = async (level: number) => {
    await expect(readout(page)).toHaveText(`Pixel 1, 1 · Value ${level}`);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect.poll(() => extremePixel(page, 'brightest')).toMatchObject({ x: 17 });
    await expect(page.getByText('The checksum is correct.')).toBeVisible();
  };
  const expectLoss = () =>
    expect(page.getByRole('alert')).toHaveText('huge.fits: The file is more than this device can read');
  await expect(page.getByRole('heading', { name: 'Header', exact: true })).toBeVisible();
  await goToFirstPixel(page);
  await expectFrame(100);
  await press('Next frame');
  await expectLoss();
  await press('Next frame');
  await expectFrame(300);
  await press('Previous frame');
  await expectLoss();
  await page.getByLabel('Invert').check();
  await expectLoss();
  await page.getByLabel('Invert').uncheck();
  await press('Previous frame');
  await expectFrame(100);
  // On to another one while it is being read.
  await press('Next frame');
  await expect(readout(page)).toHaveText('Pixel 1, 1 · Value 200');
  await press('Next frame');
  await expectFrame(300);
});

test('tells the middle of the exposure as light curves do', async ({ page }) => {
  const blob = writeFits({
    data: new Uint16Array(4),
    axes: [2, 2],
    cards: [
      ['DATE-OBS', '2026-01-01T00:00:00'],
      ['EXPTIME', 120]
    ]
  });
  await openFile(page, file('timed.fits', Buffer.from(await blob.arrayBuffer())));
  const times = page.locator('dl.facts');
  await expect(times).toContainText('2026-01-01 00:01:00 UTC');
  // By astropy, for the target at 04:52:00 -69:18:00 and the centre of the Earth.
  for (const days of ['2461041.500694', '2461041.50024', '2461041.50104'])
    await expect(times).toContainText(days);
});

test('a frame whose header has a Bayer pattern is shown in colour', async ({ page }) => {
  const [width, height] = [64, 48];
  const isRed = (i: number) => i % 2 === 0 && Math.floor(i / width) % 2 === 0;
  const data = Uint16Array.from({ length: width * height }, (_, i) => (isRed(i) ? 900 : 100) + (i % 7));
  const blob = writeFits({ data, axes: [width, height], cards: [['BAYERPAT', 'RGGB']] });
  await openFile(page, file('mosaic.fits', Buffer.from(await blob.arrayBuffer())));
  for (const [limit, value] of [
    ['High', '1000'],
    ['Low', '99']
  ] as const) {
    await page.getByLabel(limit, { exact: true }).fill(value);
    await page.getByLabel(limit, { exact: true }).press('Enter');
  }
  const darkestRed = async () => {
    const save = page.getByRole('button', { name: 'Save as PNG' });
    const { bytes } = await downloaded(page, () => save.click());
    return Math.min(...(await decodePng(page, bytes)).red);
  };
  expect(await darkestRed()).toBeGreaterThan(150); // between the red pixels too
  await page.getByLabel('Bayer mosaic').selectOption('None, or shown without colour');
  expect(await darkestRed()).toBeLessThan(50);
});

test('says why a file cannot be shown', async ({ page }) => {
  const whole = await frame({ name: 'cut.fits' });
  await openFile(page, { ...whole, buffer: whole.buffer.subarray(0, 3000) });
  await expect(page.getByRole('alert')).toContainText(/cut\.fits: .*HDU 0.*bytes/);
  await page.goto('#/products/4711');
  await expect(page.getByRole('heading', { level: 1, name: 'Not found' })).toBeVisible();
});

test.describe('on real frames', () => {
  test.skip(!existsSync(DATA), `No telescope files in ${DATA}: name their folder by POCKET_TOM_DATA`);

  for (const path of ['ts-skycam-agpeg/t_e_20150608_385_1_1_1.fits', 'odd-bayer-panoptes/solved.fits.fz'])
    test(`reads out ${path}`, async ({ page }) => {
      const fits = await openFits(await openAsBlob(join(DATA, path)));
      const hdu = fits.hdus.find(({ kind }) => kind === 'compressedImage') ?? fits.hdus[0]!;
      const { data, width } = await readPixels(fits, hdu);
      await openFile(page, join(DATA, path));
      await goToFirstPixel(page);
      for (const { x, y, keys } of [
        { x: 0, y: 0, keys: [] },
        { x: 12, y: 1, keys: ['Shift+ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowUp'] }
      ]) {
        for (const key of keys) await page.keyboard.press(key);
        const position = readWcs(hdu.header).pixelToWorld(x, y)!;
        const sky = `RA ${formatRightAscension(position.ra)} Dec ${formatDeclination(position.dec)}`;
        await expect(readout(page)).toHaveText(
          `Pixel ${x + 1}, ${y + 1} · Value ${String(data[y * width + x])} · ${sky}`
        );
      }
    });
});

async function expectPixelsInPlace(page: Page): Promise<void> {
  await openFile(page, await frame({ name: 'one.fits' }));
  await expect.poll(() => extremePixel(page, 'brightest')).toEqual({ x: 17, y: 13 });
  await page.getByLabel('Orientation').selectOption('First row at the top');
  await expect.poll(() => extremePixel(page, 'brightest')).toEqual({ x: 17, y: 12 });
  await page.getByLabel('Orientation').selectOption('First row at the bottom');
  await page.getByLabel('Invert').check();
  await expect.poll(() => extremePixel(page, 'darkest')).toEqual({ x: 17, y: 13 });
  await goToFirstPixel(page);
  await expect(readout(page)).toHaveText('Pixel 1, 1 · Value 100');
  for (let i = 0; i < 16; i++) await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowUp');
  await expect(readout(page)).toHaveText('Pixel 17, 13 · Value 60000');
}

/** An image whose north is up. */
interface SkyImage {
  /** By which its sky is shifted, in pixels. */
  readonly shift?: number;
  /** Degrees. */
  readonly ra?: number;
  readonly width?: number;
  readonly height?: number;
  /** Arcseconds a pixel; negative: upside down. */
  readonly scale?: number;
}

/** As of a frame that takes more memory than there is, after a while. Runs in the worker. */
function dieOfSecondFrame(): void {
  addEventListener('message', (event: MessageEvent) => {
    const { path, argumentList } = event.data;
    if (path?.[0] !== 'draw' || argumentList[0].value.productPk !== 2) return;
    event.stopImmediatePropagation();
    setTimeout(() => {
      throw new RangeError('Array buffer allocation failed');
    }, 700);
  });
}

declare function hold(...calls: string[]): void;
declare function letGo(): void;

/** Lets calls to workers be held back, by their names, until they are let go. Runs in the page. */
function holdCalls(): void {
  const { postMessage } = Worker.prototype;
  let names: string[] = [];
  const held: (() => void)[] = [];
  Worker.prototype.postMessage = function (
    this: Worker,
    message: { readonly path?: readonly string[] },
    options?: Transferable[] | StructuredSerializeOptions
  ) {
    const { path } = message;
    const send = () => postMessage.call(this, message, options as StructuredSerializeOptions);
    if (names.includes(path?.[0] ?? '')) held.push(send);
    else send();
  };
  Object.assign(window, {
    hold: (...calls: string[]) => (names = calls),
    letGo() {
      for (const send of held.splice(0)) send();
    }
  });
}

const readout = (page: Page, place = 0) => page.getByLabel('Under the pointer').nth(place);

async function openFile(page: Page, upload: UploadedFile | string): Promise<void> {
  await openNewTarget(page);
  await addFiles(page, [upload]);
  await productTable(page)
    .getByRole('link', { name: /^Open / })
    .click();
  await expect(page.getByRole('heading', { name: 'Header', exact: true })).toBeVisible();
}

/** West.fits, then east.fits, 8 pixels apart in the sky. */
async function openEastAndWest(page: Page): Promise<void> {
  await openFrames(page, [
    await onTheSky('east.fits', '01', {}),
    await onTheSky('west.fits', '00', { shift: 8 })
  ]);
}

async function openFrames(page: Page, frames: UploadedFile[]): Promise<void> {
  await openNewTarget(page);
  await addFiles(page, frames);
  await page.getByRole('button', { name: 'View frames' }).click();
  await expect(message(page)).toContainText('No FITS file selected');
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('button', { name: 'View frames' }).click();
  await expect(page.getByRole('application', { name: 'Frame west.fits' })).toBeVisible();
}

async function followLink(page: Page, href: string): Promise<void> {
  await page.getByRole('main').evaluate((main, address) => {
    const link = Object.assign(document.createElement('a'), { href: address });
    main.append(link);
    link.click();
  }, href);
}

/** By keyboard, to the lower left corner. */
async function goToFirstPixel(page: Page): Promise<void> {
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(readout(page)).toContainText('Value');
  const [, x, y] = /Pixel (\d+), (\d+)/.exec(await readout(page).innerText())!;
  for (const [key, steps] of [
    ['ArrowLeft', Number(x) - 1],
    ['ArrowDown', Number(y) - 1]
  ] as const)
    for (let left = steps; left > 0; left -= 10) await page.keyboard.press(`Shift+${key}`);
}

async function onTheSky(name: string, minute: string, ...images: SkyImage[]): Promise<UploadedFile> {
  const blob = writeFits(
    ...images.map(({ shift = 0, ra = 73, width = 32, height = 24, scale = 1 }) => ({
      data: Uint16Array.from({ length: width * height }, (_, i) => i),
      axes: [width, height],
      cards: [
        ['DATE-OBS', `2026-01-01T00:${minute}:00`],
        ['CTYPE1', 'RA---TAN'],
        ['CTYPE2', 'DEC--TAN'],
        ['CRPIX1', width / 2 + shift],
        ['CRPIX2', height / 2],
        ['CRVAL1', ra],
        ['CRVAL2', -69.3],
        ['CDELT1', -scale / 3600],
        ['CDELT2', scale / 3600]
      ] as const
    }))
  );
  return file(name, Buffer.from(await blob.arrayBuffer()));
}

/**
 * The pixel of a frame of 32 x 24 that is brightest or darkest on the screen, counted from 1 from the lower left
 * corner. Runs in the page.
 */
function extremePixel(page: Page, wanted: 'brightest' | 'darkest'): Promise<{ x: number; y: number } | null> {
  return page.evaluate((kind) => {
    const canvas = document.querySelector('canvas')!;
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
    context.drawImage(canvas, 0, 0);
    const { data, width } = context.getImageData(0, 0, canvas.width, canvas.height);
    const seen: { x: number; y: number; level: number }[] = [];
    for (let i = 0; i < data.length; i += 4) {
      const pixel = i / 4;
      if (data[i + 3] === 255) seen.push({ x: pixel % width, y: Math.floor(pixel / width), level: data[i]! });
    }
    if (seen.length === 0) return null;
    let [left, right, top, bottom] = [Infinity, 0, Infinity, 0];
    for (const { x, y } of seen) {
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
    const sign = kind === 'brightest' ? 1 : -1;
    const extreme = seen.reduce((best, pixel) => (sign * (pixel.level - best.level) > 0 ? pixel : best));
    const equal = seen.filter(({ level }) => level === extreme.level);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [x, y] = [mean(equal.map((pixel) => pixel.x)), mean(equal.map((pixel) => pixel.y))];
    return {
      x: 1 + Math.floor(((x + 0.5 - left) / (right - left)) * 32),
      y: 1 + Math.floor(((bottom - y - 0.5) / (bottom - top)) * 24)
    };
  }, wanted);
}

/** How many pixels of the canvas have the colour of saturated ones. */
function markedPixels(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas')!;
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
      if (data[i] === 255 && data[i + 1] === 0 && data[i + 2] === 170) count++;
    return count;
  });
}
