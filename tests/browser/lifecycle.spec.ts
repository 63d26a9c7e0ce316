/** A run from the queue to its end, whatever comes in between. */
import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import type { Pipeline } from '../../src/lib/pipelines/api';
import { closedGate, fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  file,
  frame,
  openNewestProcess,
  onDisk,
  openNewTarget,
  processFact,
  processStatuses,
  runPipeline
} from './support/journey';
import { rowCounts } from './support/rowCounts';
import { storedRows } from './support/storedRows';
import { clickTime, timeUntilShown } from './support/timing';

const EXAMPLE = 'Example pipeline';
const INTERRUPTED = 'Failed (Interrupted: the tab was closed or ran out of memory)';
const NO_SPACE =
  'There is no space left for this app on the device. Delete files you no longer need, or free space, and try again.';
/** Of a process, on the data page. */
const CREATED = 'Created (in the data table)';
/** Of a status or log line, from where it arises to every page. */
const SECOND = 1000;

/** Waits for words told by the test: `end` ends it, any other becomes its status and a line in its log. */
const OBEDIENT: Omit<Pipeline, 'help'> = {
  shortName: 'example',
  async doPipeline(process, tmpdir) {
    const ended = new Promise<void>((resolve) => {
      addEventListener('told', ({ detail: word }: Event & { detail?: string }) => {
        if (word === 'end') return resolve();
        void process.updateStatus(word!);
        process.log(word!);
      });
    });
    await process.updateStatus('Working');
    process.log('Begun');
    await ended;
    const output = tmpdir.join('output.txt');
    await output.writeText('whole');
    return [[output, 'DataProduct']];
  }
};

test.describe('within a second', () => {
  // A busy machine may be late once; a program that is slow is late each time.
  test.describe.configure({ retries: 2 });

  test('cancel ends within a second a run that never yields, and leaves nothing', async ({
    page,
    context
  }) => {
    await fakeExamplePipeline(context, {
      shortName: 'example',
      async doPipeline(process, tmpdir) {
        await tmpdir.join('half.txt').writeText('half done');
        await process.updateStatus('Spinning');
        process.log('round and round');
        await new Promise((resolve) => setTimeout(resolve)); // lets what was said leave the worker
        for (;;);
      }
    });
    await openRun(page);
    await expect(processFact(page, 'Status')).toHaveText('Spinning');
    await expect(log(page)).toHaveText('round and round');
    const before = await rowCounts(page);

    const [elapsed] = await timeUntilShown([page], 'Failed (Cancelled)', () => cancel(page));
    note('cancel', elapsed!);
    expect(elapsed).toBeLessThan(SECOND);
    await expect.poll(() => page.workers().length).toBe(0);
    await expect(processFact(page, 'Finished')).not.toHaveText('N/A');
    await expect(processFact(page, 'Outputs')).toHaveText('N/A');
    await expect(log(page)).toHaveText('round and round');
    expect(await rowCounts(page)).toEqual(before);
  });

  test('cancel ends within a second a time-lapse at work', async ({ page }) => {
    await openNewTarget(page);
    await addFiles(page, await Promise.all(['1', '2', '3'].map((name) => largeFrame(`${name}.fits`))));
    await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('Timelapse');
    await page.getByLabel('consistent background brightness').check();
    await page.getByRole('button', { name: 'Select all', exact: true }).click();
    await page.getByRole('button', { name: 'Run pipeline' }).click();
    await openNewestProcess(page);
    await expect(log(page)).toContainText('Processing frame 1/3');

    const [elapsed] = await timeUntilShown([page], 'Failed (Cancelled)', () => cancel(page));
    note('cancel', elapsed!);
    expect(elapsed).toBeLessThan(SECOND);
    await expect.poll(() => page.workers().length).toBe(0);
    expect(await rowCounts(page)).toMatchObject({ dataProducts: 3, files: 3, dataProductGroups: 0 });
  });

  test('a process that waits is cancelled at once, and never runs', async ({ page, context }) => {
    await fakeExamplePipeline(context, OBEDIENT);
    await openRun(page);
    await expect(log(page)).toHaveText('Begun');
    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await runPipeline(page, EXAMPLE);
    await openNewestProcess(page);
    await expect(processFact(page, 'Status')).toHaveText('Pending');

    const [elapsed] = await timeUntilShown([page], 'Failed (Cancelled)', () => cancel(page));
    note('cancel of a waiting process', elapsed!);
    expect(elapsed).toBeLessThan(SECOND);
    await tell(page, 'end');
    await page.getByRole('link', { name: 'Processes', exact: true }).click();
    await expect(processStatuses(page)).toHaveText(['Failed (Cancelled)', 'Created']);
    await page
      .getByRole('link', { name: /^View / })
      .first()
      .click();
    await expect(log(page)).toHaveText('Nothing was logged.');
  });

  test('of two tabs one runs, both follow, and the second takes over from the first', async ({
    page,
    context
  }) => {
    await fakeExamplePipeline(context, OBEDIENT);
    await openRun(page);
    const second = await context.newPage();
    await second.goto(page.url());
    await expect(log(second)).toHaveText('Begun');
    await expect.poll(() => [page.workers().length, second.workers().length]).toEqual([1, 0]);

    for (const [what, text] of Object.entries({ status: 'Half way', 'log line': 'Almost there' })) {
      const elapsed = await timeUntilShown([page, second], text, () => tell(second, text));
      note(`${what} to the tab that runs`, elapsed[0]!);
      note(`${what} to the other tab`, elapsed[1]!);
      expect(Math.max(...elapsed)).toBeLessThan(SECOND);
    }
    await expect(processFact(second, 'Status')).toHaveText('Almost there');
    await expect(log(second)).toHaveText('Begun Half way Almost there');

    const orphan = second.url();
    await second.getByRole('link', { name: 'Data', exact: true }).click();
    await runPipeline(second, EXAMPLE);
    await openNewestProcess(second);
    await expect(processFact(second, 'Status')).toHaveText('Pending');
    await page.close();
    await expect(log(second)).toHaveText('Begun');
    await expect.poll(() => second.workers().length).toBe(1);
    await tell(second, 'end');
    await expect(processFact(second, 'Status')).toHaveText('Created');
    await second.goto(orphan);
    await expect(processFact(second, 'Status')).toHaveText(INTERRUPTED);
  });
});

test('a reload fails the run it interrupts; it can be run again', async ({ page, context }) => {
  await fakeExamplePipeline(context, OBEDIENT);
  const identifier = await openRun(page);
  await expect(log(page)).toHaveText('Begun');
  const before = await rowCounts(page);
  await page.reload();
  await expect(processFact(page, 'Status')).toHaveText(INTERRUPTED);
  await expect(log(page)).toHaveText('Begun');
  expect(await rowCounts(page)).toEqual(before);

  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(identifier);
  await expect(log(page)).toHaveText('Begun');
  await tell(page, 'end');
  await expect(processFact(page, 'Status')).toHaveText('Created');
  await expect(processFact(page, 'Outputs').getByRole('link')).toBeVisible();
});

test('an address typed by hand leads there, and leaves the run alone', async ({ page, context }) => {
  await fakeExamplePipeline(context, OBEDIENT);
  await openRun(page);
  await expect(log(page)).toHaveText('Begun');
  const process = page.url();
  await page.evaluate(() => (location.hash = '#/processes'));
  await expect(processStatuses(page)).toHaveText(['Working']);
  await page.goBack();
  await expect(page).toHaveURL(process);
  await tell(page, 'end');
  await expect(processFact(page, 'Status')).toHaveText('Created');
});

test('the queue runs the oldest first and one at a time', async ({ page, context }) => {
  await fakeExamplePipeline(context, OBEDIENT);
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'one.fits' })]);
  for (let run = 0; run < 3; run++) {
    await runPipeline(page, EXAMPLE);
    await expect(processStatuses(page)).toHaveCount(run + 1);
  }
  // The newest comes first in the table.
  await expect(processStatuses(page)).toHaveText(['Pending', 'Pending', 'Working']);
  await tell(page, 'end');
  await expect(processStatuses(page)).toHaveText(['Pending', 'Working', CREATED]);
  expect(page.workers().length).toBe(1);
  await tell(page, 'end');
  await expect(processStatuses(page)).toHaveText(['Working', CREATED, CREATED]);
  await tell(page, 'end');
  await expect(processStatuses(page)).toHaveText([CREATED, CREATED, CREATED]);
});

test('a run whose outputs do not fit fails and leaves no row behind', async ({ page, context, baseURL }) => {
  await fakeExamplePipeline(context, {
    shortName: 'example',
    async doPipeline(process, tmpdir) {
      const text = tmpdir.join('measured.txt');
      await text.writeText('measured');
      const small = tmpdir.join('small.bin');
      await small.writeBytes(new Uint8Array(10));
      const large = tmpdir.join('large.bin');
      const noise = new Uint32Array(10_000_000).map(() => Math.random() * 2 ** 32); // not to be compressed
      await large.writeBytes(new Uint8Array(noise.buffer));
      process.log('Made');
      return [
        [text, 'ReducedDatum', 'photometry'],
        [small, 'DataProduct'],
        [large, 'DataProduct']
      ];
    }
  });
  const restore = await limitStorage(page, baseURL!, 30_000_000);
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'one.fits' })]);
  const before = await rowCounts(page);
  await runPipeline(page, EXAMPLE);
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText(`Failed (${NO_SPACE})`, { timeout: 30_000 });
  await expect(log(page)).toHaveText('Made');
  expect(await rowCounts(page)).toEqual({ ...before, processes: 1, processLogs: 1 });

  await restore();
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(processFact(page, 'Status')).toHaveText('Created', { timeout: 30_000 });
});

test('an import that does not fit says which file was the first left out, and stores no half', async ({
  page,
  baseURL
}) => {
  const restore = await limitStorage(page, baseURL!, 30_000_000);
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'one.fits' })]);
  const names = Array.from({ length: 12 }, (_, i) => `noise-${i}.bin`);
  // Large ones: how much is taken, Chromium counts some time after it is saved. They differ, as copies are left out.
  const common = Uint32Array.from({ length: 2_500_000 }, () => Math.random() * 2 ** 32);
  const noise = (i: number) => Buffer.from(Uint32Array.from(common).fill(i, 0, 1).buffer);
  await page
    .getByLabel('Add files')
    .setInputFiles(await Promise.all(names.map((name, i) => onDisk(file(name, noise(i))))));

  const message = page.getByRole('status', { name: 'Messages' }).getByText('files were added');
  await expect(message).toBeVisible({ timeout: 30_000 });
  const [, added, first] = /^(\d+) of 12 files were added; '(.*)' and those after it were not/.exec(
    await message.innerText()
  )!;
  await expect(message).toContainText(NO_SPACE);
  expect(Number(added)).toBeLessThan(12);
  expect(first).toBe(names[Number(added)]);
  const { dataProducts, files } = await rowCounts(page);
  expect([dataProducts, files]).toEqual([1 + Number(added), 1 + Number(added)]);

  await restore();
  await addFiles(page, [await onDisk(file('later.bin', noise(12)))]);
});

test('leaving the page asks while a run works, and not after', async ({ page, context }) => {
  await fakeExamplePipeline(context, OBEDIENT);
  await openRun(page);
  await expect(log(page)).toHaveText('Begun');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await cancel(page);
  await expect(processFact(page, 'Status')).toHaveText('Failed (Cancelled)');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('deleting its target ends a run; undone, it has failed', async ({ page, context }) => {
  await fakeExamplePipeline(context, OBEDIENT);
  await openRun(page);
  await expect(log(page)).toHaveText('Begun');
  await processFact(page, 'Target').getByRole('link').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Targets');
  await expect.poll(() => page.workers().length).toBe(0);
  const { files, thumbnails, ...rows } = await rowCounts(page);
  expect(new Set(Object.values(rows))).toEqual(new Set([0]));
  // Kept for as long as it can be undone.
  expect([files, thumbnails]).toEqual([1, 1]);

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: 'Processes', exact: true }).click();
  await expect(processStatuses(page)).toHaveText(['Failed (Interrupted: its target was deleted)']);
  await page.getByRole('link', { name: 'Targets', exact: true }).click();
  await page.getByRole('link', { name: '1 data product' }).click();
  await runPipeline(page, EXAMPLE);
  await expect(processStatuses(page)).toHaveText(['Working']);
});

test.describe('while its outputs are inspected', () => {
  test('a run that is cancelled saves nothing', async ({ page, context }) => {
    const inspect = await openRunAboutToSave(page, context);
    const before = await rowCounts(page);
    await cancel(page);
    await expect.poll(() => storedRows(page, 'processes')).toMatchObject([{ cancelRequested: true }]);
    inspect();
    await expect(processFact(page, 'Status')).toHaveText('Failed (Cancelled)');
    expect(await rowCounts(page)).toEqual(before);
  });

  test('a run that has ended saves nothing', async ({ page, context }) => {
    const inspect = await openRunAboutToSave(page, context);
    await processFact(page, 'Target').getByRole('link').click();
    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await runPipeline(page, EXAMPLE);
    await endOldestProcess(page, 'Ended elsewhere');
    const before = await rowCounts(page);
    inspect();
    await openNewestProcess(page);
    await expect(log(page)).toHaveText('Begun'); // so that the first one is over
    expect(await rowCounts(page)).toEqual({ ...before, processLogs: before.processLogs! + 1 });
    expect(await storedRows(page, 'processes')).toMatchObject([
      { stage: 'finished', failureMessage: 'Ended elsewhere', groupPk: null },
      { stage: 'running' }
    ]);
  });
});

test('a run that is silent for a minute is said to be so', async ({ page, context }) => {
  await fakeExamplePipeline(context, OBEDIENT);
  await page.clock.install();
  await openRun(page);
  await expect(log(page)).toHaveText('Begun');
  const warning = page.getByText('Nothing has been heard from this run for a minute');
  await page.clock.fastForward(50_000);
  await expect(warning).toBeHidden();
  await page.clock.fastForward(11_000);
  await expect(warning).toBeVisible();
  await tell(page, 'Still here');
  await expect(warning).toBeHidden();
  await expect(log(page)).toHaveText('Begun Still here');
});

/** Gives when it was told, UNIX milliseconds. */
async function tell(page: Page, word: string): Promise<number> {
  const workers = page
    .context()
    .pages()
    .flatMap((each) => each.workers());
  const told = await Promise.all(
    workers.map((worker) =>
      worker.evaluate((detail) => {
        dispatchEvent(new CustomEvent('told', { detail }));
        return Date.now();
      }, word)
    )
  );
  return Math.max(...told);
}

/** Runs the example pipeline on a file of a new target and opens its page; gives its identifier. */
async function openRun(page: Page): Promise<string> {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'one.fits' })]);
  await runPipeline(page, EXAMPLE);
  return openNewestProcess(page);
}

/** Runs the example pipeline until its outputs are to be saved, for which the returned function lets them be inspected. */
async function openRunAboutToSave(page: Page, context: BrowserContext): Promise<() => void> {
  await fakeExamplePipeline(context, OBEDIENT);
  await openRun(page);
  await expect(log(page)).toHaveText('Begun');
  const inspect = await closedGate(context, 'files.worker*');
  await Promise.all([page.waitForRequest(/files\.worker/), tell(page, 'end')]);
  return inspect;
}

/** Ends the oldest process in the store alone, behind the back of the app that runs it. */
const endOldestProcess = (page: Page, failureMessage: string): Promise<void> =>
  page.evaluate(async (message) => {
    const opening = indexedDB.open('pocket-tom');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const transaction = opening.result.transaction('processes', 'readwrite');
    const cursor = transaction.objectStore('processes').openCursor();
    cursor.addEventListener('success', () =>
      cursor.result!.update({
        ...cursor.result!.value,
        stage: 'finished',
        status: 'Failed',
        failureMessage: message
      })
    );
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    opening.result.close();
  }, failureMessage);

const largeFrame = async (name: string) => onDisk(await frame({ name, width: 1500, height: 1500 }));

const cancel = (page: Page): Promise<number> => clickTime(page.getByRole('button', { name: 'Cancel' }));

const log = (page: Page): Locator => page.getByRole('log', { name: 'Log output' });

const note = (type: string, milliseconds: number): void =>
  void test.info().annotations.push({ type, description: `${milliseconds} ms` });

/**
 * Leaves the app no more space than this; the returned function lifts the limit. To be called before the app is
 * opened: Chromium looks only now and then how much is left.
 */
async function limitStorage(page: Page, baseURL: string, quotaSize: number): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(baseURL);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  return async () => void (await devtools.send('Storage.overrideQuotaForOrigin', { origin }));
}
