import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checksum32, encodeChecksum } from '../../../../src/lib/fits/file/checksum';
import { openFits } from '../../../../src/lib/fits/file/openFits';
import { verifyChecksum } from '../../../../src/lib/fits/file/verifyChecksum';
import { buildFits, extensionCards, imageCards } from '../buildFits';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');
const PRIMARY = 2880 + 2880;

/** A file of two HDUs, the second of several strips, with sums. */
function summed(): Uint8Array<ArrayBuffer> {
  const data = Uint8Array.from({ length: 2_100_001 }, (_, i) => i * 7);
  const sums = (words: Uint8Array) => [`DATASUM = '${checksum32(words)}'`, `CHECKSUM= '${'0'.repeat(16)}'`];
  const file = buildFits(
    { cards: imageCards(8, [3], ...sums(Uint8Array.of(1, 2, 3))), data: Uint8Array.of(1, 2, 3) },
    { cards: extensionCards(8, [data.length], ...sums(data)), data }
  );
  for (const [start, end] of [
    [0, PRIMARY],
    [PRIMARY, file.length]
  ]) {
    const hdu = file.subarray(start, end);
    const at = Buffer.from(hdu.buffer, hdu.byteOffset, hdu.length).indexOf('CHECKSUM=') + 11;
    hdu.set(Buffer.from(encodeChecksum(checksum32(hdu))), at);
  }
  return file;
}

async function verdicts(file: Uint8Array<ArrayBuffer>): Promise<unknown[]> {
  const opened = await openFits(new Blob([file]));
  return Promise.all(opened.hdus.map((hdu) => verifyChecksum(opened, hdu)));
}

const OK = { checksum: 'ok', datasum: 'ok' };

describe('verifyChecksum', () => {
  it('accepts intact files', async () => {
    expect(await verdicts(summed())).toEqual([OK, OK]);
  });

  it('finds one changed byte in the data, the header or the padding', async () => {
    const file = summed();
    file[PRIMARY + 2880 + 2_000_000]! ^= 1;
    expect(await verdicts(file)).toEqual([OK, { checksum: 'wrong', datasum: 'wrong' }]);
    const other = summed();
    other[2879]! ^= 1;
    other[other.length - 1]! ^= 1;
    expect(await verdicts(other)).toEqual([
      { checksum: 'wrong', datasum: 'ok' },
      { checksum: 'wrong', datasum: 'wrong' }
    ]);
  });

  it('tells cards that are absent or blank from damaged ones', async () => {
    const file = (...cards: readonly string[]) => verdicts(buildFits({ cards: imageCards(8, [], ...cards) }));
    const ABSENT = { checksum: 'absent', datasum: 'absent' };
    expect(await file()).toEqual([ABSENT]);
    expect(await file("CHECKSUM= ' '", 'DATASUM = ')).toEqual([ABSENT]);
    expect(await file("DATASUM = '0'")).toEqual([{ checksum: 'absent', datasum: 'ok' }]);
    expect(await file("CHECKSUM= 'x", 'DATASUM = 1.2.3')).toEqual([{ checksum: 'wrong', datasum: 'wrong' }]);
  });

  it('refuses a file that is cut short', async () => {
    await expect(verdicts(summed().subarray(0, PRIMARY + 10_000))).rejects.toThrow('truncated');
  });

  // The verdicts are astropy 5.2's, except for the last file: without DATASUM, astropy leaves out the data. The
  // files that are wrong were cut or edited by their makers.
  it.skipIf(!existsSync(DATA)).each<[string, string[]]>([
    ['fits-conformance/astropy/checksum.fits', ['ok ok', 'ok ok']],
    ['fits-conformance/astropy/header_newlines.fits', ['wrong wrong']],
    ['fits-conformance/astropy/validate.fits', ['absent absent', 'wrong wrong', 'absent absent']],
    ['fits-conformance/compressed/m13.fits', ['ok ok']],
    ['fits-conformance/compressed/testBinaryTable.fits.fz', ['ok ok', 'ok ok']],
    ['odd-bayer-panoptes/solved.fits.fz', ['ok ok', 'ok ok']],
    ['odd-bayer-panoptes/tiny.fits', ['wrong wrong']],
    ['lc-periods/kepler/kplr010666592-2009131110544_slc.fits', ['ok absent', 'ok absent', 'ok absent']]
  ])('%s', async (path, expected) => {
    const file = await openFits(await openAsBlob(join(DATA, path)));
    const read = await Promise.all(file.hdus.map((hdu) => verifyChecksum(file, hdu)));
    expect(read.map(({ checksum, datasum }) => `${checksum} ${datasum}`)).toEqual(expected);
  });
});
