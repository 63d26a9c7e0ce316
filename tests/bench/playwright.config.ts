import base from '../../playwright.config';

/** The measurements of `npm run bench`: one at a time, on the production build as the browser tests have it. */
export default {
  ...base,
  testDir: '.',
  testMatch: '*.bench.ts',
  timeout: 600_000,
  workers: 1,
  fullyParallel: false,
  reporter: './tableReporter.ts',
  webServer: { ...base.webServer, cwd: '../..' },
  use: { ...base.use, trace: 'off' }
};
