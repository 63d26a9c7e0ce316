/** What a file that is not FITS is, as its first bytes tell; `format` is the name that people know it by. */
export type FileKind =
  | { readonly code: 'text' | 'picture' | 'webPage' | 'unknown' }
  | {
      readonly code:
        'otherImage' | 'cameraRaw' | 'video' | 'data' | 'document' | 'archive' | 'compressed' | 'project';
      readonly format: string;
    };

/** As many of the first bytes as are looked at. */
export const KIND_BYTES = 65_536;

/** Bytes at the start of files, as Latin-1 text. */
const MAGIC: readonly (readonly [magic: string, kind: FileKind])[] = [
  ['XISF0100', { code: 'otherImage', format: 'XISF' }],
  ['\x89PNG\r\n\x1a\n', { code: 'picture' }],
  ['\xff\xd8\xff', { code: 'picture' }],
  ['GIF8', { code: 'picture' }],
  ['%PDF-', { code: 'document', format: 'PDF' }],
  ['FUJIFILMCCD-RAW', { code: 'cameraRaw', format: 'RAF' }],
  ['IIRO', { code: 'cameraRaw', format: 'ORF' }],
  ['IIRS', { code: 'cameraRaw', format: 'ORF' }],
  ['IIU\0', { code: 'cameraRaw', format: 'RW2' }],
  ['LUCAM-RECORDER', { code: 'video', format: 'SER' }],
  ['\x1a\x45\xdf\xa3', { code: 'video', format: 'WebM or Matroska' }],
  ['#ASDF', { code: 'data', format: 'ASDF' }],
  ['\x89HDF\r\n\x1a\n', { code: 'data', format: 'HDF5' }],
  ['\x93NUMPY', { code: 'data', format: 'NumPy' }],
  ['SQLite format 3\0', { code: 'data', format: 'SQLite' }],
  ['PK\x03\x04', { code: 'archive', format: 'ZIP' }],
  ['PK\x05\x06', { code: 'archive', format: 'ZIP' }],
  ['PK\x07\x08', { code: 'archive', format: 'ZIP' }],
  ["7z\xbc\xaf'\x1c", { code: 'archive', format: '7z' }],
  ['Rar!\x1a\x07', { code: 'archive', format: 'RAR' }],
  ['\x1f\x9d', { code: 'compressed', format: 'compress' }],
  ['\xfd7zXZ\0', { code: 'compressed', format: 'xz' }],
  ['\x28\xb5\x2f\xfd', { code: 'compressed', format: 'Zstandard' }],
  ['\x04\x22\x4d\x18', { code: 'compressed', format: 'LZ4' }],
  ['8BPS', { code: 'project', format: 'Photoshop' }],
  ['gimp xcf', { code: 'project', format: 'GIMP' }],
  ['#Siril sequence', { code: 'project', format: 'Siril' }],
  ['DSS file list', { code: 'project', format: 'DeepSkyStacker' }],
  ['#AstroImageJ', { code: 'project', format: 'AstroImageJ' }]
];

/** Of the first block, and of the end of a file that has none. */
const BZIP2_MAGIC: ReadonlySet<string> = new Set(['1AY&SY', '\x17rE8P\x90']);

/** The brands of ISO base media files that are not videos. */
const BRANDS: Readonly<Record<string, FileKind>> = {
  'crx ': { code: 'cameraRaw', format: 'CR3' },
  avif: { code: 'picture' },
  heic: { code: 'picture' },
  heix: { code: 'picture' },
  mif1: { code: 'picture' }
};

const RIFF: Readonly<Record<string, FileKind>> = {
  'AVI ': { code: 'video', format: 'AVI' },
  WEBP: { code: 'picture' }
};

/** @param bytes the first of the file, at least `KIND_BYTES` if it has as many */
export function fileKind(bytes: Uint8Array): FileKind {
  const at = (from: number, length: number) => latin1(bytes.subarray(from, from + length));
  const start = at(0, 16);
  const known = MAGIC.find(([magic]) => start.startsWith(magic))?.[1];
  if (known?.code === 'archive' && known.format === 'ZIP') return zipKind(bytes) ?? known;
  if (known) return known;
  if (/^BZh[1-9]/.test(start) && BZIP2_MAGIC.has(at(4, 6))) return { code: 'compressed', format: 'bzip2' };
  if (start.startsWith('BM') && at(6, 4) === '\0\0\0\0') return { code: 'picture' };
  if (/^(II[*+]\0|MM\0[*+])/.test(start)) return tiffKind(bytes);
  if (at(4, 4) === 'ftyp') return BRANDS[at(8, 4)] ?? { code: 'video', format: 'MP4 or QuickTime' };
  if (start.startsWith('RIFF')) return RIFF[at(8, 4)] ?? { code: 'unknown' };
  if (at(257, 5) === 'ustar') return { code: 'archive', format: 'tar' };
  return textKind(bytes);
}

/** The first file in spreadsheets and texts of office programs (ECMA-376, OpenDocument 1.2). */
function zipKind(bytes: Uint8Array): FileKind | null {
  const name = latin1(bytes.subarray(30, 50));
  if (name.startsWith('[Content_Types].xml')) return { code: 'document', format: 'Microsoft Office' };
  return name.startsWith('mimetype') ? { code: 'document', format: 'OpenDocument' } : null;
}

const DNG_VERSION = 0xc612;
const MAKE = 0x010f;
const SUB_IFDS = 0x014a;

/** Raw frames of cameras are TIFF files too: what tells them apart is in the first directory (TIFF 6.0, section 2). */
function tiffKind(bytes: Uint8Array): FileKind {
  const tags = tiffTags(bytes);
  if (latin1(bytes.subarray(8, 10)) === 'CR') return { code: 'cameraRaw', format: 'CR2' };
  if (tags.has(DNG_VERSION)) return { code: 'cameraRaw', format: 'DNG' };
  // Such as NEF and ARW: a small picture first, the raw frame in a directory below it.
  if (tags.has(MAKE) && tags.has(SUB_IFDS))
    return { code: 'cameraRaw', format: `TIFF of ${tags.get(MAKE) || 'a camera'}` };
  return { code: 'otherImage', format: 'TIFF' };
}

/** The tags of the first directory of a TIFF file, with the text of those that are short texts. */
function tiffTags(bytes: Uint8Array): ReadonlyMap<number, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittleEndian = bytes[0] === 0x49;
  const tags = new Map<number, string>();
  const start = view.byteLength < 8 ? Infinity : view.getUint32(4, isLittleEndian);
  const count = start + 2 > view.byteLength ? 0 : view.getUint16(start, isLittleEndian);
  for (let entry = start + 2; entry < start + 2 + 12 * count && entry + 12 <= view.byteLength; entry += 12) {
    const length = view.getUint32(entry + 4, isLittleEndian);
    const offset = length > 4 ? view.getUint32(entry + 8, isLittleEndian) : entry + 8;
    const isText = view.getUint16(entry + 2, isLittleEndian) === 2 && length <= 64;
    const text = isText ? latin1(bytes.subarray(offset, offset + length)) : '';
    tags.set(view.getUint16(entry, isLittleEndian), text.replace(/\0.*$/s, '').trim());
  }
  return tags;
}

/** Neither control characters but white space, nor too much beyond ASCII. */
function textKind(bytes: Uint8Array): FileKind {
  const text = latin1(bytes.subarray(0, 4096));
  if (text === '' || text.includes('\0')) return isUtf16(bytes) ? { code: 'text' } : { code: 'unknown' };
  if (bytes.subarray(0, 4096).some((byte) => byte < 0x20 && !WHITE_SPACE.has(byte)))
    return { code: 'unknown' };
  if (/^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body)\b/i.test(text)) return { code: 'webPage' };
  if (/<xosm\b/.test(text)) return { code: 'project', format: 'PixInsight' };
  return { code: 'text' };
}

/** Tab, line feed, vertical tab, form feed, carriage return. */
const WHITE_SPACE: ReadonlySet<number> = new Set([9, 10, 11, 12, 13]);

const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};
