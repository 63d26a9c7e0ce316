/**
 * Runs before `npm start` and `npm test`, when nothing may be installed yet: Node built-ins only.
 * Installs the locked packages when the lockfile, the platform or Node's major version has changed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const STAMP = 'node_modules/.pocket-tom-stamp';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24)) {
  stop(
    `Pocket TOM is built with Node 20.19 or newer (22.12 or newer, 24); this is Node ${process.versions.node}. ` +
      'Install a current one from nodejs.org and run the same command again.'
  );
}

const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(`${process.platform} ${process.arch} ${major}`)
  .digest('hex');
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) {
  console.log('Installing the packages that package-lock.json names ...');
  if (npmCi().status !== 0) {
    stop('npm could not install the packages: see its message above, then run the same command again.');
  }
  writeFileSync(STAMP, wanted);
}

function npmCi() {
  // Inside `npm test` these variables describe the outer run and would mislead the inner npm.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|package)_/.test(name))
  );
  const npm = process.env.npm_execpath;
  return npm && basename(npm) === 'npm-cli.js'
    ? spawnSync(process.execPath, [npm, 'ci'], { stdio: 'inherit', env })
    : spawnSync('npm ci', { stdio: 'inherit', env, shell: true });
}

/** @param {string} sentence */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
