/** Names of files and targets that mean harm are text wherever they are shown. */
import { expect, test } from '@playwright/test';
import { plainName } from '../../src/lib/domain/statement/plainName';
import { HOSTILE_FILE_NAMES, HOSTILE_FILES, HOSTILE_TARGET_NAMES } from '../fixtures/hostileInputs';
import { openNewTarget, productCheckboxes, productTable } from './support/journey';
import { watchTraffic } from './support/watchTraffic';

test('no name or header runs, asks elsewhere, or is shown as something else', async ({
  page,
  context,
  baseURL
}) => {
  const traffic = await watchTraffic(context, baseURL!);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const name of HOSTILE_TARGET_NAMES) {
    await page.goto('#/targets/new');
    // A line break cannot be typed into a field.
    await page.getByLabel('Name', { exact: true }).fill(name.replace('\n', ' '));
    await page.getByLabel('RA', { exact: true }).fill('04:52:00');
    await page.getByLabel('Dec', { exact: true }).fill('-69:18:00');
    await page.getByRole('button', { name: 'Create target' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(plainName(name.replace('\n', ' ')));
  }
  await page.goto('#/');
  for (const name of HOSTILE_TARGET_NAMES)
    await expect(page.getByRole('main')).toContainText(plainName(name.replace('\n', ' ')));

  await openNewTarget(page, 'Holder');
  const chosen = new Set(['svg.png', 'huge.png', 'empty.gif', 'markup.fits', 'markup.zip', 'page.html']);
  const files = [
    ...HOSTILE_FILE_NAMES.map((name, i) => ({ name, text: `SIMPLE, but no frame: ${i}` })),
    ...HOSTILE_FILES.filter(({ name }) => chosen.has(name)).map(({ name, bytes }) => ({
      name,
      text: Buffer.from(bytes).toString('latin1')
    }))
  ];
  await page.getByLabel('Add files').evaluate((input: HTMLInputElement, files) => {
    const transfer = new DataTransfer();
    for (const { name, text } of files)
      transfer.items.add(new File([Uint8Array.from(text, (byte) => byte.charCodeAt(0))], name));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, files);
  await expect(productCheckboxes(page)).toHaveCount(files.length, { timeout: 30_000 });
  const shown = await productTable(page).innerText();
  for (const name of HOSTILE_FILE_NAMES.map(plainName).filter(Boolean)) expect(shown).toContain(name);
  expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  await expect(
    productTable(page).getByRole('row').filter({ hasText: 'huge.png' }),
    'a picture that cannot be shown'
  ).toContainText('This is a picture, but this browser cannot show it');

  await productTable(page).getByRole('link', { name: 'Open markup.fits' }).click();
  await expect(page.getByText(`<img src=x onerror="globalThis.hacked = 1">`).first()).toBeVisible();

  await page.goto('#/settings');
  await page.getByText('Licences of the packages in it').click();
  await expect(page.getByLabel('Licences', { exact: true })).toContainText(
    /mediabunny [\d.]+\s+Licence: MPL-2\.0/
  );

  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  expect(dialogs).toEqual([]);
  expect(traffic).toEqual({ violations: [], outside: [], missing: [] });
});
