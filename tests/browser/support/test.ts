import { test as base, type BrowserContext, type CDPSession } from '@playwright/test';

interface Profile {
  readonly context: BrowserContext;
  readonly devtools: CDPSession;
}

/**
 * Tests of one process share a profile, which is emptied after each: to start a new one takes as long as a tenth of the
 * test. What stays are clocks that were set and scripts that were added: tests that do either, want other settings of the
 * browser or service workers, take the `test` of Playwright, with a profile each.
 */
export const test = base.extend<object, { profile: Profile }>({
  profile: [
    async ({ browser }, use, { project }) => {
      const { baseURL, viewport, serviceWorkers, contextOptions } = project.use;
      const context = await browser.newContext({
        ...contextOptions,
        baseURL: baseURL!,
        viewport: viewport!,
        serviceWorkers: serviceWorkers!
      });
      const devtools = await context.newCDPSession(await context.newPage());
      await use({ context, devtools });
      await context.close();
    },
    { scope: 'worker' }
  ],
  context: async ({ profile: { context, devtools }, baseURL }, use) => {
    const [blank] = context.pages();
    await use(context);
    const opened = context.pages().filter((page) => page !== blank);
    await Promise.all(opened.map((page) => page.close()));
    await context.unrouteAll();
    await devtools.send('Storage.clearDataForOrigin', {
      origin: new URL(baseURL!).origin,
      storageTypes: 'all'
    });
  }
});
