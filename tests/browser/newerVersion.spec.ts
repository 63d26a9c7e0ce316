/** A tab that is still open when a newer version of the app has changed the store. */
import { expect } from '@playwright/test';
import { changeStore } from './support/changeStore';
import { fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  frame,
  message,
  openNewestProcess,
  openNewTarget,
  processFact,
  runPipeline
} from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

const NEWER = 90;

test('an old tab ends what it runs, stores nothing more, and asks to be reloaded', async ({
  page,
  context
}) => {
  await fakeExamplePipeline(context, {
    shortName: 'example',
    async doPipeline(process) {
      await process.updateStatus('Working');
      return new Promise(() => undefined);
    }
  });
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'one.fits' })]);
  await runPipeline(page, 'Example pipeline');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Working');
  expect(page.workers()).toHaveLength(1);
  await page.getByRole('link', { name: 'Data', exact: true }).click();

  const other = await context.newPage();
  await changeStore(other, {}, NEWER);
  const notice = page.getByRole('alert', { name: 'Newer version' });
  await expect(notice).toContainText('This tab is out of date and stores nothing any more');
  await expect.poll(() => page.workers().length).toBe(0);
  await page.getByLabel('Add files').setInputFiles([await frame({ name: 'two.fits' })]);
  await expect(message(page)).toContainText('No files were added. A newer version of Pocket TOM');
  expect(await storedRows(other, 'dataProducts')).toMatchObject([{ name: 'one.fits' }]);
  expect(await storedRows(other, 'processes')).toMatchObject([{ stage: 'running', status: 'Working' }]);

  await notice.getByRole('button', { name: 'Reload this tab' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A newer version is needed');
  await expect(message(page)).toHaveText('');
  expect(await storedRows(other, 'processes')).toMatchObject([{ stage: 'running' }]);
});
