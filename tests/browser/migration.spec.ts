/** A store that an older version left behind. */
import { expect, type Page } from '@playwright/test';
import { downloaded, processFact, productTable } from './support/journey';
import { storedRows } from './support/storedRows';
import { test } from './support/test';

test('a store of version 1 opens with all that is in it', async ({ page, context }) => {
  await context.route('**/before', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('before');
  await makeFirstVersion(page);

  await page.goto('#/');
  await page.getByRole('link', { name: 'LMC531' }).click();
  await expect(page.getByText('04:52:00')).toBeVisible();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await expect(productTable(page)).toContainText('old.txt');
  const { bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: 'Download old.txt' }).click()
  );
  expect(bytes.toString()).toBe('old bytes');

  await expect(productTable(page)).toContainText('10 s in R');
  await expect(productTable(page)).toContainText('2026-01-01 00:00:20');
  expect(await storedRows(page, 'dataProducts')).toMatchObject([
    { facts: null, corrections: {} },
    {
      corrections: {},
      facts: {
        filter: 'R',
        observed: {
          start: Date.UTC(2026, 0, 1, 0, 0, 20),
          mid: Date.UTC(2026, 0, 1, 0, 0, 25),
          source: {
            code: 'instant',
            parameters: {
              instant: {
                keywords: ['DATE-OBS'],
                hdu: null,
                remarks: [{ code: 'notConverted', parameters: { system: 'TAI' } }]
              }
            }
          },
          midSource: { code: 'text', parameters: { text: 'DATE-OBS (TAI) + half the exposure' } }
        }
      }
    },
    { facts: { observed: { start: Date.UTC(2026, 0, 1), mid: null, midSource: null } } }
  ]);

  await page.getByRole('link', { name: 'All processes' }).click();
  await page.getByRole('link', { name: 'View tl_1_20260101000000' }).click();
  await expect(processFact(page, 'Status')).toHaveText('Created');
  await expect(processFact(page, 'Pipeline')).toHaveText('Timelapse, 1 input file');
  await expect(processFact(page, 'Outputs').getByRole('link')).toHaveAttribute(
    'title',
    'tl_1_20260101000000_outputs'
  );
  await expect(page.getByRole('log', { name: 'Log output' })).toHaveText('first second');
  expect(await storeVersion(page)).toBe(80);
});

/** Dexie's version 1, which it stores as 10, with a row or more in every table. */
async function makeFirstVersion(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const request = indexedDB.open('pocket-tom', 10);
    request.onupgradeneeded = () => {
      const store = (name: string, keyPath: string, ...indexes: [string, IDBIndexParameters?][]) => {
        const table = request.result.createObjectStore(name, { keyPath, autoIncrement: keyPath === 'pk' });
        for (const [path, options] of indexes) table.createIndex(path, path, options);
      };
      store('targets', 'pk', ['name', { unique: true }]);
      store(
        'dataProducts',
        'pk',
        ['productId', { unique: true }],
        ['targetPk'],
        ['groupPks', { multiEntry: true }]
      );
      store('files', 'productPk');
      store('thumbnails', 'productPk');
      store('reducedDatums', 'pk', ['targetPk'], ['dataProductPk'], ['dataType'], ['timestamp']);
      store('dataProductGroups', 'pk', ['name']);
      store('processes', 'pk', ['identifier', { unique: true }], ['targetPk'], ['stage']);
      store('processLogs', 'pk', ['processPk']);
    };
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = db.transaction([...db.objectStoreNames], 'readwrite');
    const add = (table: string, row: unknown) => transaction.objectStore(table).add(row);
    const created = Date.UTC(2026, 0, 1);
    const identifier = 'tl_1_20260101000000';
    add('targets', {
      name: 'LMC531',
      type: 'SIDEREAL',
      ra: 73,
      dec: -69.3,
      epoch: 2000,
      parallax: null,
      pmRa: null,
      pmDec: null,
      distance: null,
      distanceError: null,
      aliases: [],
      extraFields: {},
      created,
      modified: created
    });
    add('dataProducts', {
      productId: `${identifier}_old.txt`,
      name: 'old.txt',
      targetPk: 1,
      groupPks: [1],
      type: '',
      size: 9,
      facts: null,
      unreadable: null,
      created,
      modified: created
    });
    const frame = (name: string, utc: number, source: string) =>
      add('dataProducts', {
        productId: `${identifier}_${name}`,
        name,
        targetPk: 1,
        groupPks: [],
        type: 'fits_file',
        size: 9,
        facts: {
          object: null,
          observed: { utc, source },
          filter: 'R',
          exposureTime: 10,
          frameType: null,
          site: null,
          telescope: null,
          instrument: null,
          width: null,
          height: null,
          centre: null
        },
        unreadable: null,
        created,
        modified: created
      });
    frame('tai.fits', created + 20_000, 'DATE-OBS (TAI)');
    frame('day.fits', created, 'DATE-OBS, without time of day');
    add('files', { productPk: 1, blob: new Blob(['old bytes']) });
    add('dataProductGroups', { name: `${identifier}_outputs`, created });
    add('processes', {
      identifier,
      processType: 'Timelapse',
      created,
      status: 'created',
      stage: 'finished',
      terminalTimestamp: created,
      failureMessage: null,
      targetPk: 1,
      inputFilePks: [1],
      groupPk: 1,
      flags: null,
      parameters: null,
      progress: 1,
      cancelRequested: false,
      lastActivity: created
    });
    add('processLogs', { processPk: 1, text: 'first\n' });
    add('processLogs', { processPk: 1, text: 'second\n' });
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    db.close();
  });
}

const storeVersion = (page: Page): Promise<number | undefined> =>
  page.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name === 'pocket-tom')?.version);
