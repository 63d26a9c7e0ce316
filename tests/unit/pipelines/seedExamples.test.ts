/** The examples of the document from which this project was born, word for word in TypeScript. */
import { expect, test } from 'vitest';
import {
  AsyncError,
  DataProduct,
  definePipeline,
  type Pipeline,
  ReducedDatum
} from '../../../src/lib/pipelines/api';
import { checkPipeline } from '../../../src/lib/pipelines/contract/checkPipeline';
import { describePipeline } from '../../../src/lib/pipelines/contract/describePipeline';
import { runInNode } from '../../fixtures/runInNode';

const ExamplePipelineProcess = definePipeline({
  // Label used as a prefix for names of generated data products
  shortName: 'example',

  // Optional list of suffixes for input files. The process will fail if
  // trying to run with files that do not end in one of these suffixes.
  allowedSuffixes: ['.fits', '.fz'],

  async doPipeline(process, tmpdir) {
    const { ra, dec } = process.target;
    for (const product of process.inputFiles) {
      await product.blob.arrayBuffer();
      process.log(`${product.name} near ${ra} ${dec}`);
    }

    // Create some output files
    const outcsv = tmpdir.join('my_output.csv');
    await outcsv.writeText('data here');
    const outpng = tmpdir.join('anther_output.png');
    await outpng.writeBytes(new TextEncoder().encode('PNG data here'));

    return [
      { path: outcsv, outputType: ReducedDatum },
      [outpng, DataProduct] // Can output a tuple instead of PipelineOutput
    ];
  }
});

const FlagDemo = definePipeline({
  shortName: 'flags',
  flags: {
    some_flag: { default: true, longName: 'Long name to be displayed in the UI' },
    another_flag: { default: false, longName: 'Another flag' }
  },

  async doPipeline(process, tmpdir, { some_flag, another_flag }) {
    await process.updateStatus('Doing something important', async () => {
      process.log('first sub-step');
      process.log('second sub-step');
    });
    const out = tmpdir.join('flags.txt');
    await out.writeText(`${some_flag} ${another_flag}`);
    return [[out, ReducedDatum, 'flags']];
  }
});

const MyPipeline = definePipeline({
  shortName: 'mine',
  doPipeline() {
    throw new AsyncError('Something went terribly wrong');
  }
});

const file = { name: 'a.fits', blob: new Blob(['hello']) };

test.each<[string, Pipeline]>([
  ['minimal', ExamplePipelineProcess],
  ['flags', FlagDemo],
  ['error', MyPipeline]
])('the %s example passes the checks of the registry, without help', (id, pipeline) => {
  expect(describePipeline(id, 'Label', checkPipeline(pipeline))).toMatchObject({
    id,
    help: '',
    parameters: {}
  });
});

test('the minimal example runs', async () => {
  const { log, outputs, failureMessage } = await runInNode(ExamplePipelineProcess, [file]);
  expect(failureMessage).toBeNull();
  expect(log).toBe('a.fits near 10.68 41.27\n');
  expect(outputs).toMatchObject([
    { kind: 'text', name: 'my_output.csv', text: 'data here' },
    { kind: 'file', name: 'anther_output.png' }
  ]);
});

test('the flag example is given its flags', async () => {
  const run = await runInNode(FlagDemo, [file], { flags: { some_flag: false } });
  expect(run.statuses).toEqual(['Doing something important']);
  expect(run.log).toBe('first sub-step\nsecond sub-step\n');
  expect(run.outputs).toMatchObject([{ kind: 'text', tag: 'flags', text: 'false false' }]);
});

test('the example that stops fails with its message', async () => {
  expect((await runInNode(MyPipeline, [file])).failureMessage).toBe('Something went terribly wrong');
});
