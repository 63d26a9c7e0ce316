/** Draws the PNG icons of the manifest from static/icon.svg; run by hand after changing it. */
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';

// Systems cut their own shape out of these icons, so the sky reaches into the corners.
const svg = readFileSync('static/icon.svg', 'utf8').replace(/ rx="\d+"/, '');

const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath: findBrowser(), args });
for (const size of [192, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: `static/icon-${size}.png` });
  await page.close();
}
await browser.close();
