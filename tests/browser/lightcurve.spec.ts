/** From frames to a light curve: a star chosen in the viewer by keyboard, measured, looked at, changed and handed in. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { writeFits } from '../../src/lib/fits/writeFits';
import { simulateSky } from '../../src/lib/kernels/simulateSky';
import {
  addFiles,
  downloaded,
  file,
  message,
  openNewestProcess,
  openNewTarget,
  processFact,
  productTable
} from './support/journey';
import { storedRows } from './support/storedRows';

const FRAMES = 10;
const SKY = simulateSky({ seed: 21, frames: FRAMES, width: 360, height: 280, stars: 45 });

test('a star is chosen by keyboard, and its light curve read, changed, saved and exported', async ({
  page
}) => {
  await openNewTarget(page, 'SIM V1');
  await addFiles(page, await Promise.all(Array.from({ length: FRAMES }, (_, i) => frame(i))));
  await productTable(page).getByRole('link', { name: 'Open sim_00.fits' }).press('Enter');
  await moveCrossTo(page, SKY.variable.x, SKY.variable.y);
  await page.getByRole('button', { name: 'Light curve of this star' }).press('Enter');

  await expect(page.getByRole('combobox', { name: 'Pipeline' })).toHaveValue('Light curve');
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
  await expectTargetInTheMiddle(opened);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(plot).toBeFocused();
  await page.keyboard.press('Enter');
  await opened.getByLabel('Exclude it, because').fill('Clouds');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${FRAMES - 1} points, errors`)).toBeVisible();
  await message(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(page.getByText(`${FRAMES} points, errors`)).toBeVisible();

  const before = Number(
    /(\d+) comparison stars;/.exec(await page.getByText('points, errors').innerText())![1]
  );
  await page
    .getByRole('checkbox', { name: /^Compare with/, checked: true })
    .first()
    .press('Space');
  await expect(page.getByText(`${before - 1} comparison stars;`)).toBeVisible();
  await page.getByRole('button', { name: 'Save this curve' }).press('Enter');
  await expect(message(page)).toContainText(`Saved ${FRAMES} measurements of this curve`);
  expect(await storedRows(page, 'reducedDatums')).toHaveLength(FRAMES);

  await page.getByLabel('Observer code').fill('TST');
  const aavso = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download for the AAVSO' }).press('Enter')
  );
  const lines = aavso.bytes.toString().trim().split('\r\n');
  expect(lines.slice(0, 3)).toEqual(['#TYPE=EXTENDED', '#OBSCODE=TST', '#SOFTWARE=Pocket TOM']);
  const magnitudes = lines.slice(7).map((line) => Number(line.split(',')[2]));
  const truth = Array.from({ length: FRAMES }, (_, i) => SKY.frame(i).variableMagnitude);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  magnitudes.forEach((magnitude, i) =>
    expect(Math.abs(magnitude - mean(magnitudes) - (truth[i]! - mean(truth)))).toBeLessThan(0.04)
  );
  const svg = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download plot as SVG' }).first().press('Enter')
  );
  expect(svg.bytes.toString()).toContain('Light curve of SIM V1');
});

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
  return file(`sim_${String(i).padStart(2, '0')}.fits`, Buffer.from(await blob.arrayBuffer()), 'image/fits');
}

/** Of the view of a frame, a pixel for a pixel. */
async function expectTargetInTheMiddle(opened: Locator): Promise<void> {
  const view = opened.getByRole('application', { name: 'Frame sim_01.fits' });
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
async function moveCrossTo(page: Page, x: number, y: number): Promise<void> {
  const view = page.getByRole('application', { name: 'Frame sim_00.fits' });
  const under = page.getByLabel('Under the pointer');
  await expect(page.getByText('Orientation')).toBeVisible();
  await view.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(under).toContainText('Pixel');
  const [, column, row] = /Pixel (\d+), (\d+)/.exec(await under.innerText())!.map(Number) as [
    number,
    number,
    number
  ];
  // The first row is at the bottom.
  const [right, up] = [Math.round(x) + 1 - column, Math.round(y) + 1 - row];
  for (let k = 0; k < Math.abs(right); k++) await page.keyboard.press(right > 0 ? 'ArrowRight' : 'ArrowLeft');
  for (let k = 0; k < Math.abs(up); k++) await page.keyboard.press(up > 0 ? 'ArrowUp' : 'ArrowDown');
  await expect(under).toContainText(`Pixel ${Math.round(x) + 1}, ${Math.round(y) + 1}`);
}
