import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';

const port = 7867; // not the port of `npm start`, whose data are the user's

// By environment, so that the test processes, which read this file too, do not search again.
process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE = findBrowser();

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  timeout: 180_000, // nothing here is timed, and shared machines stall
  expect: { timeout: 30_000 },
  workers: 3, // of two cores, which two leave idle for a tenth of the time
  retries: process.env.CI ? 1 : 0, // shared machines stall; what fails twice is broken
  fullyParallel: true,
  webServer: {
    command: `node scripts/start.mjs ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 120_000
  },
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1366, height: 768 },
    trace: 'off', // it takes longer than the tests; `--trace on` is at hand when one fails
    serviceWorkers: 'block', // but where they are what is tested: each empty profile would fetch the whole app
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []) // root cannot start Chromium's sandbox
      ]
    }
  }
});
