/** Pipelines from the click on Run to what they leave behind: behaviours 1 to 18 and D1 to D7. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { answerExampleModule, closedGate, fakeExamplePipeline } from './support/fakePipeline';
import { holdQueue } from './support/holdQueue';
import {
  addFiles,
  downloaded,
  file,
  frame,
  openNewestProcess,
  openNewTarget,
  processFact,
  processRows,
  productTable,
  runPipeline
} from './support/journey';
import { recordTexts } from './support/recordTexts';
import { storedRows } from './support/storedRows';

const EXAMPLE = 'Example pipeline';
/** The second at which everything happens, in local time: part of every identifier. */
const NOW = new Date(2019, 0, 2, 3, 4, 5);
const STAMP = '20190102030405';

test('the example of the documentation, whole', async ({ page, context }) => {
  const start = await closedGate(context, 'pipeline.worker-*.js');
  await page.clock.setFixedTime(NOW);
  await openNewTarget(page);
  await addFiles(page, [
    await frame({ name: 'first.fits', date: '2026-01-01T00:00:00', width: 1000, height: 800 }),
    await frame({ name: 'second.fits', date: '2026-01-01T00:01:00', level: 200 })
  ]);
  await runPipeline(page, EXAMPLE);
  expect(await openNewestProcess(page)).toBe(`example_1_${STAMP}`);
  const statuses = await recordTexts(processFact(page, 'Status'));
  start();

  await expect(processFact(page, 'Status')).toHaveText('Created');
  expect(await statuses()).toEqual([
    'Pending',
    'Doing the first thing',
    'Done that - now doing the second thing',
    'Created'
  ]);
  await expect(log(page)).toHaveText('first sub-step\nsecond sub-step\n', { useInnerText: true });

  await page.getByRole('link', { name: 'Some target' }).first().click();
  const reduced = page.getByRole('region', { name: 'Reduced data' });
  await reduced.getByText(`example_1_${STAMP}_my_output.csv`).first().click();
  await expect(reduced.getByLabel(/^Text of /)).toHaveText(
    [
      'file,width,height,observed,median',
      'first.fits,1000,800,2026-01-01T00:00:00.000Z,103',
      'second.fits,32,24,2026-01-01T00:01:00.000Z,203'
    ].join('\n')
  );

  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(checkbox(page, `example_1_${STAMP}_another_output.png`)).toBeVisible();
  await page.getByRole('combobox', { name: 'Group' }).selectOption(`example_1_${STAMP}_outputs`);
  await page.getByRole('button', { name: 'Select group' }).click();
  await expect(productTable(page).getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expect(checkbox(page, `example_1_${STAMP}_another_output.png`)).toBeChecked();
});

test('the flags reach the pipeline as they were ticked', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'flagged',
    flags: {
      myflag: { default: false, longName: 'My flag' },
      default_true: { default: true, longName: 'On by itself' },
      default_false: { default: false, longName: 'Off by itself' }
    },
    doPipeline(process, _tmpdir, options) {
      process.log(JSON.stringify(options));
      return [];
    }
  });
  await openNewTarget(page);
  await addFiles(page, [file('1.txt', '1')]);
  const list = page.getByRole('combobox', { name: 'Pipeline' });
  await list.selectOption('Timelapse');
  await expect(page.getByRole('checkbox', { name: /^Crop each frame/ })).not.toBeChecked();
  await list.selectOption(EXAMPLE);
  await expect(page.getByRole('checkbox', { name: /^Crop each frame/ })).toHaveCount(0);
  await expect(page.getByRole('checkbox', { name: 'On by itself' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Off by itself' })).not.toBeChecked();

  await page.getByRole('checkbox', { name: 'My flag' }).check();
  await page.getByRole('checkbox', { name: 'On by itself' }).uncheck();
  await page.getByRole('checkbox', { name: 'Off by itself' }).check();
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('button', { name: 'Run pipeline' }).click();
  await openNewestProcess(page);
  const flags = { myflag: true, default_true: false, default_false: true };
  await expect(log(page)).toHaveText(JSON.stringify(flags));
  expect(await storedRows(page, 'processes')).toMatchObject([{ flags }]);
});

test('outputs become files, reduced data and a group of the files', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline(_process, tmpdir) {
      const [file1, file2, file3] = [
        tmpdir.join('file1.csv'),
        tmpdir.join('file2.hs'),
        tmpdir.join('file3.png')
      ];
      await file1.writeText('hello');
      await file2.writeText('goodbye');
      await file3.writeText('hello again');
      return [
        [file1, 'DataProduct'],
        { path: file2, outputType: 'ReducedDatum', tag: 'text' },
        [file3, 'DataProduct', 'image_file']
      ];
    }
  });
  const identifier = await runFake(page);
  await expect(processFact(page, 'Status')).toHaveText('Created');

  expect(await storedRows(page, 'reducedDatums')).toMatchObject([
    {
      dataType: 'text',
      sourceName: `${identifier}_file2.hs`,
      sourceLocation: '',
      value: { kind: 'text', text: 'goodbye' }
    }
  ]);
  expect(await storedRows(page, 'dataProductGroups')).toMatchObject([
    { pk: 1, name: `${identifier}_outputs` }
  ]);
  expect(await storedRows(page, 'dataProducts')).toMatchObject([
    { name: '1.txt', groupPks: [] },
    { name: `${identifier}_file1.csv`, productId: `${identifier}_file1.csv`, type: '', groupPks: [1] },
    {
      name: `${identifier}_file3.png`,
      productId: `${identifier}_file3.png`,
      type: 'image_file',
      groupPks: [1]
    }
  ]);

  await page.getByTitle(`${identifier}_outputs`).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${identifier}_outputs`);
  await expect(page.getByText('2 data products')).toBeVisible();
  expect(await contentOf(page, `${identifier}_file1.csv`)).toBe('hello');
  expect(await contentOf(page, `${identifier}_file3.png`)).toBe('hello again');
});

test('reduced data alone make no group', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async *doPipeline(_process, tmpdir) {
      const path = tmpdir.join('only.csv');
      await path.writeText('1,2');
      yield [path, 'ReducedDatum'];
    }
  });
  await runFake(page);
  await expect(processFact(page, 'Status')).toHaveText('Created');
  await expect(processFact(page, 'Outputs')).toHaveText('N/A');
  expect(await storedRows(page, 'reducedDatums')).toMatchObject([
    { dataType: '', value: { kind: 'text', text: '1,2' } }
  ]);
  expect(await storedRows(page, 'dataProductGroups')).toEqual([]);
});

test('no outputs are a success too', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    doPipeline() {
      return [];
    }
  });
  await runFake(page);
  await expect(processFact(page, 'Status')).toHaveText('Created');
  await expect(processFact(page, 'Outputs')).toHaveText('N/A');
  expect(await storedRows(page, 'processes')).toMatchObject([{ groupPk: null, flags: null }]);
});

test('an output of an unknown type fails the run, and nothing is saved', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline(_process, tmpdir) {
      const path = tmpdir.join('file');
      await path.writeText('content');
      return [
        [path, 'DataProduct'],
        [path, 'cheese' as 'DataProduct']
      ];
    }
  });
  await runFake(page);
  await expect(processFact(page, 'Status')).toHaveText("Failed (Invalid output type 'cheese')");
  expect(await storedRows(page, 'dataProducts')).toHaveLength(1);
  expect(await storedRows(page, 'dataProductGroups')).toEqual([]);
});

test('an AsyncError fails the run with its words; what was logged before stays', async ({
  page,
  context
}) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline(process) {
      await process.updateStatus('Doing something important', () => process.log('first sub-step'));
      process.log('second ', '');
      process.log('sub-step');
      throw Object.assign(new Error('Something went terribly wrong'), { name: 'AsyncError' });
    }
  });
  await runFake(page);
  await expect(processFact(page, 'Status')).toHaveText('Failed (Something went terribly wrong)');
  await expect(log(page)).toHaveText('first sub-step\nsecond sub-step\n', { useInnerText: true });
});

test('an error that nobody foresaw is told in four words, and in the log with where it came from', async ({
  page,
  context
}) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    doPipeline() {
      throw new TypeError('deep down');
    }
  });
  await runFake(page);
  await expect(processFact(page, 'Status')).toHaveText('Failed (An unexpected error occurred)');
  await expect(log(page)).toContainText('TypeError: deep down');
  await expect(log(page)).toContainText(/doPipeline .*_app.immutable/);
});

test('a file with another suffix fails the run', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'SHOUTED.FITS' }), file('notes.txt', 'notes')]);
  const address = page.url();
  await runPipeline(page, EXAMPLE, ['SHOUTED.FITS']);
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created');
  await page.goto(address);
  await runPipeline(page, EXAMPLE, ['notes.txt']);
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText(
    "Failed (Error running pipeline: file 'notes.txt' does not end in an allowed filename suffix " +
      '(.fits, .fz, .fit, .fts, .fits.gz, .fit.gz, .fts.gz))'
  );
});

test('files that are not for a pipeline can be left out before it runs', async ({ page }) => {
  await openNewTarget(page);
  const names = ['a.fits', 'b.fits'];
  const frames = await Promise.all(names.map((name) => frame({ name })));
  await addFiles(page, [...frames, file('notes.txt', 'notes'), file('plot.svg', '<svg/>')]);
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await expect(page.getByText(/not for this pipeline/)).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption({ label: EXAMPLE });
  await expect(page.locator('form').getByRole('status')).toContainText(
    '2 chosen files are not for this pipeline, among them plot.svg. It takes .fits, .fz'
  );
  await page.getByRole('button', { name: 'Leave them out' }).press('Enter');
  await expect(page.getByText(/not for this pipeline/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Run pipeline' })).toBeFocused();
  for (const name of names) await expect(page.getByRole('checkbox', { name, exact: true })).toBeChecked();
  await expect(page.getByText('4 data products, 2 chosen')).toBeVisible();
  await page.getByRole('checkbox', { name: 'notes.txt', exact: true }).check();
  await expect(page.locator('form').getByRole('status')).toContainText(
    '1 chosen file is not for this pipeline: notes.txt. It takes .fits, .fz'
  );
});

test('files made from other chosen files can be left out before their light counts twice', async ({
  page,
  context
}) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline({ inputFiles: [first] }, tmpdir) {
      const stack = tmpdir.join('stack.fits');
      await stack.writeBlob(first!.blob);
      return [[stack, 'DataProduct']];
    }
  });
  await openNewTarget(page);
  const names = ['a.fits', 'b.fits'];
  const frames = await Promise.all(names.map((name) => frame({ name })));
  await addFiles(page, [...frames, file('notes.txt', 'notes')]);
  await runPipeline(page, EXAMPLE, names);
  await expect(page.getByText('4 data products')).toBeVisible();
  // This pipeline takes files of any name, and an output of it is not chosen beside what it is made of.
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await expect(page.getByText('4 data products, 3 chosen')).toBeVisible();
  for (const name of [...names, 'notes.txt'])
    await expect(page.getByRole('checkbox', { name, exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Select every file' }).click();
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption({ label: 'Light curve' });
  const notices = page.locator('form').getByRole('status');
  await expect(notices).toContainText([
    '1 chosen file is not for this pipeline: notes.txt.',
    '1 chosen file was made by a run on other chosen files: fake_'
  ]);
  await expect(notices.first()).toBeInViewport();
  await expect(notices.last()).toContainText('stack.fits. The same light would count twice.');
  const { violations } = await new AxeBuilder({ page }).include('form').analyze();
  expect(violations).toEqual([]);
  await notices.last().getByRole('button', { name: 'Leave out what it is made of' }).click();
  await expect(page.getByText('4 data products, 2 chosen')).toBeVisible();
  await expect(page.getByText(/count twice/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Select every file' }).click();
  const leaveOut = notices.last().getByRole('button', { name: 'Leave it out' });
  await expect(leaveOut).toHaveAccessibleDescription(/count twice/);
  await leaveOut.press('Enter');
  await expect(page.getByRole('button', { name: 'Run pipeline' })).toBeFocused();
  await expect(page.getByText(/count twice/)).toHaveCount(0);
  await expect(page.getByText('4 data products, 3 chosen')).toBeVisible();
  for (const name of names) await expect(page.getByRole('checkbox', { name, exact: true })).toBeChecked();
});

test('runs of the same second have identifiers of their own', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    doPipeline() {
      return [];
    }
  });
  await page.clock.setFixedTime(NOW);
  await openNewTarget(page);
  await addFiles(page, [file('1.txt', '1')]);
  const names = processRows(page).getByRole('cell', { name: /^fake_/ });
  for (const count of [1, 2, 3]) {
    await runPipeline(page, EXAMPLE);
    await expect(names).toHaveCount(count);
  }
  await expect(names).toHaveText([`fake_1_${STAMP}_3`, `fake_1_${STAMP}_2`, `fake_1_${STAMP}`]);
});

test('a broken pipeline is named with its error and harms no other', async ({ page, context }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: '1.fits' })]);
  for (const [answer, error] of [
    [{ status: 404 }, /Pipeline 'Example pipeline' cannot be used: .+/],
    [{ body: '<p>Log in</p>' }, /Pipeline 'Example pipeline' cannot be used: .+/],
    [
      { body: 'export default { shortName: "x", help: "x", doPipeline() {}, flags: { "my flag": {} } };' },
      "Pipeline 'Example pipeline' cannot be used: the flag name 'my flag' must not contain white space"
    ]
  ] as const) {
    await context.unrouteAll();
    await answerExampleModule(context, answer);
    await page.reload();
    await expect(page.getByText(error)).toBeVisible();
    await expect(page.getByRole('option', { name: EXAMPLE })).toBeDisabled();
  }
  await runPipeline(page, 'Timelapse');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created');
});

test('a pipeline that only its worker cannot load fails its run with the reason', async ({
  page,
  context
}) => {
  await answerExampleModule(context, { status: 404 }, ['worker']);
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: '1.fits' })]);
  await runPipeline(page, EXAMPLE);
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText(
    /Failed \(Pipeline 'Example pipeline' cannot be used: .+\)/
  );
});

test('a run needs the pipeline in its worker alone', async ({ page, context }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: '1.fits' })]);
  const release = await holdQueue(context);
  await page.reload();
  await runPipeline(page, EXAMPLE);
  await openNewestProcess(page);
  await answerExampleModule(context, { status: 404 }, ['page']);
  await page.reload();
  await expect(processFact(page, 'Status')).toHaveText('Pending');
  await release();
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 20_000 });
  await expect(processFact(page, 'Pipeline')).toHaveText('Example pipeline, 1 input file');
});

test('a worker that cannot start fails the run', async ({ page, context }) => {
  await context.route('**/pipeline.worker-*.js', (route) => route.abort());
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: '1.fits' })]);
  await runPipeline(page, EXAMPLE);
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText(
    'Failed (The worker of the pipeline could not be started)'
  );
});

test('pipelines are listed by name', async ({ page }) => {
  await openNewTarget(page);
  const options = page.getByRole('combobox', { name: 'Pipeline' }).getByRole('option');
  await expect(options.nth(1)).toBeAttached();
  const [, ...names] = await options.allInnerTexts();
  expect(names).toEqual(expect.arrayContaining([EXAMPLE, 'Timelapse']));
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
});

const log = (page: Page) => page.getByRole('log', { name: 'Log output' });

const checkbox = (page: Page, name: string) =>
  productTable(page).getByRole('checkbox', { name, exact: true });

/** Runs what stands in for the example pipeline on a text file, and opens the page of the process. */
async function runFake(page: Page): Promise<string> {
  await openNewTarget(page);
  await addFiles(page, [file('1.txt', '1')]);
  await runPipeline(page, EXAMPLE);
  return openNewestProcess(page);
}

async function contentOf(page: Page, name: string): Promise<string> {
  const download = () => page.getByRole('button', { name: `Download ${name}` }).click();
  return (await downloaded(page, download)).bytes.toString();
}
