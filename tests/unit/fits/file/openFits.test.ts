import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FitsError } from '../../../../src/lib/fits/file/FitsError';
import type { FitsRemark } from '../../../../src/lib/fits/file/FitsRemark';
import { inflateGzip } from '../../../../src/lib/fits/file/inflateGzip';
import { inflateGzipMembers } from '../../../../src/lib/fits/file/inflateGzipMembers';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { UnreadableBlobError } from '../../../../src/lib/fits/file/UnreadableBlobError';
import { losingBlob } from '../../../fixtures/losingBlob';
import { buildFits, extensionCards, imageCards, storedPixels } from '../buildFits';

const open = (bytes: Uint8Array<ArrayBuffer>) => openFits(new Blob([bytes]));
const empty = { cards: imageCards(8, []) };
const table = (...more: string[]) => [
  "XTENSION= 'BINTABLE'",
  ...imageCards(8, [10, 3], 'PCOUNT  = 7', 'GCOUNT  = 1', 'TFIELDS = 0', ...more).slice(1)
];

describe('openFits', () => {
  it('walks over the data to all HDUs', async () => {
    const { hdus } = await open(
      buildFits(
        empty,
        { cards: extensionCards(16, [30, 50], "EXTNAME = 'SCI'"), data: new Uint8Array(3000) },
        { cards: table(), data: new Uint8Array(37) },
        { cards: table('ZIMAGE  = T'), data: new Uint8Array(37) },
        { cards: ["XTENSION= 'TABLE'", ...imageCards(8, [5, 1]).slice(1)], data: new Uint8Array(5) },
        { cards: ["XTENSION= 'FOREIGN'", ...imageCards(8, [1]).slice(1)], data: new Uint8Array(1) }
      )
    );
    expect(
      hdus.map(({ index, kind, name, dataStart, dataLength }) => [index, kind, name, dataStart, dataLength])
    ).toEqual([
      [0, 'image', null, 2880, 0],
      [1, 'image', 'SCI', 5760, 3000],
      [2, 'binaryTable', null, 14400, 37],
      [3, 'compressedImage', null, 20160, 37],
      [4, 'asciiTable', null, 25920, 5],
      [5, 'unknown', null, 31680, 1]
    ]);
  });

  it('knows the length of random groups', async () => {
    const cards = imageCards(-32, [0, 4, 5], 'GROUPS  = T', 'PCOUNT  = 6', 'GCOUNT  = 7');
    const { hdus } = await open(buildFits({ cards, data: new Uint8Array(4 * 7 * 26) }));
    expect([hdus[0]!.kind, hdus[0]!.dataLength]).toEqual(['randomGroups', 4 * 7 * (6 + 4 * 5)]);
  });

  it('reads headers of any length', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => `K${i}`.padEnd(8) + `= ${i}`);
    const { hdus } = await open(
      buildFits({ cards: imageCards(8, [], ...many) }, { cards: extensionCards(8, []) })
    );
    expect(hdus[0]!.header.number('K999')).toBe(999);
    expect(hdus).toHaveLength(2);
  });

  it('inflates gzip, whatever the name', async () => {
    const bytes = buildFits({ cards: imageCards(8, [3]), data: Uint8Array.of(1, 2, 3) });
    const { blob, hdus } = await open(Uint8Array.from(gzipSync(bytes)));
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
    expect(hdus[0]!.header.number('NAXIS1')).toBe(3);
  });

  it('ignores junk after the last HDU, and missing padding', async () => {
    const bytes = buildFits({ cards: imageCards(8, [3]), data: Uint8Array.of(1, 2, 3) });
    const junk = Buffer.concat([bytes, Buffer.from('junk'.repeat(2000))]);
    expect((await open(Uint8Array.from(junk))).hdus).toHaveLength(1);
    expect((await open(bytes.slice(0, 2883))).hdus).toHaveLength(1);
  });

  const block = (byte: number) => new Uint8Array(2880).fill(byte);
  const science = (...more: string[]) => ({
    cards: extensionCards(8, [3], "EXTNAME = 'SCI'", ...more),
    data: Uint8Array.of(1, 2, 3)
  });
  const primary = buildFits({ cards: imageCards(8, [3]), data: Uint8Array.of(4, 5, 6) });
  const extension = buildFits(science());
  const cut = extension.slice(0, 400);

  it.each<[string, Uint8Array[], string[], FitsRemark[]]>([
    [
      'zeros between two HDUs',
      [primary, block(0), block(0), extension],
      ['SCI'],
      [{ code: 'skippedBytes', start: 5760, bytes: 5760, isBlank: true }]
    ],
    [
      'bytes between two HDUs',
      [primary, block(65), extension],
      ['SCI'],
      [{ code: 'skippedBytes', start: 5760, bytes: 2880, isBlank: false }]
    ],
    [
      'bytes after the last',
      [primary, block(65), cut.slice(0, 7)],
      [],
      [{ code: 'trailingBytes', bytes: 2887 }]
    ],
    ['zeros and spaces after the last', [primary, block(0), block(32)], [], []],
    [
      'a header that is cut short',
      [primary, cut],
      [],
      [
        {
          code: 'damagedHdu',
          start: 5760,
          reason: 'HDU 1: the header that begins at byte 5760 has no END card.'
        }
      ]
    ],
    [
      'a damaged header before a sound one',
      [primary, buildFits({ cards: extensionCards(8, [5, -5]) }), extension],
      ['SCI'],
      [
        {
          code: 'damagedHdu',
          start: 5760,
          reason: 'HDU 1: NAXIS2 must be a non-negative whole number, but it is -5.'
        }
      ]
    ]
  ])('skips %s, and says so', async (_, parts, names, remarks) => {
    const { hdus, remarks: found } = await open(Uint8Array.from(Buffer.concat(parts)));
    expect(hdus.slice(1).map(({ name }) => name)).toEqual(names);
    expect(found).toEqual(remarks);
  });

  const whole = Buffer.concat([primary, extension]);
  const [head, tail] = [gzipSync(whole.subarray(0, 4000)), gzipSync(whole.subarray(4000))];

  it.each([
    ['zeros after it', [gzipSync(whole), block(0)], 0],
    ['a few bytes after it', [gzipSync(whole), Buffer.from('the end')], 7],
    ['two members', [head, tail], 0],
    ['two members and bytes after them', [head, tail, Buffer.from('ab')], 2]
  ])('inflates gzip with %s', async (_, parts, trailingBytes) => {
    const gzip = new Blob(parts.map((part) => Uint8Array.from(part)));
    const { blob, remarks, hdus } = await openFits(gzip);
    expect(hdus).toHaveLength(2);
    expect(Buffer.from(await blob.arrayBuffer()).equals(whole)).toBe(true);
    expect(remarks).toEqual(trailingBytes > 0 ? [{ code: 'bytesAfterGzip', bytes: trailingBytes }] : []);
    // Browsers differ in what their own inflater takes.
    expect(await inflateGzipMembers(gzip, 1e6)).toMatchObject({ trailingBytes });
  });

  it('compares the checksum of each member of gzip', async () => {
    const bytes = Buffer.concat([head, tail]);
    for (const at of [head.length - 8, head.length - 4, bytes.length - 8, bytes.length - 1]) {
      const damaged = Uint8Array.from(bytes);
      damaged[at]! ^= 1;
      expect(await inflateGzipMembers(new Blob([damaged]), 1e6)).toBe('damaged');
    }
    expect(await inflateGzipMembers(new Blob([Uint8Array.from(bytes)]), 5000)).toBe('tooLarge');
  });

  it.each(['END\0\0\0', 'END\n', 'END     = 1'])('takes %j for the end of a header', async (end) => {
    const bytes = buildFits({ cards: imageCards(8, [], 'ENDTIME = 5', 'END-TIME= 6', end, 'X       = 1') });
    const { header } = (await open(bytes)).hdus[0]!;
    expect([header.number('ENDTIME'), header.number('END-TIME'), header.cards.length]).toEqual([5, 6, 5]);
  });

  it('opens a file whose last data are cut short', async () => {
    const data = storedPixels(
      16,
      Array.from({ length: 3000 }, (_, i) => i)
    );
    const bytes = buildFits(empty, { cards: extensionCards(16, [30, 100], "EXTNAME = 'SCI'"), data });
    expect((await open(bytes.slice(0, 7000))).hdus[1]!.name).toBe('SCI');
  });

  const gzip = Uint8Array.from(
    gzipSync(buildFits({ cards: imageCards(8, [9999]), data: new Uint8Array(9999) }))
  );
  it.each([
    ['an empty file', new Uint8Array(), 'The file is empty.'],
    ['text', Uint8Array.from(Buffer.from('SIMPLE text')), 'This is not a FITS file'],
    ['zeros', new Uint8Array(9000), 'This is not a FITS file'],
    ['gzip of text', Uint8Array.from(gzipSync('text')), 'This is not a FITS file'],
    ['truncated gzip', gzip.slice(0, -20), 'The gzip data are damaged or cut short'],
    ['damaged gzip', gzip.map((byte, i) => (i > 30 ? byte ^ 85 : byte)), 'The gzip data are damaged'],
    [
      'a header without END',
      buildFits(empty).slice(0, 240),
      'HDU 0: the header that begins at byte 0 has no END card.'
    ],
    [
      'BITPIX 17',
      buildFits({ cards: imageCards(17, [1]) }),
      'HDU 0: BITPIX must be one of 8, 16, 32, 64, -32, -64, but it is 17.'
    ],
    [
      'no BITPIX',
      buildFits({ cards: ['SIMPLE  = T'] }),
      'BITPIX must be one of 8, 16, 32, 64, -32, -64, but there is no such card.'
    ],
    [
      'NAXIS 2000',
      buildFits({ cards: ['SIMPLE  = T', 'BITPIX  = 8', 'NAXIS   = 2000'] }),
      'HDU 0: NAXIS is 2000, more than 999.'
    ],
    [
      'a negative axis',
      buildFits({ cards: imageCards(8, [5, -5]) }),
      'HDU 0: NAXIS2 must be a non-negative whole number, but it is -5.'
    ],
    [
      'half a pixel',
      buildFits({ cards: imageCards(8, [1.5]) }),
      'NAXIS1 must be a non-negative whole number, but it is 1.5.'
    ],
    [
      'a missing axis',
      buildFits({ cards: ['SIMPLE  = T', 'BITPIX  = 8', 'NAXIS   = 1'] }),
      'NAXIS1 must be a non-negative whole number, but there is no such card.'
    ],
    [
      'data beyond 2^53 bytes',
      buildFits({ cards: imageCards(64, [4e7, 4e7, 4e7]) }),
      'HDU 0: the header asks for more data than a file can have.'
    ]
  ])('refuses %s', async (_, bytes, message) => {
    const refusal = open(bytes);
    await expect(refusal).rejects.toBeInstanceOf(FitsError);
    await expect(refusal).rejects.toThrow(message);
  });

  it.each([
    ['at once', 0, buildFits(empty)],
    ['at the next HDU', 1, buildFits(empty, { cards: extensionCards(8, []) })],
    ['while it is inflated', 1, gzip]
  ])('tells a file that the browser loses %s from a damaged one', async (_, reads, bytes) => {
    const { blob } = losingBlob(new Blob([bytes]), reads);
    await expect(openFits(blob)).rejects.toBeInstanceOf(UnreadableBlobError);
    await expect(openFits(blob)).rejects.toThrow('The browser can no longer read this file: it was changed');
  });

  it('refuses a gzip file that would inflate beyond the limit', async () => {
    const bomb = new Blob([Uint8Array.from(gzipSync(new Uint8Array(1_000_001)))]);
    await expect(inflateGzip(bomb, 1_000_000)).rejects.toThrow(
      new FitsError('The gzip file inflates to more than 1000000 bytes, which is too large to read here.')
    );
    expect((await inflateGzip(bomb, 1_000_001)).blob.size).toBe(1_000_001);
  });
});
