/** Period search on the photometry of a target. */
import { expect } from '@playwright/test';
import { fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  downloaded,
  file,
  openNewestProcess,
  openNewTarget,
  processFact,
  processRows,
  productTable,
  runPipeline
} from './support/journey';
import { test } from './support/test';

const PERIOD = 0.6143;

test('finds the period of measurements of a target', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    doPipeline(_process, tmpdir) {
      const rows = Array.from({ length: 90 }, (_, i): [number, number, number] => {
        const time = 59_000 + Math.floor(i / 3) + 0.11 * (i % 3) + 0.03 * Math.sin(i * i);
        return [time, 12 + 0.3 * Math.sin((2 * Math.PI * time) / 0.6143), 0.01];
      });
      return [[tmpdir.join('photometry.csv'), 'ReducedDatum', 'photometry', rows]];
    }
  });
  await openNewTarget(page, 'RR Test');
  await addFiles(page, [file('notes.txt', 'a night')]);
  await runPipeline(page, 'Example pipeline');
  await expect(page.getByRole('row').filter({ hasText: 'Created' }).first()).toBeVisible();

  await test.step('by keyboard, on no file', async () => {
    await expect(productTable(page).getByRole('checkbox', { checked: true })).toHaveCount(0);
    const choice = page.getByRole('combobox', { name: 'Pipeline' });
    await choice.focus();
    await choice.selectOption({ label: 'Period search' });
    await expect(page.getByText('on the photometry of the target')).toBeVisible();
    await page.getByLabel('Harmonics').fill('1');
    await page.getByRole('button', { name: 'Run pipeline' }).press('Enter');
    await expect(processRows(page)).toHaveCount(2);
    await openNewestProcess(page);
    await expect(processFact(page, 'Status')).toHaveText('Created');
  });

  await test.step('what it found is on the page', async () => {
    const log = page.getByRole('log');
    await expect(log).toContainText('90 measurements of the target.');
    await expect(log).toContainText(/Best period: 0\.614\d+ \+- 0\.000\d+ d/);
    await expect(log).toContainText('False-alarm probability');
  });

  await processFact(page, 'Outputs').getByRole('link').click();
  const plot = await downloaded(page, () =>
    page.getByRole('button', { name: /^Download period_1_.*_period\.svg$/ }).click()
  );
  expect(plot.bytes.toString()).toMatch(/^<svg .*<title>Period 0\.614/s);

  await page.goBack();
  await processFact(page, 'Target').getByRole('link').click();
  const reduced = page.getByRole('region', { name: 'Reduced data' });
  await reduced.getByText('period_candidates').click();
  const candidates = await downloaded(page, () =>
    reduced.getByRole('button', { name: /^Download period_1_.*candidates\.csv$/ }).click()
  );
  const [names, best] = candidates.bytes.toString().split('\r\n');
  expect(names).toMatch(/^rank,period,period_error,power/);
  const [, period, error] = best!.split(',').map(Number);
  expect(Math.abs(period! - PERIOD)).toBeLessThan(Math.max(1e-5, 3 * error!));
});
