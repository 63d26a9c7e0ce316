import { crc32, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodePng } from '../../../src/lib/formats/png';

interface Chunk {
  readonly type: string;
  readonly content: Buffer;
  readonly checksumIsRight: boolean;
}

function readChunks(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let offset = 8; offset < png.length;) {
    const length = png.readUInt32BE(offset);
    const checked = png.subarray(offset + 4, offset + 8 + length);
    chunks.push({
      type: checked.toString('latin1', 0, 4),
      content: checked.subarray(4),
      checksumIsRight: crc32(checked) === png.readUInt32BE(offset + 8 + length)
    });
    offset += length + 12;
  }
  return chunks;
}

test('holds every pixel, in the three chunks a PNG must have', () => {
  const side = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(side, side, fc.integer(), (width, height, seed) => {
      const data = Uint8Array.from({ length: width * height }, (_, i) => seed + 37 * i);
      const png = Buffer.from(encodePng({ data, width, height }));
      expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
      const chunks = readChunks(png);
      expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
      expect(chunks.every(({ checksumIsRight }) => checksumIsRight)).toBe(true);
      const [header, pixels] = chunks.map(({ content }) => content);
      expect([header.readUInt32BE(0), header.readUInt32BE(4)]).toEqual([width, height]);
      expect([...header.subarray(8)]).toEqual([8, 0, 0, 0, 0]);
      const rows = inflateSync(pixels);
      expect(rows.length).toBe(height * (width + 1));
      expect(rows.filter((_, i) => i % (width + 1) === 0).every((filter) => filter === 0)).toBe(true);
      expect(
        Buffer.compare(
          rows.filter((_, i) => i % (width + 1) !== 0),
          data
        )
      ).toBe(0);
    })
  );
});
