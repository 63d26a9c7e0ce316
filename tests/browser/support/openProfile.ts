import { type BrowserContext, chromium, type LaunchOptions, type Page } from '@playwright/test';

/** Starts a browser whose profile is in a folder, as users have it: what private windows store is in memory. */
export async function openProfile(
  folder: string,
  launchOptions: LaunchOptions,
  baseURL: string | undefined
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions, baseURL: baseURL! });
  return { context, page: context.pages()[0]! };
}
