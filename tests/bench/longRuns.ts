import { expect, type Page } from '@playwright/test';
import { openNewestProcess, processFact } from '../browser/support/journey';

/** Milliseconds for any step with many large frames. */
export const PATIENCE = 1_800_000;

export async function importFrames(page: Page, paths: readonly string[]): Promise<void> {
  await page.getByLabel('Add files').setInputFiles(paths);
  await expect(page.getByText(`Added ${paths.length} files`)).toBeVisible({ timeout: PATIENCE });
}

/** Ticks the files of the open data page with such names and no others, at once: by their labels it takes a minute. */
export async function choose(page: Page, names: RegExp, count: number): Promise<void> {
  const tick = (): Promise<number> =>
    page.locator('tbody input').evaluateAll((boxes, wanted) => {
      let chosen = 0;
      for (const box of boxes as HTMLInputElement[]) {
        const isWanted = wanted.test((box.labels?.[0]?.textContent ?? box.ariaLabel ?? '').trim());
        if (isWanted) chosen++;
        if (isWanted !== box.checked) box.click();
      }
      return chosen;
    }, names);
  await expect.poll(tick, { timeout: PATIENCE }).toBe(count);
}

/** Runs a pipeline on the chosen files of the open data page. */
export async function run(page: Page, pipeline: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Pipeline' }).selectOption({ label: pipeline });
  await page.getByRole('button', { name: 'Run pipeline' }).click();
  await openNewestProcess(page);
  await expect(processFact(page, 'Status')).toHaveText(/Created|Failed/, { timeout: PATIENCE });
  await expect(processFact(page, 'Status')).toHaveText('Created');
}
