/** Steps that a user takes through the app, found by the labels that a user sees. */
import { writeFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { writeFits } from '../../../src/lib/fits/write/writeFits';

export interface UploadedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export interface FrameSettings {
  readonly name: string;
  /** ISO 8601, in UTC; null for a header without a date. */
  readonly date?: string | null;
  readonly width?: number;
  readonly height?: number;
  /** Base value of every pixel except the bright one. */
  readonly level?: number;
}

/** A small FITS frame: a nearly flat sky and one bright pixel in the centre. Frames of different names differ. */
export async function frame({
  name,
  date = '2026-01-01T00:00:00',
  width = 32,
  height = 24,
  level = 100
}: FrameSettings): Promise<UploadedFile> {
  const data = new Uint16Array(width * height).map((_, i) => level + (i % 7));
  data[Math.floor(height / 2) * width + Math.floor(width / 2)] = 60_000;
  const cards = date === null ? [] : [['DATE-OBS', date] as const];
  const named = ['FRAMENAM', Buffer.from(name).toString('base64').slice(-60)] as const;
  const blob = writeFits({ data, axes: [width, height], cards: [...cards, named] });
  return file(name, Buffer.from(await blob.arrayBuffer()), 'image/fits');
}

export const file = (
  name: string,
  buffer: Buffer | string,
  mimeType = 'application/octet-stream'
): UploadedFile => ({
  name,
  mimeType,
  buffer: Buffer.from(buffer)
});

/** Writes a large file to disk, for the browser to read itself: passing it as text takes seconds. */
export async function onDisk({ name, buffer }: UploadedFile): Promise<string> {
  const path = test.info().outputPath(name);
  await writeFile(path, buffer);
  return path;
}

/** Opens the app on the data page of a new target. */
export async function openNewTarget(page: Page, name = 'Some target'): Promise<void> {
  await page.goto('#/targets/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('RA', { exact: true }).fill('04:52:00');
  await page.getByLabel('Dec', { exact: true }).fill('-69:18:00');
  await page.getByRole('button', { name: 'Create target' }).click();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(page.getByRole('heading', { name: `Data for ${name}` })).toBeVisible();
}

/** Adds files and waits until they are in the table. */
export async function addFiles(page: Page, files: readonly (UploadedFile | string)[]): Promise<void> {
  const rows = productCheckboxes(page);
  const before = await rows.count();
  await page.getByLabel('Add files').setInputFiles(files as UploadedFile[]);
  await expect(rows).toHaveCount(before + files.length, { timeout: 30_000 });
}

export const productTable = (page: Page): Locator => page.getByRole('table', { name: 'Data products' });

export const productCheckboxes = (page: Page): Locator => productTable(page).getByRole('checkbox');

/** Selects files (all, if none are named) and a pipeline, runs it, and waits until the process is listed. */
export async function runPipeline(page: Page, pipeline: string, names?: readonly string[]): Promise<void> {
  if (names) {
    for (const name of names) await productTable(page).getByRole('checkbox', { name, exact: true }).check();
  } else {
    await page.getByRole('button', { name: 'Select all', exact: true }).click();
  }
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption({ label: pipeline });
  await expect(page.getByText('Loading...')).toHaveCount(0);
  const before = await processRows(page).count();
  await page.getByRole('button', { name: 'Run pipeline' }).click();
  await expect(processRows(page)).toHaveCount(before + 1);
}

/** The processes listed on the page, newest first. */
export const processRows = (page: Page): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: /^View / }) });

/** Opens the page of the newest process of the target whose data page is open, and returns its identifier. */
export async function openNewestProcess(page: Page): Promise<string> {
  const view = page
    .getByRole('region', { name: 'Processes' })
    .getByRole('link', { name: /^View / })
    .first();
  // By keyboard, since rows move under the pointer while the page scrolls to them.
  await view.press('Enter');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/^\w+_\d+_\d{14}/);
  return heading.innerText();
}

/** Opens the gallery of the files chosen on the data page, which has some of its controls by the same names. */
export async function openGallery(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'View gallery' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Gallery', exact: true })).toBeVisible();
}

/** Puts files of the target whose data page is open into a group, and opens the page of the group. */
export async function addToGroup(page: Page, group: string, names: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Deselect all' }).click();
  for (const name of names) await productTable(page).getByRole('checkbox', { name, exact: true }).check();
  await openGallery(page);
  await page.getByLabel('Group', { exact: true }).fill(group);
  await page.getByRole('button', { name: 'Select all', exact: true }).click();
  await page.getByRole('button', { name: 'Add to group' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(group);
}

export const message = (page: Page): Locator => page.getByRole('status', { name: 'Messages' });

/** The statuses in the list of processes, on the data page or the page of all processes; newest first. */
export const processStatuses = (page: Page): Locator =>
  page.getByRole('table', { name: 'Runs of pipelines' }).locator('tbody tr td:nth-child(3)');

/** The value next to a label (`Status`, `Finished`, …) on the page of a process. */
export const processFact = (page: Page, label: string): Locator =>
  page.locator(`dt:text-is("${label}") + dd`);

/** What a download contains. */
export async function downloaded(
  page: Page,
  start: () => Promise<void>
): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), start()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}
