/** Nothing leaves the device during the main job. */
import { expect, test } from '@playwright/test';
import { fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  downloaded,
  frame,
  openNewestProcess,
  openNewTarget,
  processFact,
  runPipeline
} from './support/journey';
import { watchTraffic } from './support/watchTraffic';

test.use({ serviceWorkers: 'allow' });

test('the main job asks nothing of other origins and breaks no policy', async ({
  page,
  context,
  baseURL
}) => {
  const traffic = await watchTraffic(context, baseURL!);
  await openNewTarget(page);
  await addFiles(page, [
    await frame({ name: 'one.fits' }),
    await frame({ name: 'two.fits', date: '2026-01-01T00:01:00' })
  ]);
  for (const format of ['GIF', 'MP4']) {
    await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('Timelapse');
    await page.getByLabel('Format').selectOption(format);
    for (const name of ['one.fits', 'two.fits']) await page.getByRole('checkbox', { name }).check();
    await page.getByRole('button', { name: 'Run pipeline' }).click();
    await openNewestProcess(page);
    await expect(processFact(page, 'Status')).toHaveText('Created');
    await processFact(page, 'Outputs').getByRole('link').click();
    await downloaded(page, () => page.getByRole('button', { name: 'Download all' }).click());
    await page.getByRole('link', { name: 'Data', exact: true }).click();
  }
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('button', { name: 'View gallery' }).click();
  await expect(page.getByRole('checkbox')).toHaveCount(4);
  expect(traffic).toEqual({ violations: [], outside: [], missing: [] });
});

test.describe('the watch of the test above', () => {
  test.use({ serviceWorkers: 'block' });

  test('notices what a worker asks for', async ({ page, context, baseURL }) => {
    const traffic = await watchTraffic(context, baseURL!);
    const outside = 'http://127.0.0.1:9/telemetry';
    await fakeExamplePipeline(context, {
      shortName: 'example',
      async doPipeline() {
        await fetch('http://127.0.0.1:9/telemetry').catch(() => undefined);
        return [];
      }
    });
    await openNewTarget(page);
    await addFiles(page, [await frame({ name: 'one.fits' })]);
    await runPipeline(page, 'Example pipeline');
    await openNewestProcess(page);
    await expect(processFact(page, 'Status')).toHaveText('Created');
    expect(traffic.outside).toEqual([outside]);
  });
});
