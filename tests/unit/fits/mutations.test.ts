import { allocated } from './countAllocations'; // before what it counts
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/lib/fits/tables/cellText';
import { describeTable } from '../../../src/lib/fits/tables/describeTable';
import { fileFacts } from '../../../src/lib/fits/facts/fileFacts';
import { FitsError } from '../../../src/lib/fits/file/FitsError';
import type { Hdu } from '../../../src/lib/fits/file/Hdu';
import { imageSize } from '../../../src/lib/fits/image/imageSize';
import { openFits, type FitsFile } from '../../../src/lib/fits/file/openFits';
import { readImage } from '../../../src/lib/fits/image/readImage';
import { readPixels } from '../../../src/lib/fits/image/readPixels';
import { readTable } from '../../../src/lib/fits/tables/readTable';
import { verifyChecksum } from '../../../src/lib/fits/file/verifyChecksum';
import { astropyPython } from '../../fixtures/astropyPython';
import { buildFits, imageCards } from './buildFits';
import { dataFacts, type DataFacts } from './dataFacts';
import { FILES_TO_MUTATE } from './filesToMutate';
import { mutate } from './mutate';

const isThorough = process.env.POCKET_TOM_MUTATIONS !== undefined;
const MUTATIONS = Number(process.env.POCKET_TOM_MUTATIONS ?? 2000);
const files = Object.entries(FILES_TO_MUTATE);
const perFile = Math.ceil(MUTATIONS / files.length);
const MAX_MS = 5000;

/** The damaged forms of a file; no two files have the same seeds. */
function* mutants(name: string, count: number): Generator<readonly [seed: number, Uint8Array<ArrayBuffer>]> {
  const first = 1 + 100_000 * files.findIndex(([other]) => other === name);
  for (let seed = first; seed < first + count; seed++) yield [seed, mutate(FILES_TO_MUTATE[name]!, seed)];
}

/** Reads everything readable; an HDU that is refused does not hide the others. */
async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<'read' | 'refused'> {
  const refusals: FitsError[] = [];
  const attempt = async (read: () => unknown): Promise<void> => {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof FitsError)) throw error;
      refusals.push(error);
    }
  };
  await attempt(async () => {
    const file = await openFits(new Blob([bytes]));
    await attempt(() => fileFacts(file));
    for (const hdu of file.hdus) {
      await attempt(() => verifyChecksum(file, hdu));
      await attempt(() => readHdu(file, hdu));
    }
  });
  return refusals.length === 0 ? 'read' : 'refused';
}

async function readHdu(file: FitsFile, hdu: Hdu): Promise<void> {
  if (hdu.kind === 'image' || hdu.kind === 'compressedImage') {
    const size = imageSize(hdu);
    if (size) await readBothWays(file, hdu, size.planes - 1);
  } else if (hdu.kind !== 'unknown') {
    const table = describeTable(hdu);
    for (const data of await readTable(file, table)) {
      // A matcher per column would take most of the time.
      const values = data.starts[table.rows]! * (data.kind === 'complex' ? 2 : 1);
      if (data.starts.length !== table.rows + 1 || data.values.length !== values)
        throw new Error(`${data.values.length} values in column ${data.column.number}`);
      if (table.rows > 0) cellText(data, table.rows - 1);
    }
  }
}

async function readBothWays(file: FitsFile, hdu: Hdu, plane: number): Promise<void> {
  const { data, width, height } = await readImage(file, hdu, plane);
  const pixels = await readPixels(file, hdu, plane);
  const rounded = Float32Array.from<number | bigint>(pixels.data, (value) =>
    value === pixels.blank ? NaN : Number(value)
  );
  if (rounded.length !== width * height || data.some((value, i) => !isSame(value, rounded[i]!)))
    throw new Error('readImage and readPixels do not agree');
}

/** What a sound file asks for, also with a byte behind it: gzip is inflated in another way then. */
async function bytesFor(original: Uint8Array): Promise<number> {
  const asked: number[] = [];
  for (const behind of [[], [65]]) {
    // Twice, without counting what is loaded only once.
    for (let time = 0; time < 2; time++) {
      allocated.bytes = 0;
      expect(await outcome(Uint8Array.from([...original, ...behind]))).toBe('read');
    }
    asked.push(allocated.bytes);
  }
  return Math.max(...asked);
}

const isSame = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

describe(`${MUTATIONS} damaged files are read or refused, and nothing else happens`, () => {
  it.each(files)('%s', { timeout: 20_000 + perFile * 100 }, async (name, original) => {
    const budget = 4 * (await bytesFor(original)) + 2 ** 16;
    const outcomes = { read: 0, refused: 0 };
    for (const [seed, mutant] of mutants(name, perFile)) {
      allocated.bytes = 0;
      const start = performance.now();
      const result = await outcome(mutant).catch((cause: unknown) => {
        throw new Error(`seed ${seed}`, { cause });
      });
      outcomes[result] += 1;
      const milliseconds = performance.now() - start;
      if (!(allocated.bytes <= budget && milliseconds <= MAX_MS))
        throw new Error(`seed ${seed}: ${milliseconds} ms, ${allocated.bytes} bytes asked for`);
    }
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(0);
  });
});

// Too rare among the mutations to rely on them.
it.each([
  ['an image', imageCards(16, [16_000, 16_000])],
  ['random groups', imageCards(16, [0, 16_000, 1000], 'GROUPS  = T', 'PCOUNT  = 0', 'GCOUNT  = 4')],
  [
    'a table',
    [
      "XTENSION= 'BINTABLE'",
      ...imageCards(8, [4, 10_000_000], 'PCOUNT  = 0', 'GCOUNT  = 1', 'TFIELDS = 1', "TFORM1  = 'J'").slice(1)
    ]
  ]
])('asks for no memory for data that are not there: %s', async (_, cards) => {
  const isPrimary = cards[0] === 'SIMPLE  = T';
  const hdus = isPrimary ? [{ cards }] : [{ cards: imageCards(8, []) }, { cards }];
  allocated.bytes = 0;
  expect(await outcome(buildFits(...hdus))).toBe('refused');
  expect(allocated.bytes).toBeLessThan(2 ** 17);
});

/** astropy 5.2 misreads RICE_1 with NaN. */
const NOT_COMPARED = new Set(['RICE_1 quantized', 'gzip', 'gzip of two members']);
const FILES_COMPARED = 300;
/** Where the two differ, one of these is why. */
const KNOWN: readonly RegExp[] = [
  /^both refuse/,
  /^equal$/,
  // A damaged header hides where the data and all further HDUs are; astropy leaves such HDUs out, or guesses.
  /^only we refuse the file: HDU \d: (the header that begins at byte \d+ has no END card|[A-Z]+\d? must be .*, but .*)\.$/,
  // cfitsio goes on with a default.
  /^only we refuse the HDU: .* the compression parameter SMOOTH \(ZVAL2\) is not legal\.$/,
  // cfitsio reads the bytes that are there.
  /^only we refuse the HDU: .* tile \d+ lies outside the data\.$/,
  // Bytes that are not ASCII in cards that do not matter, or blanks missing after the END of a header without data.
  /^only astropy refuses the file: OSError: (Empty or corrupt FITS file|Header missing END card)/,
  /^only astropy refuses the HDU: VerifyError: Unparsable card/,
  // SIMPLE is not T.
  /^only astropy refuses the file: OSError: No SIMPLE card found/,
  // The names of columns are not texts.
  /^only astropy refuses the HDU: (AssertionError: Column name must be a string|ValueError: field names must be strings)/,
  // The padding of the last HDU is cut short, its data are whole.
  /^only astropy refuses the HDU: ValueError: cannot reshape array/,
  // An HDU that is cut short, or comes after one that astropy misreads (see MISREAD).
  /^only astropy refuses the HDU: it sees no such HDU$/
];
/**
 * Files in which astropy takes the data for something else: where SIMPLE is not a logical it reads nothing, and a
 * header whose END card is followed by another byte it joins to the next.
 */
const MISREAD = ['several HDUs, seed 200010', 'binary table, seed 500006'];

type Facts = DataFacts & { readonly refused?: string };
type FileVerdict = readonly Facts[] | { readonly refused: string };

describe.skipIf(!astropyPython || !isThorough)('against astropy', () => {
  it('reads what astropy reads, except for known reasons', { timeout: 300_000 }, async () => {
    const compared = files.map(([name]) => name).filter((name) => !NOT_COMPARED.has(name));
    const directory = mkdtempSync(join(tmpdir(), 'pocket-tom-'));
    const names: string[] = [];
    const ours: FileVerdict[] = [];
    for (const name of compared)
      for (const [seed, mutant] of mutants(name, FILES_COMPARED / compared.length)) {
        names.push(`${name}, seed ${seed}`);
        writeFileSync(join(directory, names.at(-1)!), mutant);
        ours.push(await ourVerdict(mutant));
      }
    const paths = names.map((name) => join(directory, name));
    const output = execFileSync(astropyPython!, ['tests/fixtures/mutantFacts.py', ...paths]);
    rmSync(directory, { recursive: true });
    const theirs = JSON.parse(output.toString()) as FileVerdict[];
    const unknown = names.filter((_, i) =>
      compare(ours[i]!, theirs[i]!).some((verdict) => !KNOWN.some((reason) => reason.test(verdict)))
    );
    expect(unknown).toEqual(MISREAD);
  });
});

async function ourVerdict(bytes: Uint8Array<ArrayBuffer>): Promise<FileVerdict> {
  const refusal = ({ message }: FitsError) => ({ refused: message });
  const file = await openFits(new Blob([bytes])).catch(refusal);
  return 'refused' in file ? file : Promise.all(file.hdus.map((hdu) => dataFacts(file, hdu).catch(refusal)));
}

/** One verdict for the file, or for each of its HDUs. */
function compare(ours: FileVerdict, theirs: FileVerdict): string[] {
  if ('refused' in ours && 'refused' in theirs) return ['both refuse the file'];
  if ('refused' in ours) return [`only we refuse the file: ${ours.refused}`];
  if ('refused' in theirs) return [`only astropy refuses the file: ${theirs.refused}`];
  return ours.map((hdu, index) => {
    const other = theirs[index] ?? { refused: 'it sees no such HDU' };
    if (hdu.refused !== undefined && other.refused !== undefined) return 'both refuse the HDU';
    if (hdu.refused !== undefined) return `only we refuse the HDU: ${hdu.refused}`;
    if (other.refused !== undefined) return `only astropy refuses the HDU: ${other.refused}`;
    return JSON.stringify(hdu) === JSON.stringify(other) ? 'equal' : 'different';
  });
}
