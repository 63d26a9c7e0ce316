/** Archives, compressed files and files that are there already. */
import { expect, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import type { DataProduct } from '../../src/lib/domain/rows/DataProduct';
import { closedGate } from './support/fakePipeline';
import {
  addFiles,
  addToGroup,
  downloaded,
  file,
  frame,
  message,
  openNewTarget,
  productCheckboxes,
  productTable,
  type UploadedFile
} from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

const names = (page: Page) =>
  productCheckboxes(page).evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')));

const add = (page: Page, files: readonly UploadedFile[]) =>
  page.getByLabel('Add files').setInputFiles([...files]);

const dismissAll = async (page: Page) => {
  for (const button of (await message(page).getByRole('button', { name: 'Dismiss message' }).all()).reverse())
    await button.click();
};

test('an archive is opened: its frames are added, hidden files are not', async ({ page }) => {
  const a = await frame({ name: 'a.fits' });
  const b = await frame({ name: 'b.fits' });
  await openNewTarget(page);
  const night = { 'a.fits': a.buffer, '.DS_Store': Buffer.from('x'), 'notes.txt': Buffer.from('clear') };
  const zip = zipSync({ night, 'b.fits': b.buffer, __MACOSX: { '._b.fits': Buffer.from('x') } });
  await add(page, [file('night.zip', Buffer.from(zip))]);
  await expect(productCheckboxes(page)).toHaveCount(3);
  await expect(message(page)).toContainText('Added 3 files');
  expect(new Set(await names(page))).toEqual(new Set(['a.fits', 'b.fits', 'notes.txt']));
  const { bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download a.fits' }).click()
  );
  expect(bytes.equals(a.buffer)).toBe(true);

  // The archive of a group comes in again as it went out.
  await addToGroup(page, 'Mine', ['a.fits', 'b.fits']);
  const group = await downloaded(page, () => page.getByRole('button', { name: 'Download all' }).click());
  await openNewTarget(page, 'Another');
  await add(page, [file(group.name, group.bytes)]);
  await expect(productCheckboxes(page)).toHaveCount(2);
});

test('what cannot be opened is named, and the rest is added', async ({ page }) => {
  await openNewTarget(page);
  const zip = Buffer.from(zipSync({ 'a.txt': Buffer.from('text') }));
  const bzip2 = Buffer.from('QlpoOTFBWSZTWWAUuy8AAAa+AEAAQAAAAgIm', 'base64');
  await add(page, [file('cut.zip', zip.subarray(0, 60)), file('cut.fits.bz2', bzip2), file('b.txt', 'more')]);
  await expect(productCheckboxes(page)).toHaveCount(1);
  await expect(message(page)).toContainText("'cut.zip' could not be opened and was not added: It is damaged");
  await expect(message(page)).toContainText(
    "'cut.fits.bz2' could not be read and was not added: The compressed data are damaged"
  );
});

test('a file of another program says in its row what it is and what to do', async ({ page }) => {
  await openNewTarget(page);
  await addFiles(page, [file('sky.xisf', 'XISF0100\0'), file('error.fits', '<!DOCTYPE html><p>404')]);
  await expect(productTable(page)).toContainText(
    'This is a file in the format XISF, not FITS. Save it as FITS'
  );
  await expect(productTable(page)).toContainText('This is a web page, not a FITS file');
});

test('what was passed over in a file is said when it is added, and on its page', async ({ page }) => {
  const { buffer } = await frame({ name: 'a.fits' });
  await openNewTarget(page);
  await addFiles(page, [file('a.fits', Buffer.concat([buffer, Buffer.from('the catalogue')]))]);
  const remark = '13 bytes after the last HDU were not read.';
  await expect(message(page)).toContainText(
    `'a.fits' was added, but something in it was passed over. ${remark}`
  );
  await dismissAll(page);
  await page.getByRole('link', { name: 'Open a.fits' }).click();
  await expect(page.getByRole('main')).toContainText(remark);
});

test('a file with the content of one that is there is named, and added only on request', async ({ page }) => {
  const a = await frame({ name: 'a.fits' });
  const b = await frame({ name: 'b.fits' });
  const copy = { ...a, name: 'a (1).fits' };
  await openNewTarget(page);
  await add(page, [a, copy, b]);
  await expect(message(page)).toContainText(
    "'a (1).fits' (here as 'a.fits') is here already, with the same content, and was not added again."
  );
  await expect(productCheckboxes(page)).toHaveCount(2);
  await dismissAll(page);

  await page.reload();
  await add(page, [a, b]);
  await expect(message(page)).toContainText(
    "2 files are here already, with the same content, and were not added again: 'a.fits' and 'b.fits'."
  );
  await expect(productCheckboxes(page)).toHaveCount(2);
  await message(page).getByRole('button', { name: 'Add them anyway' }).click();
  await expect(productCheckboxes(page)).toHaveCount(4);
});

test('a file of an earlier version, which has no hash, is recognised too', async ({ page }) => {
  const a = await frame({ name: 'a.fits' });
  await openNewTarget(page);
  await addFiles(page, [a, await frame({ name: 'b.fits' })]);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.open('pocket-tom').onsuccess = ({ target }) => {
          const db = (target as IDBOpenDBRequest).result;
          const transaction = db.transaction('dataProducts', 'readwrite');
          transaction.objectStore('dataProducts').openCursor().onsuccess = (event) => {
            const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
            if (!cursor) return;
            const { sha256: _, ...row } = cursor.value as { sha256: string };
            cursor.update(row);
            cursor.continue();
          };
          transaction.oncomplete = () => (db.close(), resolve());
        };
      })
  );
  await page.reload();
  await add(page, [{ ...a, name: 'again.fits' }, await frame({ name: 'c.fits' })]);
  await expect(message(page)).toContainText("'again.fits' (here as 'a.fits') is here already");
  await expect(productCheckboxes(page)).toHaveCount(3);
});

test('a file that could not be looked at, without a connection, is looked at later', async ({
  page,
  context
}) => {
  await openNewTarget(page);
  const worker = '**/files.worker*';
  // What a school's portal answers.
  await context.route(worker, (route) => route.fulfill({ contentType: 'text/html', body: '<p>Log in</p>' }));
  await addFiles(page, [await frame({ name: 'a.fits' }), await frame({ name: 'b.fits' })]);
  await expect(productTable(page)).toContainText('Not yet looked at');
  await page.getByRole('button', { name: 'Look at them now' }).click();
  await expect(message(page)).toContainText('2 could not be looked at');
  await context.unroute(worker);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(productTable(page).getByText('32 × 24 px')).toHaveCount(2);
  await expect(productTable(page)).not.toContainText('Not yet looked at');

  await context.route(worker, (route) => route.abort());
  await addFiles(page, [await frame({ name: 'c.fits' })]);
  await expect(page.getByRole('button', { name: 'Look at it now' })).toBeVisible();
  await context.unroute(worker);
  await page.reload();
  await expect(productTable(page).getByText('32 × 24 px')).toHaveCount(3);
  const rows = await storedRows<Partial<DataProduct>>(page, 'dataProducts');
  expect(rows.filter((row) => row.notLookedAt || row.unreadable || !row.sha256)).toEqual([]);
});

test('an import is stopped: what is stored by then stays', async ({ page, context }) => {
  await openNewTarget(page);
  await addFiles(page, [await frame({ name: 'a.fits' })]);
  const open = await closedGate(context, 'files.worker*');
  await add(page, [await frame({ name: 'b.fits' }), await frame({ name: 'c.fits' })]);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(message(page)).toContainText('Stopped: 0 of 2 files were added');
  open();
  expect(await names(page)).toEqual(['a.fits']);
  await addFiles(page, [await frame({ name: 'b.fits' })]);
});
