/** 104 inputs that mean harm, and the real readers: each ends soon, with a finding or a sentence, and takes little memory. */
import { describe, expect, it, test } from 'vitest';
import { plainName } from '../../src/lib/domain/statement/plainName';
import type { Degrees } from '../../src/lib/domain/units/Brand';
import { openFits } from '../../src/lib/fits/file/openFits';
import { firstImage } from '../../src/lib/fits/image/firstImage';
import { readImage } from '../../src/lib/fits/image/readImage';
import { safeFileName } from '../../src/lib/formats/safeFileName';
import { photometryTableCsv } from '../../src/lib/formats/photometryTableCsv';
import type { PhotometryDatum } from '../../src/lib/domain/rows/PhotometryDatum';
import type { PhotometryMeasurement } from '../../src/lib/domain/rows/FinishedOutput';
import { parseTargetForm } from '../../src/lib/presentation/targetForm';
import { importFile, listArchive } from '../../src/lib/runtime/files/importFile';
import { readPhotometry } from '../../src/lib/runtime/files/readPhotometry';
import {
  HOSTILE_FILE_NAMES,
  HOSTILE_FILES,
  HOSTILE_TABLES,
  HOSTILE_TARGET_NAMES,
  IMPOSSIBLE_FRAMES
} from '../fixtures/hostileInputs';

const target = { ra: 73 as Degrees, dec: -69.3 as Degrees };
/** What says in a sentence what is wrong with a file, and is shown as it is. */
const SENTENCES = new Set(['FitsError', 'NotFitsError', 'ArchiveError', 'RangeError', 'AsyncError']);
const MOST_SECONDS = 10;
const MOST_BYTES = 300e6;

test('the list is long enough', () => {
  expect([
    HOSTILE_FILES.length,
    HOSTILE_FILE_NAMES.length,
    HOSTILE_TARGET_NAMES.length,
    IMPOSSIBLE_FRAMES.length,
    HOSTILE_TABLES.length
  ]).toEqual([26, 22, 14, 32, 10]);
});

/** @returns what came of it; the message of an error that is a sentence for the user */
async function outcome<Result>(work: () => Promise<Result>): Promise<Result | string> {
  const [start, before] = [performance.now(), process.memoryUsage().arrayBuffers];
  try {
    return await work();
  } catch (error) {
    const { name, message } = error as Error;
    if (!SENTENCES.has(name)) throw error;
    return message;
  } finally {
    expect((performance.now() - start) / 1000).toBeLessThan(MOST_SECONDS);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MOST_BYTES);
  }
}

describe('a file', () => {
  it.each(HOSTILE_FILES)('$what', async ({ name, bytes }) => {
    const blob = new Blob([bytes]);
    const found = await outcome(async () => {
      if (!name.endsWith('.zip')) return importFile({ name, blob }, target);
      const files = await listArchive({ id: bytes.length, name, blob });
      return importFile(
        { name: 'a', archive: { id: bytes.length, name, blob }, index: files.length - 1, size: blob.size },
        target
      );
    });
    expect(typeof found === 'string' ? found : found.inspection.type).toMatch(/^$|_file$|^[A-Z].*[.!?]$/s);
  });
});

describe('a frame', () => {
  it.each(IMPOSSIBLE_FRAMES)('$what', async ({ bytes }) => {
    const blob = new Blob([bytes]);
    const found = await outcome(() => importFile({ name: 'a.fits', blob }, target));
    expect(found).toMatchObject({ inspection: { type: 'fits_file' } });
    const pixels = await outcome(async () => {
      const file = await openFits(blob);
      const image = firstImage(file.hdus);
      return image ? (await readImage(file, image)).data.length : 0;
    });
    expect(typeof pixels === 'string' ? 0 : pixels).toBeLessThanOrEqual(bytes.length);
  });
});

describe('a table', () => {
  it.each(HOSTILE_TABLES)('$what', async ({ text }) => {
    const taken: PhotometryMeasurement[] = [];
    await outcome(() => readPhotometry(new Blob([text]), target, null, (rows) => void taken.push(...rows)));
    expect(
      taken.every(
        ({ timestamp, value: { magnitude, error } }) =>
          Number.isFinite(timestamp) &&
          Math.abs(magnitude) <= 60 &&
          (error === null || Number.isFinite(error))
      )
    ).toBe(true);
    const data = taken.map(
      (measurement) => ({ ...measurement, sourceName: '=1+1' }) as unknown as PhotometryDatum
    );
    expect(photometryTableCsv(data)).not.toMatch(/(^|,)"?[=@]/m);
  });
});

test.each(HOSTILE_FILE_NAMES)('the name of a file %j is safe to write, and hides nothing', (name) => {
  expect(safeFileName(plainName(name))).toMatch(/^[\p{L}\p{M}\p{N} ._()+=,@#-]+$/u);
  expect(plainName(name)).not.toMatch(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
});

test.each(HOSTILE_TARGET_NAMES)('the name of a target %j is kept as it is seen', (name) => {
  const form = {
    ra: '73',
    dec: '-69',
    aliases: '',
    pmRa: '',
    pmDec: '',
    parallax: '',
    distance: '',
    active: true
  };
  expect(parseTargetForm({ ...form, name })).toMatchObject({ fields: { name: plainName(name).trim() } });
});
