/**
 * Power cuts: what the app says is added is on the disk. The profile is on a disk image; a copy of the image, taken while
 * the browser runs, is what the disk has at that moment.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { addFiles, frame, message, onDisk, openNewTarget, productCheckboxes } from './support/journey';
import { openProfile } from './support/openProfile';
import { storedContents } from './support/storedContents';

const COUNT = 20;

test('files that were added are there after a power cut', async ({ launchOptions, baseURL }, info) => {
  const disk = mountedImage(info.outputPath('disk'));
  test.skip(disk === null, 'needs root, mkfs.ext4 and loop mounts');
  const frames = await Promise.all(
    Array.from({ length: COUNT }, (_, i) => frame({ name: `${i}.fits`, width: 400, height: 300, level: i }))
  );
  const paths = await Promise.all(frames.map(onDisk));
  const copy = info.outputPath('copy');
  try {
    const { context, page } = await openProfile(`${disk}/profile`, launchOptions, baseURL);
    await openNewTarget(page);
    // As if the browser had been used for a while.
    execFileSync('sync', ['-f', disk!]);
    await addFiles(page, paths);
    await expect(message(page)).toContainText(`Added ${COUNT} files`);
    execFileSync('cp', ['--sparse=always', info.outputPath('disk.img'), `${copy}.img`]);
    await context.close();
  } finally {
    unmount(disk!);
  }

  const repaired = mount(copy);
  try {
    const { context, page } = await openProfile(`${repaired}/profile`, launchOptions, baseURL);
    await page.goto('#/');
    await page.getByRole('link', { name: `${COUNT} data products` }).click();
    await expect(productCheckboxes(page)).toHaveCount(COUNT);
    const contents = frames.map(({ name, buffer }) => [name, sha256(buffer)]);
    expect(await storedContents(page)).toEqual(Object.fromEntries(contents));
    await context.close();
  } finally {
    unmount(repaired);
  }
});

/** A new file system in `path`.img, mounted at `path`; null where that is not possible. */
function mountedImage(path: string): string | null {
  try {
    mkdirSync(path, { recursive: true });
    execFileSync('truncate', ['-s', '256M', `${path}.img`]);
    execFileSync('mkfs.ext4', ['-q', `${path}.img`], { stdio: 'ignore' });
    return mount(path);
  } catch {
    return null;
  }
}

/** Mounts `path`.img at `path`, which repairs it by its journal. */
function mount(path: string): string {
  mkdirSync(path, { recursive: true });
  execFileSync('mount', ['-o', 'loop', `${path}.img`, path], { stdio: 'ignore' });
  return path;
}

const unmount = (path: string): void => void execFileSync('umount', ['--lazy', path]);

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
