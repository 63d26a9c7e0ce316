import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type FileKind, fileKind } from '../../../../src/lib/fits/file/fileKind';
import { notFitsText } from '../../../../src/lib/fits/file/sentences';

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const at = (offset: number, text: string) => latin1('\x01'.repeat(offset) + text);

/** A TIFF file of one directory with these tags, those with texts before the others. */
function tiff(tags: Readonly<Record<number, string | number>>, byteOrder: 'II' | 'MM' = 'II'): Uint8Array {
  const bytes = Buffer.alloc(400);
  const little = byteOrder === 'II';
  const u16 = (value: number, place: number) =>
    little ? bytes.writeUInt16LE(value, place) : bytes.writeUInt16BE(value, place);
  const u32 = (value: number, place: number) =>
    little ? bytes.writeUInt32LE(value, place) : bytes.writeUInt32BE(value, place);
  bytes.write(byteOrder);
  u16(42, 2);
  u32(16, 4);
  u16(Object.keys(tags).length, 16);
  for (const [i, [tag, value]] of Object.entries(tags).entries()) {
    const entry = 18 + 12 * i;
    u16(Number(tag), entry);
    u16(typeof value === 'string' ? 2 : 4, entry + 2);
    u32(typeof value === 'string' ? value.length : 1, entry + 4);
    u32(typeof value === 'string' ? 300 : value, entry + 8);
    if (typeof value === 'string') bytes.write(value, 300, 'latin1');
  }
  return bytes;
}

const CR2 = tiff({ 271: 'Canon\0' });
CR2.set(latin1('CR'), 8);

const KINDS: Readonly<Record<string, readonly [Uint8Array, FileKind]>> = {
  XISF: [latin1('XISF0100\0\0'), { code: 'otherImage', format: 'XISF' }],
  TIFF: [tiff({ 256: 100 }), { code: 'otherImage', format: 'TIFF' }],
  'TIFF of a camera': [tiff({ 271: 'Canon\0' }, 'MM'), { code: 'otherImage', format: 'TIFF' }],
  BigTIFF: [latin1('II+\0\b\0\0\0'), { code: 'otherImage', format: 'TIFF' }],
  CR2: [CR2, { code: 'cameraRaw', format: 'CR2' }],
  NEF: [
    tiff({ 271: 'NIKON CORPORATION\0', 330: 200 }),
    { code: 'cameraRaw', format: 'TIFF of NIKON CORPORATION' }
  ],
  ARW: [tiff({ 271: 'SONY\0', 330: 200 }), { code: 'cameraRaw', format: 'TIFF of SONY' }],
  DNG: [tiff({ 271: 'Seestar\0', 0xc612: 0x401 }, 'MM'), { code: 'cameraRaw', format: 'DNG' }],
  CR3: [latin1('\0\0\0\x18ftypcrx \0\0\0\x01'), { code: 'cameraRaw', format: 'CR3' }],
  RAF: [latin1('FUJIFILMCCD-RAW 0201'), { code: 'cameraRaw', format: 'RAF' }],
  SER: [latin1('LUCAM-RECORDER\0\0'), { code: 'video', format: 'SER' }],
  AVI: [latin1('RIFF\x10\0\0\0AVI LIST'), { code: 'video', format: 'AVI' }],
  MP4: [latin1('\0\0\0\x20ftypisom'), { code: 'video', format: 'MP4 or QuickTime' }],
  ASDF: [latin1('#ASDF 1.0.0\n'), { code: 'data', format: 'ASDF' }],
  HDF5: [latin1('\x89HDF\r\n\x1a\n'), { code: 'data', format: 'HDF5' }],
  'web page': [latin1('\n<!DOCTYPE html><html><title>404</title>'), { code: 'webPage' }],
  'web page of old': [latin1('<HTML><BODY>Not found'), { code: 'webPage' }],
  '7z': [latin1("7z\xbc\xaf'\x1c\0\x04"), { code: 'archive', format: '7z' }],
  RAR: [latin1('Rar!\x1a\x07\x01\0'), { code: 'archive', format: 'RAR' }],
  tar: [at(257, 'ustar\x0000'), { code: 'archive', format: 'tar' }],
  ZIP: [zipSync({ 'a.fits': new Uint8Array(9) }), { code: 'archive', format: 'ZIP' }],
  xlsx: [
    zipSync({ '[Content_Types].xml': new Uint8Array(9) }),
    { code: 'document', format: 'Microsoft Office' }
  ],
  ods: [zipSync({ mimetype: new Uint8Array(9) }), { code: 'document', format: 'OpenDocument' }],
  PDF: [latin1('%PDF-1.7'), { code: 'document', format: 'PDF' }],
  bzip2: [latin1('BZh91AY&SY'), { code: 'compressed', format: 'bzip2' }],
  compress: [latin1('\x1f\x9d\x90'), { code: 'compressed', format: 'compress' }],
  xz: [latin1('\xfd7zXZ\0'), { code: 'compressed', format: 'xz' }],
  Zstandard: [latin1('\x28\xb5\x2f\xfd'), { code: 'compressed', format: 'Zstandard' }],
  'sequence of Siril': [latin1('#Siril sequence file. Contains list'), { code: 'project', format: 'Siril' }],
  'project of PixInsight': [
    latin1('<?xml version="1.0"?>\n<xosm version="1.0">'),
    { code: 'project', format: 'PixInsight' }
  ],
  PNG: [latin1('\x89PNG\r\n\x1a\n\0'), { code: 'picture' }],
  JPEG: [latin1('\xff\xd8\xff\xe1'), { code: 'picture' }],
  GIF: [latin1('GIF89a'), { code: 'picture' }],
  BMP: [latin1('BM\x46\0\0\0\0\0\0\0'), { code: 'picture' }],
  WebP: [latin1('RIFF\x10\0\0\0WEBPVP8 '), { code: 'picture' }],
  CSV: [latin1('JD,V\n2459000.5,12.3\n'), { code: 'text' }],
  'text that begins like a picture': [latin1('BMag,JD\n12,2459000\n'), { code: 'text' }],
  'text in UTF-8': [Uint8Array.from(Buffer.from('Näkyvyys: hyvä\r\n')), { code: 'text' }],
  'text in UTF-16': [latin1('\xff\xfeJ\0D\0'), { code: 'text' }],
  VOTable: [latin1('<?xml version="1.0"?>\n<VOTABLE/>'), { code: 'text' }],
  zeros: [new Uint8Array(5000), { code: 'unknown' }],
  'other bytes': [latin1('\x01\x02\x03'), { code: 'unknown' }],
  nothing: [new Uint8Array(), { code: 'unknown' }]
};

describe.each(Object.entries(KINDS))('%s', (_, [bytes, kind]) => {
  it('is known by its bytes', () => {
    expect(fileKind(bytes)).toEqual(kind);
  });

  it('has a sentence', () => {
    expect(notFitsText(kind)).toMatch(/^This .*[^.]\.$/);
    expect(notFitsText(kind)).toContain('format' in kind ? kind.format : ' FITS file');
  });

  it('is known by no more bytes than there are', () => {
    for (let length = 0; length < Math.min(bytes.length, 64); length++)
      expect(() => fileKind(bytes.subarray(0, length))).not.toThrow();
  });
});

it.each([
  [8, 0xffff_ffff],
  [4, 0xffff_fff0],
  [16, 0xffff]
])('does not stumble over a TIFF file with a wrong number at byte %i', (place, value) => {
  const bytes = Buffer.from(tiff({ 271: 'NIKON\0', 330: 1 }));
  bytes.writeUInt32LE(value, place);
  expect(() => fileKind(bytes)).not.toThrow();
});
