/** Takes the pictures of the README from the built app; run by hand after its look has changed. */
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { serve } from './serve.mjs';

const host = await serve('build');
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath: findBrowser(), args });
const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, colorScheme: 'dark' });
await page.goto(host.url);
await page.getByRole('button', { name: 'Open the sample project' }).click();
await page.getByRole('button', { name: 'Dismiss message' }).click();
await page.getByRole('button', { name: 'Select all', exact: true }).click();
await page.getByRole('combobox', { name: 'Pipeline' }).selectOption('Timelapse');
await page.screenshot({ path: 'scripts/pictures/data-page.png' });
await browser.close();
await host.close();
