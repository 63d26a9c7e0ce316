import { expect, it } from 'vitest';
import type { FileFacts } from '../../../../src/lib/domain/image/FileFacts';
import { FRAME_SUFFIXES } from '../../../../src/lib/domain/image/suffixes';
import type { DataProduct } from '../../../../src/lib/domain/rows/DataProduct';
import { isPipelineInput } from '../../../../src/lib/domain/rows/isPipelineInput';
import { pipelineInputs } from '../../../../src/lib/domain/rows/pipelineInputs';
import type { PipelineProcess } from '../../../../src/lib/domain/rows/PipelineProcess';

const product = (pk: number, name: string, facts: Partial<FileFacts> | null, run: string | null = null) =>
  ({
    pk,
    name,
    productId: run && `${run}_${name}`,
    groupPks: run === null ? [] : [9],
    facts: facts && { frameType: null, ...facts },
    corrections: {}
  }) as unknown as DataProduct;

const IMAGE = { width: 4 };
const products = [
  product(1, 'a.fits', IMAGE),
  product(2, 'b.FIT', IMAGE),
  product(3, 'catalogue.fits', { width: null }),
  product(4, 'damaged.fits', null),
  product(5, 'notes.txt', null),
  product(6, 'film.mp4', null, 'run_1'),
  product(7, 'stack.fits', IMAGE, 'run_1'),
  product(8, 'lightcurve.fits', { width: null }, 'run_1')
];
const processes = [
  { pk: 1, identifier: 'run_1', inputFilePks: [1, 2], groupPk: 9 }
] as unknown as PipelineProcess[];
const pks = (found: readonly DataProduct[]) => found.map(({ pk }) => Number(pk));

it('holds frames for a pipeline of frames, and outputs only where nothing is left that they were made of', () => {
  const pipeline = { allowedSuffixes: FRAME_SUFFIXES };
  expect(pks(pipelineInputs(pipeline, products, processes))).toEqual([1, 2]);
  const rest = products.filter(({ pk }) => Number(pk) > 2);
  expect(pks(pipelineInputs(pipeline, rest, processes))).toEqual([7]);
});

it('holds whatever has the name for other pipelines, and all for one that takes all', () => {
  const usable = (allowedSuffixes: readonly string[] | null) =>
    pks(products.filter((one) => isPipelineInput(one, { allowedSuffixes })));
  expect(usable(['.txt', '.fits'])).toEqual([1, 3, 4, 5, 7, 8]);
  expect(usable(null)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(usable(['.fits', '.fz'])).toEqual([1, 7]);
});
