/** From frames to a light curve: a star chosen in the viewer, measured, looked at, changed and handed in. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { fitPlot } from '../../src/lib/domain/plot/fitPlot';
import type { Plot, PlotSeries } from '../../src/lib/domain/plot/Plot';
import { plotScales } from '../../src/lib/domain/plot/plotScale';
import { writeFits } from '../../src/lib/fits/write/writeFits';
import { plotArea } from '../../src/lib/formats/plot/drawPlot';
import { simulateSky } from '../../src/lib/kernels/simulation/simulateSky';
import {
  addFiles,
  downloaded,
  file,
  message,
  openNewestProcess,
  openNewTarget,
  processFact,
  productCheckboxes,
  productTable
} from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

const FRAMES = 10;
const SKY = simulateSky({ seed: 21, frames: FRAMES, width: 360, height: 280, stars: 45 });
/** Julian date of the middle of the first exposure. */
const START = 2461042.333681;
/** Of the frames: too many for a star to be called patchy by those that are left. */
const EXCLUDED = 4;

test('the whole way by keyboard alone: from files to a curve that is handed in', async ({ page }) => {
  test.slow();
  page.on('filechooser', () => undefined); // the browser takes a while to hand them over
  await openNewTarget(page, 'SIM V1');
  await tabTo(page, page.getByLabel('Add files'));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(await frames());
  await expect(productCheckboxes(page)).toHaveCount(FRAMES);
  await pressOn(page, productTable(page).getByRole('link', { name: `Open ${nameOf(FRAMES - 1)}` }));
  await moveCrossTo(page, FRAMES - 1);
  await pressOn(page, page.getByRole('button', { name: 'Light curve of this star' }));
  await expect(page.getByText(`${FRAMES} data products, ${FRAMES} chosen`)).toBeVisible();
  await pressOn(page, page.getByRole('button', { name: 'Run pipeline' }));
  await pressOn(page, page.getByRole('link', { name: /^View lightcurve_/ }));
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 30_000 });
  await pressOn(page, processFact(page, 'Outputs').getByRole('link'));
  await pressOn(page, page.getByRole('link', { name: 'Open the light curve' }));

  // More than a third of the frames: what is left still has its comparison stars.
  await tabTo(page, curve(page, FRAMES));
  await page.keyboard.press('Home');
  for (let f = 1; f <= EXCLUDED; f++) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: `sim_0${f}.fits` })).toBeFocused();
    await tabTo(page, page.getByLabel('Reason to exclude it'));
    await page.keyboard.type(`Cloud ${f}`);
    await page.keyboard.press('Enter');
    await expect(curve(page, FRAMES - f)).toBeFocused();
  }
  await expect(page.getByText('Excluded', { exact: true })).toBeVisible();
  await expect(page.getByText(/^6 points, median error .* comparison stars/)).toBeVisible();
  await expect(page.getByLabel('Under the pointer').first()).toContainText(`excluded: Cloud ${EXCLUDED}`);
  await pressOn(page, message(page).getByRole('button', { name: 'Undo' }).last());
  await expect(curve(page, 7)).toBeVisible();
  await pressOn(page, page.getByText('Table of light curve of'), 'Space');
  const cross = page
    .getByRole('table', { name: /^Light curve of/ })
    .getByRole('row', { name: 'sim_01.fits' });
  await expect(cross).toContainText('excluded: Cloud 1');
  await pressOn(page, cross.getByRole('button'));
  await pressOn(page, page.getByRole('region', { name: 'sim_01.fits' }).getByText('Include again'));
  await expect(curve(page, 8)).toBeVisible();
  await pressOn(page, page.getByRole('button', { name: 'Save this curve' }));
  await expect(message(page)).toContainText('Saved 10 measurements of this curve, 2 of them excluded');
  await tabTo(page, page.getByLabel('Observer code'));
  await page.keyboard.type('TST');
  await expectExports(page, 2, (button) => pressOn(page, button));
});

test('the whole way by mouse alone, with frames excluded for good', async ({ page }) => {
  test.slow();
  await openNewTarget(page, 'SIM V1');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByText('Add files', { exact: true }).click()
  ]);
  await chooser.setFiles(await frames());
  await expect(productCheckboxes(page)).toHaveCount(FRAMES);
  await productTable(page).getByRole('link', { name: 'Open sim_00.fits' }).click();
  await clickPixel(page, SKY.variable.x, SKY.variable.y);
  await page.getByRole('button', { name: 'Light curve of this star' }).click();
  await page.getByRole('button', { name: 'Run pipeline' }).click();
  const view = page.getByRole('link', { name: /^View lightcurve_/ });
  await expect(page.getByRole('table', { name: 'Runs of pipelines' })).toContainText('Created', {
    timeout: 30_000
  });
  await view.click();
  await processFact(page, 'Outputs').getByRole('link').click();
  await page.getByRole('link', { name: 'Open the light curve' }).click();
  const targets = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Targets' });
  await expect(page).toHaveURL(/lightcurves/);
  await expect(targets).toHaveAttribute('aria-current', 'page');

  await clickPoint(page, 3);
  const opened = page.getByRole('region', { name: 'sim_03.fits' });
  await expectTargetInTheMiddle(opened, 'sim_03.fits');
  await opened.getByLabel('Reason to exclude it').click();
  await page.keyboard.type('Satellite trail'); // the reason itself is typed
  await opened.getByRole('button', { name: 'Exclude', exact: true }).click();
  await expect(curve(page, FRAMES - 1)).toBeVisible();
  await message(page).getByRole('button', { name: 'Undo' }).click();
  await expect(curve(page, FRAMES)).toBeVisible();
  await clickPoint(page, 3);
  await opened.getByLabel('Reason to exclude it').click();
  await page.keyboard.type('Satellite trail');
  await opened.getByRole('button', { name: 'Exclude', exact: true }).click();
  await page.getByRole('button', { name: 'Save this curve' }).click();
  await expect(message(page)).toContainText('Saved 10 measurements of this curve, 1 of them excluded');
  const value = (excluded?: string) =>
    expect.objectContaining({ value: expect.objectContaining({ excluded }) });
  const saved = await storedRows(page, 'reducedDatums');
  expect(saved).toHaveLength(FRAMES);
  expect(saved).toContainEqual(value('Satellite trail'));
  await page.getByLabel('Observer code').click();
  await page.keyboard.type('TST');
  await expectExports(page, 1, (button) => button.click());

  // What is saved is found again, here and among the photometry of the target.
  await page.reload();
  await expect(curve(page, FRAMES - 1)).toBeVisible();
  await clickPoint(page, 3);
  await expect(page.getByRole('region', { name: 'sim_03.fits' })).toContainText('Excluded: Satellite trail');
  await page.getByRole('main').getByRole('link', { name: 'SIM V1' }).click();
  await expect(page.getByText('Show 1 excluded measurement')).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Include again' }).click();
  await page.getByRole('button', { name: 'Save this curve' }).click();
  await expect(message(page)).toContainText('Saved 10 measurements of this curve');
  expect(await storedRows(page, 'reducedDatums')).not.toContainEqual(value('Satellite trail'));
  await message(page).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => storedRows(page, 'reducedDatums')).toContainEqual(value('Satellite trail'));
});

test('what is ticked stays, the frame of a point is looked at, a comparison star is taken out', async ({
  page
}) => {
  await openNewTarget(page, 'SIM V1');
  await addFiles(page, await frames());
  await productTable(page).getByRole('link', { name: 'Open sim_00.fits' }).press('Enter');
  await moveCrossTo(page, 0);
  await page.getByRole('button', { name: 'Light curve of this star' }).press('Enter');

  await expect(page.getByRole('combobox', { name: 'Pipeline' })).toHaveValue('lightcurve');
  const place = page.getByLabel('Or its place on the reference frame');
  await expect(place).toHaveValue(`${Math.round(SKY.variable.x) + 1} ${Math.round(SKY.variable.y) + 1}`);
  await expect(page.getByText(`${FRAMES} data products, ${FRAMES} chosen`)).toBeVisible();
  // What is ticked stays as it is when files come.
  const last = productTable(page).getByRole('checkbox', { name: `sim_0${FRAMES - 1}.fits` });
  await last.press('Space');
  await addFiles(page, [file('notes.txt', 'a night')]);
  await expect(page.getByText(`${FRAMES + 1} data products, ${FRAMES - 1} chosen`)).toBeVisible();
  await last.press('Space');
  await page.getByRole('button', { name: 'Run pipeline' }).press('Enter');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 30_000 });
  await processFact(page, 'Outputs').getByRole('link').press('Enter');
  await page.getByRole('link', { name: 'Open the light curve' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Light curve of SIM V1' })).toBeVisible();

  const plot = page.getByRole('application', { name: `Light curve of ${FRAMES} points` });
  await plot.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const opened = page.getByRole('region', { name: 'sim_01.fits' });
  await expect(opened).toBeFocused();
  await expectTargetInTheMiddle(opened, 'sim_01.fits');
  await page.keyboard.press('Escape');
  await expect(plot).toBeFocused();
  await page.keyboard.press('Enter');
  await opened.getByLabel('Reason to exclude it').fill('Clouds');
  await page.keyboard.press('Enter');
  await page.getByText('Table of light curve of').click();
  await page.getByRole('row', { name: 'excluded: Clouds' }).getByRole('button').click();
  await expect(opened).toContainText('Excluded: Clouds');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await opened.getByRole('button', { name: 'Include again' }).click();

  const before = Number(
    /(\d+) comparison stars;/.exec(await page.getByText('points, median error').innerText())![1]
  );
  await page
    .getByRole('checkbox', { name: /^Compare with/, checked: true })
    .first()
    .press('Space');
  await expect(page.getByText(`${before - 1} comparison stars;`)).toBeVisible();
});

const curve = (page: Page, points: number): Locator =>
  page.getByRole('application', { name: `Light curve of ${points} point` });

const TABBABLE = 'a[href], button:enabled, input:enabled, select:enabled, textarea, summary, [tabindex="0"]';

/** By Tab alone, as often as there are elements on the way. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor();
  for (let tries = 0; tries < 10; tries++) {
    const steps = await element.evaluate((found, selector) => {
      const active = document.activeElement!;
      const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
      const isPassed = (one: Element) =>
        one === active || (active.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) > 0;
      return all.indexOf(found) + 1 - all.filter(isPassed).length;
    }, TABBABLE);
    const isThere = await element.evaluate((found) => found === document.activeElement);
    if (isThere) return;
    const key = steps > 0 ? 'Tab' : 'Shift+Tab';
    for (let k = 0; k < Math.max(1, Math.abs(steps)); k++) await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${element.toString()}`);
}

async function pressOn(page: Page, element: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, element);
  await page.keyboard.press(key);
}

async function clickPixel(page: Page, x: number, y: number): Promise<void> {
  const view = page.getByRole('application', { name: 'Frame sim_00.fits' });
  const under = page.getByLabel('Under the pointer');
  await expect(page.getByText('Orientation')).toBeVisible();
  const { width, height } = (await view.boundingBox())!;
  const pixelAt = async (position: { x: number; y: number }) => {
    await view.hover({ position });
    await expect(under).toContainText('Pixel');
    return /Pixel (\d+), (\d+)/
      .exec(await under.innerText())!
      .slice(1)
      .map(Number) as [number, number];
  };
  const [from, to] = [
    { x: 0.35 * width, y: 0.7 * height },
    { x: 0.65 * width, y: 0.3 * height }
  ];
  const [[left, bottom], [right, top]] = [await pixelAt(from), await pixelAt(to)];
  await view.click({
    position: {
      x: from.x + ((x + 1 - left) * (to.x - from.x)) / (right - left),
      y: from.y + ((y + 1 - bottom) * (to.y - from.y)) / (top - bottom)
    }
  });
}

/** Clicks the point of a frame where it is, by the numbers of the plot. */
async function clickPoint(page: Page, frame: number): Promise<void> {
  const plot = page.getByRole('application', { name: /^Light curve of/ });
  await plot.scrollIntoViewIfNeeded();
  const { bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download plot as CSV' }).first().click()
  );
  const rows = bytes
    .toString()
    .trim()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(','));
  const series = [...new Set(rows.map(([name]) => name!))].map((name, tone): PlotSeries => {
    const own = rows.filter((row) => row[0] === name);
    return {
      name,
      tone,
      style: 'points',
      x: own.map((row) => Date.parse(row[1]!)),
      y: own.map((row) => Number(row[2])),
      error: own.map((row) => Number(row[3]))
    };
  });
  const drawn: Plot = {
    title: '',
    x: { title: '', scale: 'time' },
    y: { title: '', scale: 'linear', isReversed: true },
    series
  };
  const view = fitPlot(drawn);
  const { width, height } = (await plot.boundingBox())!;
  const scales = plotScales(drawn, view, plotArea(drawn, { width, height, view, hasLegend: false }));
  await plot.click({
    position: { x: scales.x.place(series[0]!.x[frame]!), y: scales.y.place(series[0]!.y[frame]!) }
  });
}

/** All files that are handed in, read back. */
async function expectExports(
  page: Page,
  excluded: number,
  press: (button: Locator) => Promise<void>
): Promise<void> {
  const points = FRAMES - excluded;
  const textOf = async (name: string) => {
    const { bytes } = await downloaded(page, () => press(page.getByRole('button', { name }).first()));
    return bytes.toString().trim().split(/\r?\n/);
  };
  const aavso = await textOf('Download for the AAVSO');
  expect(aavso.slice(0, 3)).toEqual(['#TYPE=EXTENDED', '#OBSCODE=TST', '#SOFTWARE=Pocket TOM']);
  expect(aavso).toHaveLength(7 + points);
  const magnitudes = aavso.slice(7).map((line) => {
    const fields = line.split(',');
    expect(fields).toHaveLength(15);
    return { time: Number(fields[1]), magnitude: Number(fields[2]) };
  });
  const truth = magnitudes.map(
    ({ time }) => SKY.frame(Math.round(((time - START) * 1440) / 3)).variableMagnitude
  );
  const shift = mean(magnitudes.map(({ magnitude }) => magnitude)) - mean(truth);
  magnitudes.forEach(({ magnitude }, i) =>
    expect(Math.abs(magnitude - shift - truth[i]!)).toBeLessThan(0.04)
  );

  const exoClock = (await textOf('Download for ExoClock and ETD')).slice(2);
  expect(exoClock).toHaveLength(points);
  exoClock.forEach((line, i) => {
    const [bjd, flux] = line.split(' ').map(Number) as [number, number];
    expect(Math.abs(bjd - magnitudes[i]!.time)).toBeLessThan(0.007);
    const ratio = flux / Number(exoClock[0]!.split(' ')[1]);
    expect(-2.5 * Math.log10(ratio)).toBeCloseTo(magnitudes[i]!.magnitude - magnitudes[0]!.magnitude, 3);
  });
  const [columns, ...rows] = await textOf('Download CSV');
  expect(columns).toMatch(/^file,time_utc,bjd_tdb,magnitude,error,limit,filter/);
  expect(rows).toHaveLength(points);
  rows.forEach((row, i) => expect(Number(row.split(',')[3])).toBeCloseTo(magnitudes[i]!.magnitude, 3));
  const svg = (await textOf('Download plot as SVG')).join('\n');
  expect(svg).toContain('Light curve of SIM V1');
  expect(svg).toContain('>Excluded<');
  const png = await downloaded(page, () =>
    press(page.getByRole('button', { name: 'Download plot as PNG' }).first())
  );
  expect(png.bytes.subarray(12, 24).toString('latin1')).toBe('IHDR\0\0\x07\x80\0\0\x04\x38');
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const frames = () => Promise.all(Array.from({ length: FRAMES }, (_, i) => frame(i)));

const nameOf = (i: number) => `sim_${String(i).padStart(2, '0')}.fits`;

async function frame(i: number) {
  const { data, width, height } = SKY.frame(i).image;
  const blob = writeFits({
    data: Uint16Array.from(data),
    axes: [width, height],
    cards: [
      ['DATE-OBS', `2026-01-01T20:${String(3 * i).padStart(2, '0')}:00`],
      ['EXPTIME', 60],
      ['FILTER', 'V'],
      ['GAIN', 1.5]
    ]
  });
  return file(nameOf(i), Buffer.from(await blob.arrayBuffer()), 'image/fits');
}

/** Of the view of a frame, a pixel for a pixel. */
async function expectTargetInTheMiddle(opened: Locator, name: string): Promise<void> {
  const view = opened.getByRole('application', { name: `Frame ${name}` });
  const under = opened.getByLabel('Under the pointer');
  await expect(async () => {
    await view.hover({ position: { x: 5, y: 5 } });
    await view.hover();
    await expect(under).toContainText(': target', { timeout: 500 });
  }).toPass(); // once the frame is there
  const column = Number(/Pixel (\d+)/.exec(await under.innerText())![1]);
  const { width, height } = (await view.boundingBox())!;
  await view.hover({ position: { x: width / 2 + 50, y: height / 2 } });
  await expect(under).toContainText(`Pixel ${column + 50},`);
}

/** By the arrow keys, as the numbers under the frame say where the cross is. */
async function moveCrossTo(page: Page, i: number): Promise<void> {
  const { drift } = SKY.frame(i);
  const [column, row] = [SKY.variable.x + drift.x, SKY.variable.y + drift.y].map((at) => Math.round(at) + 1);
  const under = page.getByLabel('Under the pointer');
  await expect(page.getByText('Orientation')).toBeVisible();
  await tabTo(page, page.getByRole('application', { name: `Frame ${nameOf(i)}` }));
  await page.keyboard.press('ArrowLeft');
  await expect(under).toContainText('Pixel');
  const [fromColumn, fromRow] = /Pixel (\d+), (\d+)/
    .exec(await under.innerText())!
    .slice(1)
    .map(Number);
  const press = async (by: number, forwards: string, back: string) => {
    const key = by > 0 ? forwards : back;
    for (let k = 0; k < Math.floor(Math.abs(by) / 10); k++) await page.keyboard.press(`Shift+${key}`);
    for (let k = 0; k < Math.abs(by) % 10; k++) await page.keyboard.press(key);
  };
  await press(column! - fromColumn!, 'ArrowRight', 'ArrowLeft');
  // The first row is at the bottom.
  await press(row! - fromRow!, 'ArrowUp', 'ArrowDown');
  await expect(under).toContainText(`Pixel ${column}, ${row}`);
}
