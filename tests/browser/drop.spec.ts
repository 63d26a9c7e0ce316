/** Folders of the disk, dropped onto the data page as a file manager drops them, or chosen. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { frame, openNewTarget, productCheckboxes } from './support/journey';
import { test } from './support/test';

test('a dropped folder gives its files and those of its folders, but none that are hidden', async ({
  page
}) => {
  const night = test.info().outputPath('night');
  // All of them differ: copies would be left out.
  const exposure = async (level: number) => (await frame({ name: 'any.fits', level })).buffer;
  const many = Array.from({ length: 101 }, (_, i) => `many/${i}.txt`); // more than are read at once
  for (const [level, path] of ['b.fits', 'lights/a.fits', 'lights/red/c.fits'].entries())
    await write(join(night, path), await exposure(100 + level));
  for (const path of [...many, '.DS_Store', 'lights/._a.fits', '.Trashes/501/deleted.fits'])
    await write(join(night, path), path);
  const alone = test.info().outputPath('alone.fits');
  await write(alone, await exposure(200));

  await openNewTarget(page);
  await drop(page, [night, alone]);
  const files = productCheckboxes(page);
  await expect(files).toHaveCount(105);
  const found = await files.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')));
  expect(new Set(found)).toEqual(
    new Set(['a.fits', 'b.fits', 'c.fits', 'alone.fits', ...many.map((path) => path.slice(5))])
  );
});

test('a folder that is chosen gives no hidden files either', async ({ page }) => {
  const night = test.info().outputPath('night');
  for (const path of ['lights/a.txt', '.DS_Store', '.Trashes/deleted.txt'])
    await write(join(night, path), path);
  await openNewTarget(page);
  await page.getByLabel('Add a folder').setInputFiles(night);
  await expect(page.getByRole('status', { name: 'Messages' })).toContainText('Added 1 file');
  await expect(page.getByRole('checkbox', { name: 'a.txt' })).toBeVisible();
});

async function write(path: string, content: Buffer | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** Drags files and folders of the disk onto the middle of the page. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
}
