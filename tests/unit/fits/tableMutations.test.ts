import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/lib/fits/cellText';
import { describeTable } from '../../../src/lib/fits/describeTable';
import { FitsError } from '../../../src/lib/fits/FitsError';
import { openFits } from '../../../src/lib/fits/openFits';
import { readTable } from '../../../src/lib/fits/readTable';
import { verifyChecksum } from '../../../src/lib/fits/verifyChecksum';
import cases from '../../fixtures/tableCases.json';
import { buildFits, imageCards } from './buildFits';
import { mutate } from './mutate';

const tables = Uint8Array.from(gunzipSync(Buffer.from(cases.file, 'base64')));
const groups = buildFits({
  cards: imageCards(
    16,
    [0, 4, 3],
    'GROUPS  = T',
    'PCOUNT  = 2',
    'GCOUNT  = 5',
    "PTYPE1  = 'UU'",
    'PSCAL1  = 2'
  ),
  data: Uint8Array.from({ length: 140 }, (_, i) => i)
});

/** Each kind of table in a file of its own: damage to the first would hide the second. */
const binaryStart = 2880;
const asciiStart = tables.length - 2880 * 2;
const ORIGINALS: Readonly<Record<string, Uint8Array>> = {
  'binary table': tables.subarray(0, asciiStart),
  'ASCII table': Buffer.concat([tables.subarray(0, binaryStart), tables.subarray(asciiStart)]),
  'random groups': groups
};

async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<'read' | 'refused'> {
  try {
    const file = await openFits(new Blob([bytes]));
    const described = file.hdus.filter(({ kind }) => kind !== 'image').map(describeTable);
    for (const table of described)
      for (const data of await readTable(file, table)) {
        expect(data.starts).toHaveLength(table.rows + 1);
        expect(data.values).toHaveLength(data.starts[table.rows]! * (data.kind === 'complex' ? 2 : 1));
        cellText(data, Math.max(0, table.rows - 1));
      }
    await verifyChecksum(file, file.hdus[0]!);
    return 'read';
  } catch (error) {
    if (error instanceof FitsError) return 'refused';
    throw error;
  }
}

describe('damaged tables are read or refused, nothing else', () => {
  it.each(Object.entries(ORIGINALS))('%s', { timeout: 60_000 }, async (_, original) => {
    expect(await outcome(Uint8Array.from(original))).toBe('read');
    const outcomes = { read: 0, refused: 0 };
    for (let seed = 1; seed <= 1000; seed++)
      outcomes[
        await outcome(mutate(original, seed)).catch((cause: unknown) => {
          throw new Error(`seed ${seed}`, { cause });
        })
      ] += 1;
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(0);
  });
});
