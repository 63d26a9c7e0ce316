/** What a run did less than it was asked to: as data, and wherever its outcome is shown. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { closedGate, fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  downloaded,
  file,
  openNewestProcess,
  openNewTarget,
  processFact,
  processStatuses,
  runPipeline
} from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

const LEFT_OUT = {
  code: 'frameLeftOut',
  parameters: { name: 'b.txt', share: 0.5 },
  text: 'b.txt: left out, 50 % of it is missing.'
};
const CLOUDY = { code: null, parameters: {}, text: 'It was cloudy.' };

test('warnings stand above the log, on the outputs, in the list and in the JSON', async ({
  page,
  context
}) => {
  const open = await closedGate(context, 'gate');
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    warnings: {
      frameLeftOut: ({ name, share }: { name: string; share: number }) =>
        `${name}: left out, ${100 * share} % of it is missing.`
    },
    async doPipeline(process, tmpdir) {
      process.warn({ code: 'frameLeftOut', parameters: { name: 'b.txt', share: 0.5 } } as never);
      await process.updateStatus('waiting at the gate', () =>
        import('./gate' as string).catch(() => undefined)
      );
      process.warn('It was cloudy.');
      const path = tmpdir.join('output.txt');
      await path.writeText('content');
      return [[path, 'DataProduct']];
    }
  });
  await openNewTarget(page);
  await addFiles(page, [file('1.txt', '1')]);
  await runPipeline(page, 'Example pipeline');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Waiting at the gate');
  await expect(items(page, '1 warning')).toHaveText([LEFT_OUT.text]);

  open();
  await expect(processFact(page, 'Status')).toHaveText('Created, 2 warnings');
  await expect(items(page, '2 warnings')).toHaveText([LEFT_OUT.text, CLOUDY.text]);
  const log = page.getByRole('log', { name: 'Log output' });
  await expect(log).toHaveText(`${LEFT_OUT.text} ${CLOUDY.text}`);
  expect((await items(page, '2 warnings').last().boundingBox())!.y).toBeLessThan(
    (await log.boundingBox())!.y
  );
  expect(await storedRows(page, 'processes')).toMatchObject([{ warnings: [LEFT_OUT, CLOUDY] }]);
  const { bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download as JSON' }).click()
  );
  expect(JSON.parse(bytes.toString())).toMatchObject({ warnings: [LEFT_OUT, CLOUDY] });
  await expectNoViolations(page);

  await processFact(page, 'Outputs').getByRole('link').click();
  await expect(page.getByRole('button', { name: 'Download all' })).toBeVisible();
  await expect(items(page, '2 warnings')).toHaveText([LEFT_OUT.text, CLOUDY.text]);
  await expectNoViolations(page);
  await page.getByRole('link', { name: 'Processes', exact: true }).click();
  await expect(processStatuses(page)).toHaveText(['Created, 2 warnings']);
  await expectNoViolations(page);
});

test('measurements that were there already are one', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    doPipeline(_process, tmpdir) {
      return [[tmpdir.join('rows'), 'ReducedDatum', 'photometry', [[59000, 12.5, 0.1]]]];
    }
  });
  await openNewTarget(page);
  await addFiles(page, [file('1.txt', '1')]);
  await runPipeline(page, 'Example pipeline');
  await expect(processStatuses(page).first()).toContainText('Created');
  await runPipeline(page, 'Example pipeline');
  await expect(processStatuses(page)).toContainText(['Created, 1 warning', 'Created']);
  await openNewestProcess(page);
  await expect(items(page, '1 warning')).toHaveText([
    '1 of 1 reduced data were there already and are not added again'
  ]);
  expect(await storedRows(page, 'processes')).toMatchObject([
    { warnings: [] },
    { warnings: [{ code: 'alreadyThere', parameters: { count: 1, of: 1 } }] }
  ]);
});

const items = (page: Page, heading: string) =>
  page.getByRole('region', { name: heading, exact: true }).getByRole('listitem');

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations).toEqual([]);
}
