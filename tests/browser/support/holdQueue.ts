import type { BrowserContext } from '@playwright/test';

/**
 * Keeps tabs that are opened or reloaded from now on from running processes.
 * @returns lets them
 */
export async function holdQueue(context: BrowserContext): Promise<() => Promise<void>> {
  const holder = await context.newPage();
  await holder.goto('icon.svg');
  await holder.evaluate(() => {
    const never = new Promise(() => undefined);
    void navigator.locks.request('pocket-tom:runner', () => never);
  });
  return () => holder.close();
}
