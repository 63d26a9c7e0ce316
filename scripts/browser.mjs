/** Finds a Chromium to test with; downloads or installs one when there is none. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/**
 * @returns {string} path of a Chromium-based browser that starts
 * @throws {Error} with a sentence that says what to do, when none is found and none can be installed
 */
export function findBrowser() {
  const named = process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE;
  if (named) {
    if (starts(named)) return named;
    throw new Error(`PLAYWRIGHT_CHROMIUM_EXECUTABLE names '${named}', which does not start.`);
  }
  const browser = firstThatStarts() ?? installWithPlaywright() ?? installWithApt();
  if (browser) return browser;
  throw new Error(
    'No Chromium was found and none could be installed. Install Chromium, Chrome or Edge, ' +
      'or set PLAYWRIGHT_CHROMIUM_EXECUTABLE to the path of one.'
  );
}

function firstThatStarts() {
  return [chromium.executablePath(), ...onPath(), ...inUsualFolders()].find(starts);
}

function installWithPlaywright() {
  console.log('No Chromium found: asking Playwright to download one ...');
  const cli = join('node_modules', '@playwright', 'test', 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium']);
  return firstThatStarts();
}

function installWithApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  console.log('Still no Chromium: asking apt-get for one ...');
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  run('apt-get', [...wait, 'update']);
  run('apt-get', [...wait, 'install', '-y', 'chromium']);
  return firstThatStarts();
}

function onPath() {
  // The headless shell first: without windows, a test takes a third of the processor time.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge'
  ];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function inUsualFolders() {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`
    );
  }
  const { PROGRAMFILES, LOCALAPPDATA, 'PROGRAMFILES(X86)': PROGRAMFILES_X86 } = process.env;
  return [PROGRAMFILES, PROGRAMFILES_X86, LOCALAPPDATA].flatMap((folder = '') => [
    join(folder, 'Google/Chrome/Application/chrome.exe'),
    join(folder, 'Microsoft/Edge/Application/msedge.exe')
  ]);
}

/** @param {string} path */
function starts(path) {
  if (process.platform === 'win32') return existsSync(path); // chrome.exe opens a window whatever its arguments
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  // Ubuntu ships a `chromium-browser` that only asks for a snap.
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { error } = spawnSync(program, args, { stdio: 'inherit', timeout: 300_000, env });
  if (error) console.log(`${program} did not finish: ${error.message}`);
}
