import { expect, it, vi } from 'vitest';
import type { Target } from '../../../../src/lib/domain/rows/Target';
import { AsyncError, NotImplementedError } from '../../../../src/lib/pipelines/api';
import type { Pipeline } from '../../../../src/lib/pipelines/contract/definePipeline';
import { previewPipeline } from '../../../../src/lib/runtime/run/previewPipeline';
import { losingBlob } from '../../../fixtures/losingBlob';
import { uidOf } from '../../../fixtures/uidOf';

const target = { name: 'Some target' } as Target;
const file = { uid: uidOf(1), name: 'a.fits', blob: new Blob(), facts: null };
const request = { identifier: '', target, inputFiles: [file], flags: { on: true }, parameters: null };

const pipeline = (preview?: Pipeline['preview']): Pipeline => ({
  shortName: 'fake',
  help: '',
  allowedSuffixes: ['.fits'],
  flags: { on: { default: false, longName: 'On' } },
  parameters: { size: { kind: 'number', default: 3, max: 9, longName: 'Size' } },
  doPipeline: () => [],
  ...(preview && { preview })
});

it('asks the pipeline as a run would: of the files, the options and the target', async () => {
  const preview = vi.fn<NonNullable<Pipeline['preview']>>(async () => ({
    picture: new Blob(['x']),
    caption: 'a star'
  }));
  expect(await previewPipeline(pipeline(preview), request)).toMatchObject({ caption: 'a star' });
  expect(preview).toHaveBeenCalledWith([file], { on: true, size: 3 }, target);
});

it.each<[string, Partial<typeof request> & { parameters?: object }, Pipeline['preview'], string]>([
  ['no files', { inputFiles: [] }, async () => expect.fail(), 'No input files to process'],
  [
    'a suffix',
    { inputFiles: [{ ...file, name: 'a.txt' }] },
    async () => expect.fail(),
    "file 'a.txt' does not"
  ],
  [
    'an option',
    { parameters: { size: 10 } as never },
    async () => expect.fail(),
    'Size must be at most 9, not 10'
  ],
  ['no preview', {}, undefined, 'This pipeline makes no preview'],
  ['what it says', {}, () => Promise.reject(new AsyncError('Too dark')), 'Too dark'],
  [
    'a file that is gone',
    { inputFiles: [file, { ...file, name: 'b.fits', blob: losingBlob(file.blob, 0).blob }] },
    async ([, gone]) => ({ picture: new Blob([await gone!.blob.text()]), caption: '' }),
    "Error in file 'b.fits': The browser can no longer read this file"
  ],
  ['what is missing', {}, () => Promise.reject(new NotImplementedError('No cubes yet')), 'No cubes yet']
])('fails with a sentence: %s', async (_, changes, preview, message) => {
  const made = previewPipeline(pipeline(preview), { ...request, ...changes });
  await expect(made).rejects.toThrow(message);
  await expect(made).rejects.not.toThrow('unexpected');
});

it('tells of errors that nobody foresaw', async () => {
  const broken = pipeline(() => Promise.reject(new TypeError('deep down')));
  await expect(previewPipeline(broken, request)).rejects.toMatchObject({
    name: 'AsyncError',
    message: 'An unexpected error occurred: TypeError: deep down'
  });
});
