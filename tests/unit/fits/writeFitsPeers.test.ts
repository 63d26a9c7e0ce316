/** What others make of the files we write: NASA's fitsverify and astropy, each where it is installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnToWrite } from '../../../src/lib/fits/write/encodeColumn';
import type { Card } from '../../../src/lib/fits/file/formatCard';
import type { StorableArray } from '../../../src/lib/fits/write/storedType';
import { writeFits, type HduToWrite } from '../../../src/lib/fits/write/writeFits';
import { anyCard } from './anyCard';
import { astropyPython, runs } from '../../fixtures/astropyPython';
import { COLUMNS, KINDS, typeOf } from './writtenKinds';

const FITSVERIFY = 'fitsverify';
const hasFitsverify = runs(FITSVERIFY, '-h');

interface ReadArray {
  readonly type: string;
  readonly axes: readonly number[];
  readonly values: string | readonly unknown[];
}
interface ReadFile {
  readonly hdus: readonly ReadHdu[];
  /** Indices of pixels of the primary HDU that are NaN. */
  readonly blank: readonly number[];
}
interface ReadHdu {
  readonly cards: readonly (readonly [string, unknown])[];
  readonly image?: ReadArray | null;
  readonly columns?: readonly (ReadArray & { readonly name: string; readonly unit: string | null })[];
}

/** astropy 5.2 takes a quote before a slash or a blank for the end of a string. */
const isReadByAstropy = ([, value]: Card): boolean => typeof value !== 'string' || !/'[/ ]/.test(value);

/** Seeded, so that a failure can be repeated. Of equal keywords only the first can be looked up. */
const CARDS: readonly Card[] = [
  ...new Map(
    fc
      .sample(anyCard.filter(isReadByAstropy), { numRuns: 1000, seed: 3 })
      .reverse()
      .map((card) => [card[0], card] as const)
  ).values()
];
const FILES: Readonly<Record<string, readonly HduToWrite[]>> = { ...KINDS, 'any cards': [{ cards: CARDS }] };
const names = Object.keys(FILES);
const directory = mkdtempSync(join(tmpdir(), 'pocket-tom-'));
const pathOf = (name: string): string => join(directory, `${name.replaceAll(' ', '-')}.fits`);

beforeAll(async () => {
  for (const [name, hdus] of Object.entries(FILES))
    writeFileSync(pathOf(name), new Uint8Array(await writeFits(...hdus).arrayBuffer()));
});
afterAll(() => rmSync(directory, { recursive: true }));

describe.skipIf(!hasFitsverify)('fitsverify', () => {
  it.each(Object.keys(KINDS))('has nothing to say against: %s', (name) => {
    expect(execFileSync(FITSVERIFY, ['-q', pathOf(name)]).toString()).toContain('verification OK');
  });
});

describe.skipIf(!astropyPython)('astropy', () => {
  let read: Readonly<Record<string, ReadFile>>;
  beforeAll(() => {
    const output = execFileSync(astropyPython!, ['tests/fixtures/readFitsBack.py', ...names.map(pathOf)], {
      maxBuffer: 2 ** 28
    });
    const files = JSON.parse(output.toString()) as ReadFile[];
    read = Object.fromEntries(names.map((name, index) => [name, files[index]!]));
  }, 60_000);

  it.each(Object.keys(KINDS).filter((name) => !name.endsWith('blank')))(
    'reads the same images: %s',
    (name) => {
      const images = FILES[name]!.flatMap((hdu) => ('data' in hdu ? [hdu] : []));
      const arrays = read[name]!.hdus.flatMap(({ image }) => image ?? []);
      expect(arrays.map(({ type, axes }) => [type, axes])).toEqual(
        images.map(({ data, axes }) => [typeOf(data), axes])
      );
      for (const [index, { data }] of images.entries()) expect(arrays[index]!.values).toBe(base64(data));
    }
  );

  // astropy leaves unsigned integers, and a BLANK of 0, as they are.
  it.each(['int16', 'int32', 'int64'])('knows the blank pixel of %s', (type) => {
    expect(read[`${type} with a blank`]!.blank).toEqual([0]);
  });

  it('reads the same tables', () => {
    const columns = read['table']!.hdus[1]!.columns!;
    expect(columns.map(({ name, unit }) => [name, unit])).toEqual(
      COLUMNS.map(({ name, unit = null }) => [name, unit])
    );
    expect(columns).toMatchObject(COLUMNS.map(({ values }) => asReadInTable(values)));
    expect(columns.find(({ name }) => name === 'cube')!.axes).toEqual([3, 2, 2, 3]);
  });

  it('reads the same cards', () => {
    const cards = new Map(read['any cards']!.hdus[0]!.cards.toReversed());
    for (const [keyword, value] of CARDS) {
      const isInteger = typeof value === 'bigint' || (Number.isSafeInteger(value) && !Object.is(value, -0));
      const plain = typeof value === 'string' ? value.replace(/ +$/, '') : value;
      expect([keyword, cards.get(keyword)]).toEqual([
        keyword,
        isInteger ? { integer: String(value) } : plain
      ]);
    }
  });

  it('reads HISTORY and COMMENT, and the cards of another header', () => {
    const { cards } = read['another header']!.hdus[0]!;
    const texts = (keyword: string) => cards.filter(([name]) => name === keyword).map(([, text]) => text);
    expect(texts('COMMENT')).toEqual(['one', 'two']);
    expect(texts('HISTORY').slice(0, 2)).toEqual([
      'earlier',
      'Calibrated by Pocket TOM, Calibrated by Pocket TOM, Calibrated by Pocket'
    ]);
    expect(Object.fromEntries(cards)).toMatchObject({
      TELESCOP: 'Rokkor 58',
      AIRMASS: 1.25,
      LONG: 'one two',
      'ESO DET CHIP1 NAME': 'x'.repeat(99)
    });
  });
});

/** astropy has no signed bytes and no undefined logicals in tables. */
function asReadInTable(values: ColumnToWrite['values']): object {
  if (values instanceof Int8Array) return { type: 'float64', values: base64(Float64Array.from(values)) };
  if (ArrayBuffer.isView(values)) return { type: typeOf(values), values: base64(values) };
  return { values: values.map((value) => (value === 'α Ori' ? '? Ori' : (value ?? false))) };
}

const base64 = ({ buffer, byteOffset, byteLength }: StorableArray): string =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');
