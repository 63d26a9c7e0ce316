import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type LaunchOptions,
  type Page,
  type TestInfo
} from '@playwright/test';

/** `npm run bench -- --peers`: other programs are measured too. */
export const withPeers = process.env.POCKET_TOM_BENCH_PEERS === '1';

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * A browser of its own, as a peak of memory is for the life of a process, with a profile on disk, as users have: a
 * private window stores files in memory, and not that many. Its caller closes it.
 */
export const launchWithProfile = (
  folder: string,
  launchOptions: LaunchOptions,
  baseURL: string
): Promise<BrowserContext> =>
  chromium.launchPersistentContext(join(folder, 'profile'), {
    ...launchOptions,
    baseURL,
    viewport: { width: 1366, height: 768 },
    serviceWorkers: 'block'
  });

/** Milliseconds to copy 64 MB of float32 in the page: what this machine can do at this moment. */
export function memoryCopyReference(page: Page): Promise<number> {
  return page.evaluate(() => {
    const source = new Float32Array(16 * 2 ** 20).fill(1);
    const target = new Float32Array(source.length);
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      target.set(source);
      return performance.now() - start;
    });
    return times.sort((a, b) => a - b)[4]!;
  });
}

/** One line of the table: a median in milliseconds and as a multiple of the reference of the same run. */
export function reportTime(info: TestInfo, what: string, times: readonly number[], reference: number): void {
  const middle = median(times);
  const ratio = `${digits(middle / reference)} x ref`;
  const spread = `${digits(Math.min(...times))}–${digits(Math.max(...times))}`;
  report(info, what, `${digits(middle)} ms`, ratio, `of ${times.length}: ${spread} ms`);
}

const digits = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

export function report(info: TestInfo, what: string, value: string, ratio = '', note = ''): void {
  const line = [what.padEnd(58), value.padStart(10), ratio.padStart(12), note].join('  ').trimEnd();
  info.annotations.push({ type: 'measured', description: line });
}

/** Bytes that the process of the page, or that of the browser, has ever held at once. Linux only; null elsewhere. */
export async function peakMemory(
  browser: Browser,
  kind: 'renderer' | 'browser' = 'renderer'
): Promise<number | null> {
  const processes = await processesOf(browser);
  const peaks = await Promise.all(
    processes.filter(({ type }) => type === kind).map(({ id }) => peakOfProcess(id))
  );
  const known = peaks.filter((peak) => peak !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

/** Milliseconds that processors have worked for the tabs with their workers, and for all other processes of the browser. */
export async function processorTime(browser: Browser): Promise<{ tab: number; others: number }> {
  const total = { tab: 0, others: 0 };
  for (const { type, cpuTime } of await processesOf(browser))
    total[type === 'renderer' ? 'tab' : 'others'] += 1000 * cpuTime;
  return total;
}

async function processesOf(browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo;
}

async function peakOfProcess(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** Begins to watch for tasks that hold the page up for more than 50 ms. */
export async function watchLongTasks(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
}
