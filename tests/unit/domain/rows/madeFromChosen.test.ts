import { expect, it, test } from 'vitest';
import type { DataProduct } from '../../../../src/lib/domain/rows/DataProduct';
import type { FileFacts } from '../../../../src/lib/domain/image/FileFacts';
import type { FrameType } from '../../../../src/lib/domain/image/FrameType';
import { madeFromChosen } from '../../../../src/lib/domain/rows/madeFromChosen';
import type { PipelineProcess } from '../../../../src/lib/domain/rows/PipelineProcess';

/** Numbers stand for the keys of the rows. */
const process = (pk: number, inputs: readonly number[], groupPk: number | null = pk) =>
  ({ pk, identifier: `run_${pk}`, inputFilePks: inputs, groupPk }) as unknown as PipelineProcess;

const product = (pk: number, run: number | null, frameType: FrameType | null = null, groups = [run]) =>
  ({
    pk,
    productId: run === null ? null : `run_${run}_${pk}.fits`,
    groupPks: groups.filter((group) => group !== null),
    facts: { width: 8, frameType } as FileFacts,
    corrections: {}
  }) as unknown as DataProduct;

const [RAW_1, RAW_2, RAW_3, BIAS_1, BIAS_2, COPY_1, COPY_2, MASTER, STACK, LATER, TABLE, ADDED] = [
  1, 2, 3, 4, 5, 11, 12, 13, 21, 22, 31, 41
];
const products = [
  product(RAW_1, null),
  product(RAW_2, null, 'light'),
  product(RAW_3, null),
  product(BIAS_1, null, 'bias'),
  product(BIAS_2, null, 'bias'),
  product(COPY_1, 100, 'light'),
  product(COPY_2, 100, 'light'),
  product(MASTER, 100, 'bias'),
  product(STACK, 200),
  // Of another run; a person put it into the group of the stack.
  product(LATER, 300, null, [300, 200]),
  { ...product(TABLE, 400), facts: { width: null, frameType: null } as FileFacts },
  product(ADDED, null, null, [100])
];
const processes = [
  process(100, [RAW_1, RAW_2, BIAS_1, BIAS_2]),
  process(200, [COPY_1, COPY_2]),
  process(300, [RAW_3, MASTER]),
  process(400, [RAW_1]),
  process(500, [RAW_1], null)
];

const shared = (chosen: readonly number[], all = products) =>
  madeFromChosen(
    all.filter(({ pk }) => chosen.includes(pk)),
    all,
    processes
  );
const found = (...of: Parameters<typeof shared>) => shared(...of).made.map(({ pk }) => pk);

it.each([
  ['nothing of what was added', [RAW_1, RAW_2, RAW_3, BIAS_1, BIAS_2, ADDED], []],
  ['a stack and the copies it is made of', [COPY_1, COPY_2, STACK], [STACK]],
  ['a stack and one of the copies', [COPY_2, STACK], [STACK]],
  ['a stack and the raw frames its copies are made of', [RAW_1, RAW_2, STACK], [STACK]],
  ['copies and the raw frames', [RAW_1, RAW_2, COPY_1, COPY_2], [COPY_1, COPY_2]],
  ['a stack and frames it was not made of', [RAW_3, STACK], []],
  ['copies of frames that are not chosen', [COPY_1, COPY_2, RAW_3], []],
  ['a master and its frames', [BIAS_1, MASTER], [MASTER]],
  ['a master and light frames of its run, to calibrate them again', [RAW_1, RAW_2, MASTER], []],
  ['light calibrated with the master, and frames of the master', [BIAS_1, RAW_1, LATER], []],
  ['a table of a frame', [RAW_1, TABLE], []]
])('tells %s', (_, chosen, expected) => {
  expect(found(chosen)).toEqual(expected);
});

it.each([
  ['frames of copies, not those that there are no copies of', [RAW_1, RAW_3, COPY_1], [RAW_1]],
  ['frames of copies of a stack, and these', [RAW_2, COPY_1, STACK], [RAW_2, COPY_1]],
  ['nothing without anything made of it', [RAW_1, RAW_2], []]
])('tells what others are made of: %s', (_, chosen, expected) => {
  expect(shared(chosen).sources.map(({ pk }) => pk)).toEqual(expected);
});

test('goes by the type of frame that a person corrected', () => {
  const corrected = products.map((one) =>
    one.pk === BIAS_1 ? { ...one, corrections: { frameType: 'light' as const } } : one
  );
  expect(found([BIAS_1, MASTER], corrected)).toEqual([]);
  expect(found([BIAS_1, COPY_1], corrected)).toEqual([COPY_1]);
});

test('traces nothing through a file that is gone', () => {
  const left = products.filter(({ pk }) => pk !== COPY_1 && pk !== COPY_2);
  expect(found([RAW_1, STACK], left)).toEqual([]);
});

test('looks at each input of a run once, however many files it made', () => {
  const FILES = 2000;
  const raw = Array.from({ length: FILES }, (_, i) => product(i, null));
  const copies = raw.map(({ pk }) => product(FILES + pk, 1));
  let looks = 0;
  const inputs = new Proxy(
    raw.map(({ pk }) => pk),
    {
      get: (target, key, receiver) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
        return Reflect.get(target, key, receiver) as unknown;
      }
    }
  );
  const { made } = madeFromChosen(copies, [...raw, ...copies], [process(1, inputs)]);
  expect(made).toEqual([]);
  expect(looks).toBe(FILES);
});
