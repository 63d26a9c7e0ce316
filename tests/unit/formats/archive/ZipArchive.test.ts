import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { ZipArchive } from '../../../../src/lib/formats/archive/ZipArchive';
import { zipBlobs } from '../../../../src/lib/formats/zip';

/** Of Info-ZIP: `secretive` in s.txt, by the password pw. */
const ENCRYPTED = Buffer.from(
  'UEsDBAoACQAAADwYgV0t9vV3FgAAAAoAAAAFAAAAcy50eHRnjeWbFo46EfmWzJCt9xGBRyVsqjRTUEsHCC3' +
    '29XcWAAAACgAAAFBLAQIeAwoACQAAADwYgV0t9vV3FgAAAAoAAAAFAAAAAAAAAAEAAACkgQAAAABzLnR4dF' +
    'BLBQYAAAAAAQABADMAAABJAAAAAAA=',
  'base64'
);

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const open = (archive: Uint8Array) => ZipArchive.open(new Blob([archive as Uint8Array<ArrayBuffer>]));

it('lists files with their folders, and unpacks each', async () => {
  const archive = await open(
    zipSync({
      'night 1': { 'a.fits': bytes('a'.repeat(5000)), 'été.txt': bytes('') },
      'b.fits': [bytes('stored'), { level: 0 }],
      'c\\d.fits': bytes('of Windows')
    })
  );
  expect(archive.files).toEqual([
    { path: 'night 1/a.fits', size: 5000, isEncrypted: false },
    { path: 'night 1/été.txt', size: 0, isEncrypted: false },
    { path: 'b.fits', size: 6, isEncrypted: false },
    { path: 'c/d.fits', size: 10, isEncrypted: false }
  ]);
  const texts = await Promise.all(archive.files.map(async (_, i) => (await archive.unpack(i)).text()));
  expect(texts).toEqual(['a'.repeat(5000), '', 'stored', 'of Windows']);
});

it('opens archives that we write', async () => {
  const blob = new Blob(['SIMPLE']);
  const archive = await ZipArchive.open(await zipBlobs([{ name: 'a.fits', blob }]));
  expect(archive.files).toEqual([{ path: 'a.fits', size: 6, isEncrypted: false }]);
  expect(await (await archive.unpack(0)).text()).toBe('SIMPLE');
});

it('opens ZIP64', async () => {
  const { BlobReader, BlobWriter, ZipWriter } = await import('@zip.js/zip.js/lib/zip-core-native.js');
  const writer = new ZipWriter(new BlobWriter(), { zip64: true });
  await writer.add('a.fits', new BlobReader(new Blob(['x'.repeat(300)])));
  const archive = await ZipArchive.open(await writer.close());
  expect(archive.files[0]?.size).toBe(300);
  expect(await (await archive.unpack(0)).text()).toBe('x'.repeat(300));
});

it('says which files are encrypted, and does not unpack them', async () => {
  const archive = await open(ENCRYPTED);
  expect(archive.files).toEqual([{ path: 's.txt', size: 10, isEncrypted: true }]);
  await expect(archive.unpack(0)).rejects.toThrow('It is encrypted');
});

it('refuses a damaged file, and still unpacks the others', async () => {
  const zip = zipSync({
    'a.fits': [bytes('first'), { level: 0 }],
    'b.fits': [bytes('second'), { level: 0 }]
  });
  zip[Buffer.from(zip).indexOf('first')]! ^= 1;
  const archive = await open(zip);
  await expect(archive.unpack(0)).rejects.toThrow('checksum does not fit');
  expect(await (await archive.unpack(1)).text()).toBe('second');
});

it.each([
  ['text', bytes('no archive')],
  ['nothing', bytes('')],
  ['an archive that is cut short', zipSync({ a: bytes('aaaa') }).subarray(0, 60)]
])('refuses %s', async (_, archive) => {
  await expect(open(archive)).rejects.toThrow(/damaged or cut short/);
});

it('unpacks no more than the archive says, and nothing beyond a gigabyte', async () => {
  const honest = zipSync({ 'a.fits': new Uint8Array(5_000_000) });
  const lie = (size: number) => {
    const zip = Buffer.from(honest);
    for (let at = zip.indexOf(sizeBytes(5_000_000)); at >= 0; at = zip.indexOf(sizeBytes(5_000_000)))
      zip.writeUInt32LE(size, at);
    return open(zip);
  };
  await expect((await lie(100)).unpack(0)).rejects.toThrow('damaged');
  await expect((await lie(2 ** 30 + 1)).unpack(0)).rejects.toThrow('more than 1073741824 bytes');
});

function sizeBytes(size: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(size);
  return four;
}
