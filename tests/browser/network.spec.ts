/** Nothing leaves the device during the main job. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { Pipeline } from '../../src/lib/pipelines/api';
import { fakeExamplePipeline } from './support/fakePipeline';
import {
  addFiles,
  downloaded,
  file,
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

test.describe('a pipeline', () => {
  test.use({ serviceWorkers: 'block' });

  test('reaches neither network nor database, however it tries', async ({
    page,
    context,
    browser,
    baseURL
  }) => {
    const asked: string[] = [];
    const outside = createServer((request, response) => {
      asked.push(request.url!.slice(1));
      response
        .setHeader('access-control-allow-origin', '*')
        .setHeader('content-type', 'text/javascript')
        .end();
    });
    outside.on('upgrade', (request, socket) => {
      asked.push(request.url!.slice(1));
      socket.destroy();
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
    try {
      await fakeExamplePipeline(context, INTRUDER);
      await openNewTarget(page);
      await addFiles(page, [file('address.txt', url)]);
      await runPipeline(page, 'Example pipeline');
      await openNewestProcess(page);
      await expect(processFact(page, 'Status')).toHaveText('Created');
      await expect(page.getByRole('log', { name: 'Log output' })).toHaveText('Reached:');
      expect(asked).toEqual([]);

      // In a worker of another page of the same host, all of it works.
      const elsewhere = await browser.newPage();
      await elsewhere.goto(`${baseURL}icon.svg`);
      const reached = await elsewhere.evaluate(runInWorker, { method: String(INTRUDER.doPipeline), url });
      await elsewhere.close();
      expect(reached).toBe(`Reached: ${[...OUTSIDE, ...INSIDE].join(' ')}`);
      expect(new Set(asked)).toEqual(new Set([...OUTSIDE, 'ownWorker']));
    } finally {
      outside.close();
    }
  });
});

const OUTSIDE = ['fetch', 'inherited', 'request', 'socket', 'events', 'module', 'font'];
const INSIDE = ['worker', 'database', 'caches', 'channel', 'directory', 'locks'];

/** Tries what there is in a worker, and logs what did not fail. */
const INTRUDER: Omit<Pipeline, 'help'> = {
  shortName: 'example',
  async doPipeline(process) {
    const url = await process.inputFiles[0]!.blob.text();
    const happens = (target: EventTarget, good: string) =>
      new Promise<void>((resolve, reject) => {
        target.addEventListener(good, () => resolve());
        target.addEventListener('error', reject);
      });
    const tries: Record<string, () => unknown> = {
      fetch: () => fetch(`${url}fetch`),
      inherited: () => {
        Reflect.deleteProperty(globalThis, 'fetch');
        const holder = Object.getPrototypeOf(Object.getPrototypeOf(globalThis)) as typeof globalThis;
        return holder.fetch.call(globalThis, `${url}inherited`);
      },
      request: () => {
        const request = new XMLHttpRequest();
        request.open('GET', `${url}request`);
        request.send();
        return happens(request, 'load');
      },
      // The server closes it, which is an error too.
      socket: () => happens(new WebSocket(`${url.replace('http', 'ws')}socket`), 'close').catch(() => 0),
      events: () => happens(new EventSource(`${url}events`), 'open').catch(() => 0),
      module: () => import(`${url}module`),
      font: () =>
        new FontFace('any', `url(${url}font)`).load().catch(({ name }: Error) => {
          if (name !== 'NetworkError') throw new Error(name);
        }),
      worker: () => {
        const script = `fetch('${url}ownWorker').then(() => postMessage(''))`;
        return happens(new Worker(URL.createObjectURL(new Blob([script]))), 'message');
      },
      database: () => happens(indexedDB.open('stolen'), 'success'),
      caches: () => caches.open('stolen'),
      channel: () => new BroadcastChannel('any').postMessage('stolen'),
      directory: () => navigator.storage.getDirectory(),
      locks: () => navigator.locks.request('pocket-tom:runner', { steal: true }, () => undefined)
    };
    const reached: string[] = [];
    for (const [name, attempt] of Object.entries(tries)) {
      try {
        await attempt();
        reached.push(name);
      } catch {
        // As it should be.
      }
    }
    process.log(`Reached: ${reached.join(' ')}`);
    return [];
  }
};

/** Runs the method of a pipeline in a worker of the page, and gives the first line of its log. */
function runInWorker({ method, url }: { readonly method: string; readonly url: string }): Promise<string> {
  const script = `const { doPipeline } = { ${method} };
    doPipeline({ inputFiles: [{ blob: new Blob(['${url}']) }], log: (line) => postMessage(line) }).catch((error) => postMessage(String(error)));`;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), {
    type: 'module'
  });
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data as string));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
  });
}
