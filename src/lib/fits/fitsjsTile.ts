import { CompressedImage, Header } from 'fitsjs';

/**
 * Decompresses one tile of HCOMPRESS_1 or PLIO_1 with the codecs of fitsjs, which it keeps behind its
 * reader of whole images: so this makes an image of this one tile.
 * @param smooth whether to smooth blocks, for lossy HCOMPRESS_1
 * @throws Error if the tile is damaged
 */
export function fitsjsTile(
  algorithm: 'HCOMPRESS_1' | 'PLIO_1',
  bytes: Uint8Array<ArrayBuffer>,
  pixels: number,
  smooth: boolean
): Int32Array {
  if (algorithm === 'HCOMPRESS_1') assertHcompressSize(bytes, pixels);
  else assertPlioLength(bytes);
  return new Tile(tileHeader(algorithm, bytes.length, pixels, smooth), bytes.slice().buffer).decode();
}

class Tile extends CompressedImage {
  decode(): Int32Array {
    const descriptor = new DataView(new ArrayBuffer(8));
    descriptor.setInt32(0, this.heapLength);
    return this.accessors[0]!(descriptor, 0)[0] as Int32Array;
  }
}

function tileHeader(algorithm: string, bytes: number, pixels: number, smooth: boolean): Header {
  const cards = {
    NAXIS1: 0,
    NAXIS2: 0,
    PCOUNT: bytes,
    TFIELDS: 1,
    TTYPE1: 'COMPRESSED_DATA',
    TFORM1: '1PB',
    ZCMPTYPE: algorithm,
    ZBITPIX: 16,
    ZNAXIS: 1,
    ZNAXIS1: pixels,
    ZNAME1: 'SMOOTH',
    ZVAL1: Number(smooth)
  };
  const header = new Header('');
  for (const [keyword, value] of Object.entries(cards)) header.set(keyword, value);
  return header;
}

/** The stream says its own size, and fitsjs would allocate whatever it says. */
function assertHcompressSize(bytes: Uint8Array, pixels: number): void {
  if (bytes.length < 14) throw new Error('the compressed bytes end too early');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getInt32(2) * view.getInt32(6) !== pixels) throw new Error('the tile is of another size');
}

/** fitsjs reads on, as zeros, where a line list is shorter than it says (IRAF plio, `pl_l2pi`). */
function assertPlioLength(bytes: Uint8Array): void {
  const words = bytes.length >> 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (words < 3) throw new Error('the compressed bytes end too early');
  const short = view.getInt16(4);
  const length = short > 0 || words < 5 ? short : (view.getInt16(8) << 15) + (view.getInt16(6) & 0x7fff);
  if (length < 0 || length > words) throw new Error('the compressed bytes end too early');
}
