/** The page of a process: behaviours 26 and 31. */
import { expect, type Page, test } from '@playwright/test';
import { closedGate, fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  downloaded,
  file,
  openNewestProcess,
  openNewTarget,
  processFact,
  processRows,
  runPipeline
} from './support/journey';

const TARGET = 'A target whose name is long';
const NOW = new Date(2019, 0, 2, 3, 4, 5);

test('tells what is known of a run while it works and when it is over', async ({ page, context }) => {
  const open = await closedGate(context, 'gate');
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline(process, tmpdir) {
      process.log('before the gate');
      process.progress(0.4);
      await process.updateStatus('waiting at the gate', () =>
        import('./gate' as string).catch(() => undefined)
      );
      const path = tmpdir.join('output.txt');
      await path.writeText('content');
      return [[path, 'DataProduct']];
    }
  });
  await page.clock.setFixedTime(NOW);
  const identifier = await runFake(page);
  expect(identifier).toBe('fake_1_20190102030405');
  await expect(page).toHaveTitle(/fake_1_20190102030405/);
  await expect(processFact(page, 'Status')).toHaveText('Waiting at the gate');
  const time = processFact(page, 'Created').locator('time');
  await expect(time).toHaveAttribute('datetime', NOW.toISOString());
  await expect(processFact(page, 'Finished')).toHaveText('N/A');
  await expect(processFact(page, 'Outputs')).toHaveText('N/A');
  await expect(page.getByRole('progressbar', { name: '40 % done' })).toBeVisible();
  await expect(log(page)).toHaveText('before the gate');

  await page.clock.setFixedTime(NOW.getTime() + 60_000);
  open();
  await expect(processFact(page, 'Status')).toHaveText('Created');
  await expect(processFact(page, 'Finished').locator('time')).toHaveAttribute(
    'datetime',
    new Date(NOW.getTime() + 60_000).toISOString()
  );
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(processFact(page, 'Target').getByRole('link')).toHaveText('A target whose na...');
  const outputs = processFact(page, 'Outputs').getByRole('link');
  await expect(outputs).toHaveText('fake_1_2019010203...');
  await outputs.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('fake_1_20190102030405_outputs');
  await page.goBack();
  await processFact(page, 'Target').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TARGET);
});

test('scrolls the log only if asked to', async ({ page, context }) => {
  const openFirst = await closedGate(context, 'first-gate');
  const openSecond = await closedGate(context, 'second-gate');
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline(process) {
      for (let line = 1; line <= 100; line++) process.log(`line ${line}`);
      await import('./first-gate' as string).catch(() => undefined);
      for (let line = 101; line <= 200; line++) process.log(`line ${line}`);
      await import('./second-gate' as string).catch(() => undefined);
      for (let line = 201; line <= 300; line++) process.log(`line ${line}`);
      return [];
    }
  });
  await runFake(page);
  const scrolling = page.getByRole('checkbox', { name: 'Automatically scroll logs' });
  await expect(scrolling).not.toBeChecked();
  await expect(log(page)).toContainText('line 100');
  openFirst();
  await expect(log(page)).toContainText('line 200');
  expect(await log(page).evaluate((element) => element.scrollTop)).toBe(0);

  await scrolling.check();
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
  openSecond();
  await expect(log(page)).toContainText('line 300');
  await expect.poll(() => distanceToEnd(page)).toBeLessThan(2);
});

test('is downloaded as JSON: waiting, working, and over', async ({ page, context }) => {
  const start = await closedGate(context, 'pipeline.worker-*.js');
  const open = await closedGate(context, 'gate');
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async doPipeline(process, tmpdir) {
      process.log('a');
      await process.updateStatus('working', () => import('./gate' as string).catch(() => undefined));
      process.log('b');
      const path = tmpdir.join('output.txt');
      await path.writeText('content');
      return [[path, 'DataProduct']];
    }
  });
  await page.clock.setFixedTime(NOW);
  const identifier = await runFake(page);
  const created = NOW.getTime() / 1000;
  const pending = {
    identifier,
    created,
    status: 'pending',
    terminal_timestamp: null,
    failure_message: null,
    view_url: '#/pipeline/1',
    warnings: [],
    logs: '',
    group_name: null,
    group_url: null
  };
  expect(await processJson(page)).toEqual({ name: `${identifier}.json`, json: pending });

  start();
  await expect(log(page)).toHaveText('a');
  await expect(processFact(page, 'Status')).toHaveText('Working');
  expect(await processJson(page)).toMatchObject({ json: { status: 'working', logs: 'a\n' } });

  await page.clock.setFixedTime(NOW.getTime() + 60_500);
  open();
  await expect(processFact(page, 'Status')).toHaveText('Created');
  expect((await processJson(page)).json).toEqual({
    ...pending,
    status: 'created',
    terminal_timestamp: created + 60.5,
    logs: 'a\nb\n',
    group_name: `${identifier}_outputs`,
    group_url: '#/groups/1'
  });
});

test('all processes are downloaded as JSON, newest first', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    doPipeline(process) {
      if (process.inputFiles.length === 1) return [];
      throw Object.assign(new Error('Too many files'), { name: 'AsyncError' });
    }
  });
  await page.clock.setFixedTime(NOW);
  await openNewTarget(page);
  await addFiles(page, [file('1.txt', '1'), file('2.txt', '2')]);
  await runPipeline(page, 'Example pipeline', ['1.txt']);
  await page.clock.setFixedTime(NOW.getTime() + 1000);
  await runPipeline(page, 'Example pipeline');
  await page.getByRole('link', { name: 'Processes', exact: true }).click();
  const rows = processRows(page);
  await expect(rows.first()).toContainText('Failed (Too many files)');
  await expect(rows.last()).toContainText('Created');

  const { name, bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download as JSON' }).click()
  );
  expect(name).toBe('processes.json');
  const created = NOW.getTime() / 1000;
  const common = { process_type: 'Example pipeline' };
  expect(JSON.parse(bytes.toString())).toEqual({
    timestamp: created + 1,
    processes: [
      {
        ...common,
        identifier: 'fake_1_20190102030406',
        created: created + 1,
        status: 'failed',
        terminal_timestamp: created + 1,
        failure_message: 'Too many files',
        view_url: '#/pipeline/2'
      },
      {
        ...common,
        identifier: 'fake_1_20190102030405',
        created,
        status: 'created',
        terminal_timestamp: expect.any(Number),
        failure_message: null,
        view_url: '#/pipeline/1'
      }
    ]
  });
});

test('a process that is not there is told as a page', async ({ page }) => {
  await page.goto('#/pipeline/42');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found');
  await expect(page.getByText('There is no such process in this browser.')).toBeVisible();
});

const log = (page: Page) => page.getByRole('log', { name: 'Log output' });

const distanceToEnd = (page: Page) =>
  log(page).evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);

async function runFake(page: Page): Promise<string> {
  await openNewTarget(page, TARGET);
  await addFiles(page, [file('1.txt', '1')]);
  await runPipeline(page, 'Example pipeline');
  return openNewestProcess(page);
}

async function processJson(page: Page): Promise<{ name: string; json: unknown }> {
  const button = page.getByRole('button', { name: 'Download as JSON' });
  const { name, bytes } = await downloaded(page, () => button.click());
  return { name, json: JSON.parse(bytes.toString()) };
}
