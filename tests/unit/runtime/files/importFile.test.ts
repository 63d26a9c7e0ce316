import { gzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { importFile, listArchive } from '../../../../src/lib/runtime/files/importFile';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';
import { packCompress } from '../../formats/archive/packCompress';

const FRAME = writeFits({
  data: Uint16Array.of(1, 2, 3, 4, 5, 6),
  axes: [3, 2],
  cards: [['OBJECT', 'M 31']]
});
const BYTES = new Uint8Array(await FRAME.arrayBuffer());
/** A text of 30 characters, packed by bzip2. */
const BZIP2 = Buffer.from(
  'QlpoOTFBWSZTWWAUuy8AAAa+AEAAQAAAAgImTAAgACGjQMhADCQDRGJcm/F3JFOFCQYBS7Lw',
  'base64'
);

it('adds a frame as it is, with its facts and its hash', async () => {
  const { name, blob, inspection, sha256 } = await importFile({ name: 'a.fits', blob: FRAME }, null);
  expect([name, blob]).toEqual(['a.fits', FRAME]);
  expect(inspection).toMatchObject({ type: 'fits_file', unreadable: null, remarks: [], kind: null });
  expect(inspection.facts).toMatchObject({ object: 'M 31', width: 3, height: 2 });
  const { createHash } = await import('node:crypto');
  expect(sha256).toBe(createHash('sha256').update(BYTES).digest('hex'));
});

it('gives the same hash where the browser has none of its own, as on plain http', async () => {
  const { subtle } = crypto;
  const { sha256 } = await importFile({ name: 'a.fits', blob: FRAME }, null);
  Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
  try {
    expect((await importFile({ name: 'a.fits', blob: FRAME }, null)).sha256).toBe(sha256);
  } finally {
    Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true });
  }
});

it('unpacks what compress and bzip2 packed, and leaves gzip', async () => {
  const packed = await importFile({ name: 'a.fits.Z', blob: new Blob([packCompress(BYTES, 16)]) }, null);
  expect(packed.name).toBe('a.fits');
  expect(packed.inspection.facts).toMatchObject({ object: 'M 31' });
  expect(new Uint8Array(await packed.blob.arrayBuffer())).toEqual(BYTES);
  const text = await importFile({ name: 'note.txt.bz2', blob: new Blob([BZIP2, 'tail']) }, null);
  expect([text.name, text.blob.size]).toEqual(['note.txt', 30]);
  expect(text.inspection.remarks).toEqual([{ code: 'bytesAfterGzip', bytes: 4 }]);
  const gzip = new Blob([gzipSync(BYTES) as Uint8Array<ArrayBuffer>]);
  expect(await importFile({ name: 'a.fits.gz', blob: gzip }, null)).toMatchObject({
    name: 'a.fits.gz',
    blob: gzip
  });
});

it('does not add what is damaged', async () => {
  await expect(importFile({ name: 'a.bz2', blob: new Blob([BZIP2.subarray(0, 40)]) }, null)).rejects.toThrow(
    'damaged'
  );
});

it('unpacks files of archives by turns', async () => {
  const zip = (text: string) =>
    new Blob([zipSync({ 'a.txt': Buffer.from(text), 'b.fits': BYTES }) as Uint8Array<ArrayBuffer>]);
  const first = { id: 1, name: '1.zip', blob: zip('one') };
  const second = { id: 2, name: '2.zip', blob: zip('two') };
  expect(await listArchive(first)).toHaveLength(2);
  const texts = [first, second, first].map(async (archive) => {
    const { blob } = await importFile({ name: 'a.txt', archive, index: 0, size: 3 }, null);
    return blob.text();
  });
  expect(await Promise.all(texts)).toEqual(['one', 'two', 'one']);
  const { inspection } = await importFile({ name: 'b.fits', archive: second, index: 1, size: 2880 }, null);
  expect(inspection.facts?.object).toBe('M 31');
});

it.each([
  ['page.fits', '<html>404</html>', /^This is a web page/],
  ['text.fits', 'seeing was poor', /^This is not a FITS file/],
  ['a.xisf', 'XISF0100\0', /^This is a file in the format XISF.* Save it as FITS/],
  ['a.ser', 'LUCAM-RECORDER\0', /^This is a video \(SER\).* export its frames as FITS/],
  ['a.dat', '\x01\x02', /^This is not a FITS file/]
])('says of %s what it is', async (name, text, sentence) => {
  const { inspection } = await importFile({ name, blob: new Blob([text]) }, null);
  expect(inspection.unreadable).toMatch(sentence);
});

it.each([
  ['notes.txt', 'seeing was poor'],
  ['table.csv', 'JD,V\n2459000.5,12\n'],
  ['manual.pdf', '%PDF-1.7']
])('has nothing to say against %s', async (name, text) => {
  const { inspection } = await importFile({ name, blob: new Blob([text]) }, null);
  expect(inspection).toMatchObject({ type: '', unreadable: null });
});

it('keeps what was passed over', async () => {
  const { inspection } = await importFile(
    {
      name: 'a.fits',
      blob: new Blob([FRAME, 'a table that is none'])
    },
    null
  );
  expect(inspection.remarks).toEqual([{ code: 'trailingBytes', bytes: 20 }]);
});
