import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeTable } from '../../../src/lib/fits/describeTable';
import { FitsError } from '../../../src/lib/fits/FitsError';
import type { FitsHeader } from '../../../src/lib/fits/FitsHeader';
import type { Hdu } from '../../../src/lib/fits/Hdu';
import { openFits, type FitsFile } from '../../../src/lib/fits/openFits';
import { readPixels, type Pixels } from '../../../src/lib/fits/readPixels';
import { readTable } from '../../../src/lib/fits/readTable';
import expected from '../../fixtures/conformance.json';
import { columnText, digest, headerValueText } from './canonicalText';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');

interface HduFacts {
  readonly cards: number;
  readonly header: string;
  readonly rows?: number;
  readonly columns?: readonly (readonly [name: string, cells: string])[];
  readonly shape?: readonly number[];
  readonly pixels?: string;
}
const files = Object.entries(expected as unknown as Record<string, readonly HduFacts[]>);
const open = async (path: string) => openFits(await openAsBlob(join(DATA, path)));

/** Tables that we refuse. astropy reads the first column name as None, and fails. */
const REFUSED = new Map([
  [
    'fits-conformance/compressed/testBinaryTable.fits.fz',
    'HDU 1: compressed tables (ZTABLE) cannot be read here.'
  ]
]);

/** Cards with a value, as conformance.py writes them. To JavaScript alone, 1.0 and 1 are the same. */
function headerLines(header: FitsHeader): string[] {
  return header.cards.flatMap(({ keyword, value, raw }) => {
    if (value === undefined) return [];
    const number = raw.slice(raw.indexOf('=') + 1).split('/')[0]!;
    return [`${keyword}=${headerValueText(value, /[.ED]/i.test(number))}`];
  });
}

const isTable = ({ kind }: Hdu): boolean => ['asciiTable', 'binaryTable', 'randomGroups'].includes(kind);

async function tableFacts(file: FitsFile, hdu: Hdu): Promise<Pick<HduFacts, 'rows' | 'columns'>> {
  const table = describeTable(hdu);
  const columns = await readTable(file, table);
  return {
    rows: table.rows,
    columns: columns.map((data) => [data.column.name, digest(columnText(data))])
  };
}

/** Physical values as little-endian doubles, the one NaN for what is blank. */
function doubles({ data, blank }: Pixels): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8 * data.length));
  for (const [i, value] of data.entries()) {
    const number = value === blank ? NaN : Number(value);
    if (Number.isNaN(number)) bytes.setBigUint64(8 * i, 0x7ff8n << 48n, true);
    else bytes.setFloat64(8 * i, number, true);
  }
  return new Uint8Array(bytes.buffer);
}

/** All planes, one after the other. */
async function pixelDigest(file: FitsFile, hdu: Hdu, shape: readonly number[]): Promise<string> {
  const planes: Uint8Array[] = [];
  const count = shape.slice(2).reduce((product, length) => product * length, 1);
  for (let plane = 0; plane < count; plane++) {
    const pixels = await readPixels(file, hdu, plane);
    expect([pixels.width, pixels.height]).toEqual([shape[0], shape[1] ?? 1]);
    planes.push(doubles(pixels));
  }
  return digest(Buffer.concat(planes));
}

/**
 * Where astropy 5.2 and the standard disagree, the standard is followed; conformance.py says it at each place:
 * record-valued cards are strings (dist_lookup), a string ends at its quote (DATE of file007), a card without
 * `= ` has no value (ESO-LOG of extract-emmi), TNULL and zero bytes are undefined (tst0009, logical_null),
 * BLANK counts in random groups (file009), blanks inside of numbers do not (adctest1, which astropy cannot
 * read), columns without elements have rows (zerowidth).
 */
describe.skipIf(!existsSync(DATA))('every HDU of the test data, against astropy', () => {
  it.each(files)('headers of %s', async (path, facts) => {
    const { hdus } = await open(path);
    const lines = hdus.map(({ header }) => headerLines(header));
    expect(lines.map((lines) => ({ cards: lines.length, header: digest(lines.join('\n')) }))).toEqual(
      facts.map(({ cards, header }) => ({ cards, header }))
    );
  });

  it.each(files.filter(([, facts]) => facts.some(({ columns }) => columns)))(
    'tables of %s',
    async (path, facts) => {
      const file = await open(path);
      for (const hdu of file.hdus.filter(isTable)) {
        const { rows, columns } = facts[hdu.index]!;
        expect(await tableFacts(file, hdu)).toEqual({ rows, columns });
      }
    }
  );

  it.each(files.filter(([, facts]) => facts.some(({ pixels }) => pixels)))(
    'pixels of %s',
    async (path, facts) => {
      const file = await open(path);
      const images = [...facts.entries()].filter(([, { shape, pixels }]) => shape && pixels);
      const digests = await Promise.all(
        images.map(([index, { shape }]) => pixelDigest(file, file.hdus[index]!, shape!))
      );
      expect(digests).toEqual(images.map(([, { pixels }]) => pixels));
    }
  );

  it('refuses by name what it cannot read, as astropy does', async () => {
    const refused = files.filter(([, facts]) => facts.some((hdu) => 'refused' in hdu));
    expect(refused.map(([path]) => path)).toEqual([...REFUSED.keys()]);
    for (const [path, message] of REFUSED) {
      const { hdus } = await open(path);
      expect(() => describeTable(hdus[1]!)).toThrow(new FitsError(message));
    }
  });
});
