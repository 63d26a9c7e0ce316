/**
 * The browser is killed at random moments while files are added and deleted and a pipeline runs: what was said to be
 * stored is there, and nothing half-done. `POCKET_TOM_KILLS=80` kills it 80 times, `POCKET_TOM_SEED=2` at others.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import type { DataProduct } from '../../src/lib/domain/rows/DataProduct';
import type { PipelineProcess } from '../../src/lib/domain/rows/PipelineProcess';
import { frame, openNewTarget, runPipeline } from './support/journey';
import { openProfile } from './support/openProfile';
import { storedContents } from './support/storedContents';
import { storedRows } from './support/storedRows';

const KILLS = Number(process.env.POCKET_TOM_KILLS ?? 2);
const SEED = Number(process.env.POCKET_TOM_SEED ?? 20_261);
const LATEST_MS = 2500;
const FILES = 4;

/** SHA-256 of each file that was given to the app, by name. */
const given = new Map<string, string>();
/** What the app has said, by name. */
const added = new Set<string>();
const deleted = new Set<string>();
/** What it was asked to delete. */
const deleting = new Set<string>();
let runs = 0;

test('what was said to be stored survives a browser that is killed', async ({
  launchOptions,
  baseURL
}, info) => {
  test.skip(process.platform !== 'linux', 'finds the process of the browser in /proc');
  test.setTimeout(60_000 + KILLS * 30_000);
  const profile = info.outputPath('profile');
  const first = await openProfile(profile, launchOptions, baseURL);
  await openNewTarget(first.page);
  await first.context.close();

  let state = SEED;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round <= KILLS; round++) {
    const { context, page } = await openProfile(profile, launchOptions, baseURL);
    await page.goto('#/targets/1/data');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Data for Some target');
    await expectWhole(page);
    if (round === KILLS) {
      await context.close();
      break;
    }
    const pids = await processesOf(profile);
    const closed = new Promise((resolve) => context.once('close', resolve));
    setTimeout(() => pids.forEach(kill), random() * LATEST_MS);
    await workOn(page, round).catch(() => undefined);
    await closed;
  }
  const description = `${KILLS} kills: ${added.size} files added, ${deleted.size} deleted, ${runs} runs begun`;
  info.annotations.push({ type: 'kills', description });
});

/** Adds files, deletes one and runs a pipeline on another, unless the browser is gone by then. */
async function workOn(page: Page, round: number): Promise<void> {
  const messages = page.getByRole('status', { name: 'Messages' });
  const names = Array.from({ length: FILES }, (_, i) => `${round}-${i}.fits`);
  const files = await Promise.all(names.map((name) => frame({ name, width: 200, height: 150 })));
  for (const { name, buffer } of files) given.set(name, createHash('sha256').update(buffer).digest('hex'));
  await page.getByLabel('Add files').setInputFiles(files);
  await messages.getByText(`Added ${FILES} files`).waitFor();
  for (const name of names) added.add(name);

  const removed = names.at(-1)!;
  await page.getByRole('button', { name: `Remove ${removed}` }).click();
  deleting.add(removed);
  await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await messages.getByText('Deleted 1 data product').waitFor();
  deleted.add(removed);

  await runPipeline(page, 'Example pipeline', [names[0]!]);
  runs++;
}

async function expectWhole(page: Page): Promise<void> {
  // A run that was interrupted ends when the queue is taken up again.
  await expect(async () => {
    const processes = await storedRows<PipelineProcess>(page, 'processes');
    expect(processes.filter(({ stage }) => stage !== 'finished')).toEqual([]);
  }).toPass();
  const products = await storedRows<DataProduct>(page, 'dataProducts');
  const processes = await storedRows<PipelineProcess>(page, 'processes');
  const contents = await storedContents(page);
  expect(processes.length).toBeGreaterThanOrEqual(runs);
  for (const { identifier, status } of processes)
    expect(
      products.filter(({ productId }) => productId?.startsWith(`${identifier}_`)),
      identifier
    ).toHaveLength(status === 'created' ? 1 : 0);
  for (const name of added) if (!deleting.has(name)) expect(contents).toHaveProperty([name]);
  for (const name of deleted) expect(contents).not.toHaveProperty([name]);
  for (const [name, content] of Object.entries(contents)) {
    expect(content, name).not.toBeNull();
    if (given.has(name)) expect(content, name).toBe(given.get(name));
  }
}

/** The processes of the browser that has this profile: it, and a script that may have started it. */
async function processesOf(profile: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(`--user-data-dir=${profile}`)) found.push(Number(pid));
  }
  return found;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with the one before.
  }
}
