/** Steps on single frames: on several workers at once, in the production build and under its policy. */
import { type Browser, expect, type Page } from '@playwright/test';
import { fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  frame,
  openNewestProcess,
  openNewTarget,
  processFact,
  runPipeline
} from './support/journey';
import { test } from './support/test';

const FRAMES = 12;

test('run on as many workers as there are cores, up to four, and in order', async ({ page, context }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async frameSteps() {
      const scope = globalThis as unknown as { worker?: string; loads?: number };
      scope.loads = (scope.loads ?? 0) + 1;
      return {
        async work({ name, blob }) {
          scope.worker ??= crypto.randomUUID();
          await new Promise((resolve) => setTimeout(resolve, 100));
          const bytes = new Uint8Array(await blob.arrayBuffer());
          return {
            name,
            worker: scope.worker,
            loads: scope.loads,
            bytes: new Uint8Array(2 ** 17).fill(bytes[0]!)
          };
        }
      };
    },
    async doPipeline(process) {
      const names: string[] = [];
      const workers = new Set();
      for await (const { result, error } of process.eachFrame('work', process.inputFiles)) {
        if (error !== null) throw new Error(error);
        const { name, worker, loads, bytes } = result as {
          name: string;
          worker: string;
          loads: number;
          bytes: Uint8Array;
        };
        if (loads !== 1) throw new Error('the steps are loaded for each frame');
        names.push(name);
        workers.add(worker);
        if (bytes.length !== 2 ** 17 || bytes[9] !== 'S'.charCodeAt(0)) throw new Error('the bytes are lost');
      }
      const isInOrder = process.inputFiles.every(({ name }, i) => names[i] === name);
      process.log(`${workers.size} workers, ${names.length} frames, ${isInOrder ? 'in order' : 'mixed up'}`);
      return [];
    }
  });
  await openWithFrames(page);
  await runPipeline(page, 'Example pipeline');
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText('Created');
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const expected = `${Math.min(cores, 4)} workers, ${FRAMES} frames, in order`;
  await expect(page.getByRole('log')).toHaveText(expected);
});

test('end with Cancel, even if they never yield', async ({ page, context, browser }) => {
  await fakeExamplePipeline(context, {
    shortName: 'fake',
    async frameSteps() {
      return {
        spin() {
          for (;;);
        }
      };
    },
    async doPipeline(process) {
      for await (const _ of process.eachFrame('spin', process.inputFiles));
      return [];
    }
  });
  await openWithFrames(page);
  const before = await workerCount(browser);
  await runPipeline(page, 'Example pipeline');
  await openNewestProcess(page);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  await expect.poll(() => workerCount(browser)).toBe(before + 1 + Math.min(cores, 4));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(processFact(page, 'Status')).toHaveText('Failed (Cancelled)', { timeout: 1000 });
  // Chromium gives a script two seconds to end by itself.
  await expect.poll(() => workerCount(browser)).toBe(before);
});

async function openWithFrames(page: Page): Promise<void> {
  await openNewTarget(page);
  const names = Array.from({ length: FRAMES }, (_, i) => `f${i}.fits`);
  await addFiles(page, await Promise.all(names.map((name) => frame({ name }))));
}

async function workerCount(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
  await session.detach();
  return targetInfos.filter(({ type }) => type === 'worker').length;
}
