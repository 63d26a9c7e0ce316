import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeTable } from '../../../src/lib/fits/tables/describeTable';
import { FitsError } from '../../../src/lib/fits/file/FitsError';
import type { FitsHeader } from '../../../src/lib/fits/file/FitsHeader';
import type { Hdu } from '../../../src/lib/fits/file/Hdu';
import { openFits } from '../../../src/lib/fits/file/openFits';
import expected from '../../fixtures/conformance.json';
import { digest, headerValueText } from './canonicalText';
import { dataFacts, type DataFacts } from './dataFacts';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');

interface HduFacts extends DataFacts {
  readonly cards: number;
  readonly header: string;
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

/**
 * Where astropy 5.2 and the standard disagree, the standard is followed; conformance.py says it at each place:
 * record-valued cards are strings (dist_lookup), a string ends at its quote (DATE of file007), a card without
 * `= ` has no value (ESO-LOG of extract-emmi), TNULL and zero bytes are undefined (tst0009, logical_null),
 * BLANK counts in random groups (file009), blanks inside numbers do not (adctest1, which astropy cannot
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
        expect(await dataFacts(file, hdu)).toEqual({ rows, columns });
      }
    }
  );

  it.each(files.filter(([, facts]) => facts.some(({ pixels }) => pixels)))(
    'pixels of %s',
    async (path, facts) => {
      const file = await open(path);
      const images = facts.flatMap(({ shape, pixels }, index) => (pixels ? [{ index, shape, pixels }] : []));
      for (const { index, ...image } of images)
        expect(await dataFacts(file, file.hdus[index]!)).toEqual(image);
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
