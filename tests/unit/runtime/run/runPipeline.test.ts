import type { TemporaryDirectory, TemporaryFile } from '../../../../src/lib/pipelines/contract/process';
import { runInNewContext } from 'node:vm';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Degrees, UnixMilliseconds } from '../../../../src/lib/domain/units/Brand';
import type { Target } from '../../../../src/lib/domain/rows/Target';
import {
  AsyncError,
  DataProduct,
  definePipeline,
  NotImplementedError,
  ReducedDatum
} from '../../../../src/lib/pipelines/api';
import type { Pipeline } from '../../../../src/lib/pipelines/contract/definePipeline';
import { runPipeline } from '../../../../src/lib/runtime/run/runPipeline';
import type { RunRequest } from '../../../../src/lib/runtime/protocol';
import { losingBlob } from '../../../fixtures/losingBlob';
import { RecordingHost } from '../recordingHost';
import { chosenFile, uidOf } from '../../../fixtures/uidOf';

const target = { name: 'Some target', ra: 10 as Degrees, dec: -20 as Degrees } as Target;
const inputFile = (name: string, n = 1) => ({
  uid: uidOf(n),
  name,
  blob: new Blob(['content']),
  facts: null
});
const request: RunRequest = {
  identifier: 'someprocess',
  target,
  inputFiles: [inputFile('a.fits')],
  photometry: [],
  flags: null,
  parameters: null
};

function pipeline(doPipeline: Pipeline['doPipeline'], more: Partial<Pipeline> = {}): Pipeline {
  return { shortName: 'fake', help: '', doPipeline, ...more };
}

async function failureOf(run: Promise<Awaited<ReturnType<typeof runPipeline>>>): Promise<string> {
  const result = await run;
  return result.outcome === 'failed' ? result.failureMessage : 'it did not fail';
}

describe('what is checked before the work, in order', () => {
  const suffixed = pipeline(() => [], { allowedSuffixes: ['.tar', '.7z'] });
  const run = (changes: Partial<RunRequest>) =>
    failureOf(runPipeline(suffixed, { ...request, ...changes }, new RecordingHost()));

  it('wants a target first', async () => {
    expect(await run({ target: null, inputFiles: [] })).toBe('Process must have an associated target');
  });

  it('wants input files next', async () => {
    expect(await run({ inputFiles: [] })).toBe('No input files to process');
  });

  it('wants none of a pipeline that reads the photometry of the target, and hands that over', async () => {
    const measured = {
      timestamp: 5 as UnixMilliseconds,
      value: { kind: 'photometry' as const, magnitude: 12, error: 0.1 },
      dataProductUid: null
    };
    const seen: unknown[] = [];
    const reading = pipeline(
      ({ photometry }) => {
        seen.push(...photometry);
        return [];
      },
      { readsPhotometry: true }
    );
    const run = { ...request, inputFiles: [], photometry: [measured] };
    expect((await runPipeline(reading, run, new RecordingHost())).outcome).toBe('created');
    expect(seen).toEqual([measured]);
  });

  it('wants allowed suffixes, and names the file and the suffixes', async () => {
    expect(await run({ inputFiles: [inputFile('good.TAR'), inputFile('x.tar.gz')] })).toBe(
      "Error running pipeline: file 'x.tar.gz' does not end in an allowed filename suffix (.tar, .7z)"
    );
  });

  it.each([null, [], undefined])('does not check suffixes with %j', async (allowedSuffixes) => {
    const any = pipeline(() => [], allowedSuffixes === undefined ? {} : { allowedSuffixes });
    const result = await runPipeline(any, request, new RecordingHost());
    expect(result).toEqual({ outcome: 'created', outputs: [], warnings: [] });
  });
});

describe('outputs', () => {
  it('are kept as files and text, in every form the contract allows', async () => {
    const saving = pipeline(async function* (_process, tmpdir) {
      const file1 = tmpdir.join('file1.csv');
      await file1.writeText('hello');
      yield [file1, DataProduct];
      const file2 = tmpdir.join('sub', 'file2.hs');
      await file2.writeText('goodbye');
      yield { path: file2, outputType: ReducedDatum, tag: 'text' };
      const file3 = tmpdir.join('file3.png');
      await file3.writeBytes(new TextEncoder().encode('hello again'));
      yield [file3, DataProduct, 'image_file'];
      yield {
        path: file3,
        outputType: ReducedDatum,
        dataProductType: 'photometry',
        data: [[59000.5, 12.5, 0.01, 'a.fits']]
      };
      yield [file3, ReducedDatum, 'photometry', [[59000.5, 12.5, 0.01, 'unknown.fits']]];
    });
    const result = await runPipeline(saving, request, new RecordingHost());
    if (result.outcome === 'failed') throw new Error(result.failureMessage);
    const [first, second, third, fourth, fifth] = result.outputs;
    expect(first).toMatchObject({ kind: 'file', name: 'file1.csv', tag: '' });
    expect(await (first as { blob: Blob }).blob.text()).toBe('hello');
    expect(second).toEqual({ kind: 'text', name: 'file2.hs', tag: 'text', text: 'goodbye' });
    expect(third).toMatchObject({ kind: 'file', name: 'file3.png', tag: 'image_file' });
    expect(await (third as { blob: Blob }).blob.text()).toBe('hello again');
    const measurement = {
      timestamp: Date.UTC(2020, 4, 31, 12),
      value: { kind: 'photometry', magnitude: 12.5, error: 0.01 },
      dataProductUid: uidOf(1)
    };
    expect(fourth).toEqual({
      kind: 'photometry',
      name: 'file3.png',
      tag: 'photometry',
      measurements: [measurement]
    });
    expect(fifth).toMatchObject({ measurements: [{ ...measurement, dataProductUid: null }] });
  });

  it('belong to an input file by its uid, and by its name where no other has it', async () => {
    const rows = [uidOf(7), uidOf(8), uidOf(9), 'same.fits', 'other.fits', ''];
    const measuring = pipeline((_process, tmpdir) => {
      const data = rows.map((row) => ({ time: 59000.5, magnitude: 12, error: 0.1, inputFile: row }));
      return [[tmpdir.join('x'), ReducedDatum, 'photometry', data]];
    });
    const inputFiles = [inputFile('same.fits', 7), inputFile('same.fits', 8), inputFile('other.fits', 6)];
    const result = await runPipeline(measuring, { ...request, inputFiles }, new RecordingHost());
    expect(
      result.outcome === 'created' &&
        result.outputs[0]!.kind === 'photometry' &&
        result.outputs[0]!.measurements.map(({ dataProductUid }) => dataProductUid)
    ).toEqual([uidOf(7), uidOf(8), null, null, uidOf(6), null]);
  });

  it('keep what a measurement says, and no field that is not known', async () => {
    const row = { time: 59000.5, magnitude: 14.5, error: null, inputFile: 'a.fits', filter: 'V' };
    const known = { isLimit: true, bjdTdb: 2459001.003, airmass: 1.2, quality: 9, source: 'ABC' } as const;
    const measuring = pipeline((_process, tmpdir) => [
      [
        tmpdir.join('x'),
        ReducedDatum,
        'photometry',
        [
          { ...row, ...known },
          { ...row, airmass: undefined }
        ]
      ]
    ]);
    expect(await runPipeline(measuring, request, new RecordingHost())).toStrictEqual({
      outcome: 'created',
      warnings: [],
      outputs: [
        {
          kind: 'photometry',
          name: 'x',
          tag: 'photometry',
          measurements: [known, {}].map((more) => ({
            timestamp: Date.UTC(2020, 4, 31, 12),
            value: { kind: 'photometry', magnitude: 14.5, error: null, filter: 'V', ...more },
            dataProductUid: uidOf(1)
          }))
        }
      ]
    });
  });

  it.each<[string, unknown, string]>([
    ['error', -0.1, 'error is -0.1'],
    ['error', undefined, 'error is undefined'],
    ['bjdTdb', Number.NaN, 'bjdTdb is NaN'],
    ['airmass', '1', 'airmass is 1'],
    ['quality', 1.5, 'quality is 1.5'],
    ['filter', 7, 'filter is 7'],
    ['source', null, 'source is null'],
    ['isLimit', 'yes', 'isLimit is yes']
  ])('whose %s is %j fail the run', async (name, value, message) => {
    const row = { time: 59000.5, magnitude: 14.5, error: 0.1, [name]: value } as never;
    const measuring = pipeline((_process, tmpdir) => [[tmpdir.join('x'), ReducedDatum, '', [row]]]);
    expect(await failureOf(runPipeline(measuring, request, new RecordingHost()))).toBe(
      `Output 'x' has a row whose ${message}`
    );
  });

  it.each<[string, Pipeline['doPipeline'], string]>([
    [
      'of an unknown type',
      (_process, tmpdir) => [[tmpdir.join('x'), 'cheese' as typeof DataProduct]],
      "Invalid output type 'cheese'"
    ],
    [
      'never written',
      (_process, tmpdir) => [[tmpdir.join('x.png'), DataProduct]],
      "The pipeline named 'x.png' as an output but wrote nothing to it"
    ],
    [
      'of one name',
      async (_process, tmpdir) => {
        await tmpdir.join('a', 'x').writeText('1');
        await tmpdir.join('b', 'x').writeText('2');
        return [
          [tmpdir.join('a', 'x'), DataProduct],
          [tmpdir.join('b', 'x'), DataProduct]
        ];
      },
      "Two outputs are named 'x'"
    ],
    [
      'that are no text',
      async (_process, tmpdir) => {
        await tmpdir.join('x').writeBytes(new Uint8Array([0xff, 0xfe]));
        return [[tmpdir.join('x'), ReducedDatum]];
      },
      "Output 'x' is reduced data but not text"
    ],
    [
      'with rows that are not numbers',
      (_process, tmpdir) => [[tmpdir.join('x'), ReducedDatum, '', [[59000, Number.NaN, 0.1]]]],
      "Output 'x' has a row that is not numbers: 59000, NaN, 0.1"
    ]
  ])('%s fail the run', async (_what, doPipeline, message) => {
    expect(await failureOf(runPipeline(pipeline(doPipeline), request, new RecordingHost()))).toBe(message);
  });
});

describe('errors', () => {
  const failing = (error: unknown) =>
    pipeline(() => {
      throw error;
    });

  it('shows the message of an AsyncError', async () => {
    const host = new RecordingHost();
    expect(
      await failureOf(runPipeline(failing(new AsyncError('Something went terribly wrong')), request, host))
    ).toBe('Something went terribly wrong');
    expect(host.logs).toBe('');
  });

  it('knows an AsyncError of another realm by its name', async () => {
    const foreign = runInNewContext("Object.assign(new Error('from elsewhere'), { name: 'AsyncError' })");
    expect(await failureOf(runPipeline(failing(foreign), request, new RecordingHost()))).toBe(
      'from elsewhere'
    );
  });

  it('shows what is not implemented', async () => {
    const error = new NotImplementedError('Stacking of comets is not written yet');
    expect(await failureOf(runPipeline(failing(error), request, new RecordingHost()))).toBe(error.message);
  });

  it.each([
    [new TypeError('x is not a function'), 'TypeError: x is not a function'],
    ['a text', 'a text'],
    [null, 'null']
  ])('says no more of %s than that it was not expected, but logs it', async (error, logged) => {
    const host = new RecordingHost();
    expect(await failureOf(runPipeline(failing(error), request, host))).toBe('An unexpected error occurred');
    expect(host.logs).toContain(logged);
  });

  it('logs where an unexpected error came from', async () => {
    const host = new RecordingHost();
    await runPipeline(failing(new Error('deep down')), request, host);
    expect(host.logs).toMatch(/runPipeline\.test\.ts/);
  });

  it('names the file that the browser lets go of, whichever of them, and logs what the browser says', async () => {
    const gone = { ...inputFile('b.fits'), blob: losingBlob(new Blob(['content']), 0).blob };
    const reading = pipeline(async ({ inputFiles }) => {
      for (const { blob } of inputFiles) await blob.text();
      return [];
    });
    const host = new RecordingHost();
    const run = { ...request, inputFiles: [inputFile('a.fits'), gone] };
    expect(await failureOf(runPipeline(reading, run, host))).toMatch(
      /^Error in file 'b\.fits': The browser can no longer read this file: .* add the file again\.$/
    );
    expect(host.logs).toContain('NotReadableError: It is gone.');
  });

  it('blames no file for what was put aside', async () => {
    const { blob } = losingBlob(new Blob(['content']), 0);
    const keeping = pipeline(async (_, tmpdir) => {
      const path = tmpdir.join('a.txt');
      await path.writeBlob(blob);
      return [[path, ReducedDatum]];
    });
    expect(await failureOf(runPipeline(keeping, request, new RecordingHost()))).toMatch(
      /^The browser could not read back what was put aside: memory or disk is full\. Free/
    );
  });

  it.each<[string, (path: TemporaryFile) => unknown, string]>([
    [
      'nothing',
      () => undefined,
      'The pipeline returned nothing. Return a list of outputs, or [] where there are none.'
    ],
    [
      'one output',
      (path) => ({ path, outputType: 'ReducedDatum' }),
      'The pipeline returned something that is not a list. Return a list of outputs, even for one: [output].'
    ],
    ['text', () => 'done', 'The pipeline returned something that is not a list.'],
    ['one tuple', (path) => [path, 'ReducedDatum'], 'The pipeline returned something that is not an output.'],
    ['names of files', () => ['a.csv'], 'The pipeline returned something that is not an output.'],
    [
      'pairs of names',
      () => [['a.csv', 'ReducedDatum']],
      'The pipeline returned something that is not an output.'
    ]
  ])('says what is wrong where it gives back %s', async (_, given, message) => {
    const wrong = pipeline(((_process: unknown, tmpdir: TemporaryDirectory) =>
      given(tmpdir.join('a.csv'))) as never);
    expect(await failureOf(runPipeline(wrong, request, new RecordingHost()))).toContain(message);
  });
});

describe('what a pipeline says', () => {
  it('reaches the host as it was said', async () => {
    const host = new RecordingHost();
    const talking = pipeline(async (process) => {
      process.log('a');
      process.log('b');
      process.log('c', '');
      process.progress(2);
      process.progress(-1);
      const result = await process.updateStatus('Doing the first thing', async () => 42);
      await process.updateStatus(`Got ${result}`);
      process.log(process.target.name);
      return [];
    });
    await runPipeline(talking, request, host);
    expect(host.logs).toBe('a\nb\ncSome target\n');
    expect(host.statuses).toEqual(['Doing the first thing', 'Got 42']);
    expect(host.fractions).toEqual([1, 0]);
  });
});

describe('options', () => {
  const options = async (
    given: Partial<RunRequest>,
    more: Partial<Pipeline> = {}
  ): Promise<Record<string, unknown> | string> => {
    let seen: Record<string, unknown> = {};
    const spy = pipeline(
      (_process, _tmpdir, options) => {
        seen = options;
        return [];
      },
      {
        flags: {
          myflag: { default: false, longName: 'My flag' },
          default_true: { default: true, longName: 'True unless told' }
        },
        ...more
      }
    );
    const result = await runPipeline(spy, { ...request, ...given }, new RecordingHost());
    return result.outcome === 'failed' ? result.failureMessage : seen;
  };

  it('are the defaults unless given, and never what the pipeline does not know', async () => {
    expect(await options({})).toEqual({ myflag: false, default_true: true });
    expect(await options({ flags: { myflag: true, default_true: false, bogus: true } })).toEqual({
      myflag: true,
      default_true: false
    });
  });

  const parameters = {
    radius: { kind: 'number', default: 5, min: 1, max: 50, unit: 'px', longName: 'Aperture radius' },
    gain: { kind: 'number', default: null, min: 0, longName: 'Gain' },
    method: {
      kind: 'choice',
      default: 'mean',
      choices: { mean: 'Mean', median: 'Median' },
      longName: 'Method'
    },
    note: { kind: 'text', default: '', longName: 'Note' },
    place: { kind: 'position', longName: 'Place' },
    reference: { kind: 'inputFile', longName: 'Reference frame' }
  } as const;
  const position = { ra: 10, dec: -20 };

  it('hold parameters, which mean the target and the first file where nothing is said', async () => {
    expect(await options({}, { flags: null, parameters })).toEqual({
      radius: 5,
      gain: null,
      method: 'mean',
      note: '',
      place: { ra: 10, dec: -20 },
      reference: { ...request.inputFiles[0], target: position }
    });
    const second = inputFile('b.fits', 2);
    expect(
      await options(
        {
          inputFiles: [inputFile('a.fits'), second],
          parameters: {
            radius: 7,
            gain: 0,
            method: 'median',
            note: 'x',
            place: { ra: 1, dec: 2 } as never,
            reference: chosenFile(2)
          }
        },
        { flags: null, parameters }
      )
    ).toEqual({
      radius: 7,
      gain: 0,
      method: 'median',
      note: 'x',
      place: { ra: 1, dec: 2 },
      reference: { ...second, target: position }
    });
  });

  it.each([
    [{ radius: 51 }, 'Aperture radius must be from 1 to 50 px, not 51'],
    [{ radius: Number.NaN }, 'Aperture radius must be a number'],
    [{ radius: null }, 'Aperture radius must be a number'],
    [{ gain: -1 }, 'Gain must be at least 0, not -1'],
    [{ method: 'toString' }, "Method must be one of mean, median, not 'toString'"],
    [{ method: chosenFile(9) }, 'Method must be one of mean, median'],
    [{ note: chosenFile(9) }, 'Note must be text'],
    [{ reference: 9 }, 'Reference frame must be one of the input files'],
    [{ reference: chosenFile(9) }, 'Reference frame must be one of the input files']
  ])('are refused with a sentence: %j', async (values, message) => {
    expect(await options({ parameters: values }, { flags: null, parameters })).toBe(message);
  });

  it('are typed from their definitions', async () => {
    const typed = definePipeline({
      shortName: 'typed',
      help: '',
      flags: { some_flag: { default: true, longName: 'Some flag' } },
      parameters,
      doPipeline(_process, _tmpdir, options) {
        expectTypeOf(options.some_flag).toEqualTypeOf<boolean>();
        expectTypeOf(options.radius).toEqualTypeOf<number>();
        expectTypeOf(options.gain).toEqualTypeOf<number | null>();
        expectTypeOf(options.method).toEqualTypeOf<'mean' | 'median'>();
        // @ts-expect-error: a misspelt option does not compile
        expect(options.radios).toBeUndefined();
        return [];
      }
    });
    expect(await runPipeline(typed, request, new RecordingHost())).toMatchObject({ outcome: 'created' });
  });
});

it('tells what makes the outputs, of what and how', async () => {
  let lines: readonly string[] = [];
  const told = pipeline(
    (process) => {
      lines = process.provenance;
      return [];
    },
    {
      flags: { fast: { default: true, longName: 'Fast' } },
      parameters: {
        gain: { kind: 'number', default: null, longName: 'Gain' },
        where: { kind: 'position', longName: 'Where' },
        reference: { kind: 'inputFile', longName: 'Reference' }
      }
    }
  );
  await runPipeline(told, { ...request, flags: { fast: false } }, new RecordingHost());
  expect(lines).toEqual([
    'Made by Pocket TOM, pipeline fake, run someprocess',
    'fast = false',
    'gain = not set',
    'where = RA 10, Dec -20',
    `reference = a.fits (${uidOf(1)})`,
    `Input file a.fits (${uidOf(1)})`
  ]);
});

describe('warnings', () => {
  const SENTENCES = {
    framesLeftOut: ({ names }: { readonly names: readonly string[] }) => `Left out: ${names.join(', ')}.`,
    gainAssumed: ({ gain }: { readonly gain: number }) => `The gain is taken to be ${gain}.`
  };
  const framesLeftOut = {
    code: 'framesLeftOut',
    parameters: { names: ['a.fits'] },
    text: 'Left out: a.fits.'
  };
  const plain = { code: null, parameters: {}, text: 'It was cloudy. Very.' };
  const gainAssumed = {
    code: 'gainAssumed',
    parameters: { gain: 1.5 },
    text: 'The gain is taken to be 1.5.'
  };
  const warning = definePipeline({
    shortName: 'warning',
    help: '',
    warnings: SENTENCES,
    async *doPipeline(process, tmpdir) {
      process.warn({ code: 'framesLeftOut', parameters: { names: ['a.fits'] } });
      process.warn('It was cloudy.\n Very.\n');
      const output = tmpdir.join('history.txt');
      await output.writeText(process.provenance.slice(-3).join('\n'));
      yield [output, ReducedDatum];
      for (const gain of [1.5, 1.5]) process.warn({ code: 'gainAssumed', parameters: { gain } });
      process.warn('It was cloudy. Very.');
    }
  });

  it('are part of the outcome as data, each once, and told at once', async () => {
    const host = new RecordingHost();
    const result = await runPipeline(warning, request, host);
    expect(result).toMatchObject({ outcome: 'created', warnings: [framesLeftOut, plain, gainAssumed] });
    expect(host.warnings).toEqual(result.warnings);
    expect(host.logs).toBe('Left out: a.fits.\nIt was cloudy. Very.\nThe gain is taken to be 1.5.\n');
  });

  it('that came before an output is written are in its history', async () => {
    const { outputs } = (await runPipeline(warning, request, new RecordingHost())) as {
      outputs: readonly { text: string }[];
    };
    expect(outputs[0]!.text.split('\n')).toEqual([
      'Input file a.fits (00000000-0000-4000-8000-000000000001)',
      'Warning: Left out: a.fits.',
      'Warning: It was cloudy. Very.'
    ]);
  });

  it('stay with a run that fails later', async () => {
    const failing = pipeline((process) => {
      process.warn('It was cloudy. Very.');
      throw new AsyncError('Nothing was seen');
    });
    expect(await runPipeline(failing, request, new RecordingHost())).toEqual({
      outcome: 'failed',
      failureMessage: 'Nothing was seen',
      warnings: [plain]
    });
  });

  it('must have words', async () => {
    const host = new RecordingHost();
    const speechless = pipeline((process) => {
      process.warn({ code: 'toString', parameters: {} } as never);
      return [];
    });
    expect(await failureOf(runPipeline(speechless, request, host))).toBe('An unexpected error occurred');
    expect(host.logs).toContain("'toString' is not among the warnings of 'fake'");
    expect(host.warnings).toEqual([]);
  });

  it('are typed from their sentences', async () => {
    const typed = definePipeline({
      shortName: 'typed',
      help: '',
      warnings: SENTENCES,
      doPipeline(process) {
        expectTypeOf(process.warn)
          .parameter(0)
          .toEqualTypeOf<
            | string
            | { readonly code: 'framesLeftOut'; readonly parameters: { readonly names: readonly string[] } }
            | { readonly code: 'gainAssumed'; readonly parameters: { readonly gain: number } }
          >();
        return [];
      }
    });
    expect(await runPipeline(typed, request, new RecordingHost())).toMatchObject({ warnings: [] });
  });
});
