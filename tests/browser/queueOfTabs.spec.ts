/** Who runs the queue where tabs cannot hold a lock, and when the tab that holds it hangs. */
import { chromium, expect, test, type Page } from '@playwright/test';
import type { Pipeline } from '../../src/lib/pipelines/api';
import { fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  frame,
  openNewestProcess,
  openNewTarget,
  processFact,
  runPipeline
} from './support/journey';

const ENDLESS: Omit<Pipeline, 'help'> = {
  shortName: 'example',
  async doPipeline(process) {
    await process.updateStatus('Working');
    return new Promise(() => undefined);
  }
};

const INTERRUPTED = 'Failed (Interrupted: the tab was closed or ran out of memory)';

/** Half a minute of questions, each of which goes through the store. */
async function askInVain(page: Page): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(5000);
    await expect(page.getByText('has not answered for half a minute')).toBeVisible({ timeout: 200 });
  }).toPass();
}

async function openRun(page: Page): Promise<void> {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'one.fits' })]);
  await runPipeline(page, 'Example pipeline');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Working');
}

test('on plain http a second tab leaves the run of the first alone, and follows when that is gone', async ({
  baseURL
}, info) => {
  const { executablePath, args = [] } = info.project.use.launchOptions ?? {};
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...args, '--host-resolver-rules=MAP school.test 127.0.0.1']
  });
  try {
    const context = await browser.newContext({ baseURL: baseURL!.replace('localhost', 'school.test') });
    await fakeExamplePipeline(context, ENDLESS);
    const first = await context.newPage();
    await openRun(first);
    expect(await first.evaluate(() => [isSecureContext, 'locks' in navigator])).toEqual([false, false]);

    const second = await context.newPage();
    await second.clock.install();
    await second.goto(first.url());
    await expect(second.getByRole('main')).toContainText(/Another tab, opened at .*, runs the queue/);
    await expect(second.getByText('opening Pocket TOM offline')).toBeVisible();
    for (let asked = 0; asked < 8; asked++) await second.clock.runFor(5000);
    await expect(processFact(second, 'Status')).toHaveText('Working');
    await expect(processFact(first, 'Status')).toHaveText('Working');
    expect(first.workers()).toHaveLength(1);

    await first.close();
    await expect(async () => {
      await second.clock.runFor(5000);
      await expect(processFact(second, 'Status')).toHaveText(INTERRUPTED, { timeout: 200 });
    }).toPass();
    await second.getByRole('button', { name: 'Run again' }).click();
    await expect(processFact(second, 'Status')).toHaveText('Working');
  } finally {
    await browser.close();
  }
});

test('a tab can take the queue over from one that hangs, which then leaves it alone', async ({
  page,
  context
}) => {
  // It hears nothing of what other tabs write, and so answers nothing.
  await page.addInitScript(() =>
    Object.defineProperty(BroadcastChannel.prototype, 'onmessage', { set() {} })
  );
  await fakeExamplePipeline(context, ENDLESS);
  await openRun(page);
  expect(page.workers()).toHaveLength(1);

  const second = await context.newPage();
  await second.clock.install();
  await second.goto(page.url());
  await askInVain(second);
  await second.getByRole('button', { name: 'Run the queue in this tab' }).click();
  await expect(processFact(second, 'Status')).toHaveText(
    'Failed (Interrupted: another tab took over the queue)'
  );
  await second.getByRole('button', { name: 'Run again' }).click();
  await expect(processFact(second, 'Status')).toHaveText('Working');
  await expect.poll(() => page.workers().length).toBe(0);
  await expect(processFact(second, 'Status')).toHaveText('Working');
  expect(second.workers()).toHaveLength(1);
});
