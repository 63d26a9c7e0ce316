/** What the app says at the edge of the window, and how long it stays. */
import { expect, test } from '@playwright/test';
import { closedGate } from './support/fakePipeline';
import { file, message, openNewTarget } from './support/journey';

test('good news goes by itself, an error stays until it is closed', async ({ page, context }) => {
  await page.clock.install();
  await openNewTarget(page);
  const read = await closedGate(context, 'files.worker*');
  const input = page.getByLabel('Add files');
  await input.setInputFiles([file('first.txt', 'first')]);
  await input.setInputFiles([file('second.txt', 'second')]);
  const error = message(page).getByText('Files are still being added');
  await expect(error).toBeVisible();
  read();
  const success = message(page).getByText('Added 1 file');
  await expect(success).toBeVisible();

  await page.clock.fastForward('00:10');
  await expect(success).toBeHidden();
  await expect(error).toBeVisible();
  await page.clock.fastForward('10:00:00');
  await expect(error).toBeVisible();
  await message(page).getByRole('button', { name: 'Dismiss message' }).click();
  await expect(error).toBeHidden();
});
