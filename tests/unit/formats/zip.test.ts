import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { zipBlobs, type ZipEntry } from '../../../src/lib/formats/zip';

async function unzip(entries: ZipEntry[]): Promise<Record<string, string>> {
  const archive = await zipBlobs(entries);
  expect(archive.type).toBe('application/zip');
  const files = unzipSync(new Uint8Array(await archive.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

const entry = (name: string, text: string) => ({ name, blob: new Blob([text]) });

test('holds every file with its name and content', async () => {
  const long = 'sky '.repeat(100_000);
  expect(await unzip([entry('a.fits', 'first'), entry('été ★/b.csv', long), entry('empty', '')])).toEqual({
    'a.fits': 'first',
    'été ★/b.csv': long,
    empty: ''
  });
});

test('stores files uncompressed', async () => {
  const archive = await zipBlobs([entry('a.txt', 'x'.repeat(5000))]);
  expect(await archive.text()).toContain('x'.repeat(5000));
});

test('numbers a name that is taken, whatever its case', async () => {
  const names = ['a.fits', 'A.fits', 'a (2).fits', 'a.fits', 'b.fits.gz', 'b.fits.gz', 'c', 'c', '.x', '.x'];
  const files = await unzip(names.map((name, index) => entry(name, String(index))));
  expect(Object.keys(files)).toEqual([
    'a.fits',
    'A (2).fits',
    'a (2) (2).fits',
    'a (3).fits',
    'b.fits.gz',
    'b (2).fits.gz',
    'c',
    'c (2)',
    '.x',
    ' (2).x'
  ]);
  expect(Object.values(files)).toEqual(names.map((_, index) => String(index)));
});

test('reads the files one after the other, only when their turn comes', async () => {
  const steps: string[] = [];
  function* files(): Generator<ZipEntry> {
    for (const name of ['a', 'b']) {
      steps.push(name);
      yield entry(name, name);
    }
    steps.push('end');
  }
  await zipBlobs(files());
  expect(steps).toEqual(['a', 'b', 'end']);
});

test('refuses what does not fit, and says why', async () => {
  const huge = { size: 2 ** 32 } as Blob;
  await expect(zipBlobs([{ name: 'huge.fits', blob: huge }])).rejects.toThrow(/at most 4 GB/);
});

test('no files are an empty archive', async () => {
  expect(await unzip([])).toEqual({});
});
