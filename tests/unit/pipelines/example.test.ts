import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { UnixMilliseconds } from '../../../src/lib/domain/units/Brand';
import { correctedFacts } from '../../../src/lib/domain/rows/correctedFacts';
import { fileFacts } from '../../../src/lib/fits/facts/fileFacts';
import { openFits } from '../../../src/lib/fits/file/openFits';
import { writeFits } from '../../../src/lib/fits/write/writeFits';
import { simulateSky } from '../../../src/lib/kernels/simulation/simulateSky';
import example from '../../../src/lib/pipelines/example/pipeline';
import { runInNode } from '../../fixtures/runInNode';

const image = { data: Float32Array.of(1, 2, 3, 4, 5, 60), axes: [3, 2] };
const dated = {
  name: 'first.fits',
  blob: writeFits({ ...image, cards: [['DATE-OBS', '2019-01-02T03:04:05']] })
};
const undated = {
  name: 'second, without a date.FIT',
  blob: writeFits({ ...image, data: image.data.slice().fill(7) })
};

test('is described as in the documentation of the original', () => {
  expect(example.shortName).toBe('example');
  expect(example.allowedSuffixes).toEqual(expect.arrayContaining(['.fits', '.fz']));
  expect(example.flags).toEqual({
    some_flag: { default: true, longName: 'Long name to be displayed in the UI' },
    another_flag: { default: false, longName: 'Another flag' }
  });
});

test('tells the time that was corrected', async () => {
  const facts = fileFacts(await openFits(dated.blob));
  const observed = { ...facts.observed!, start: Date.UTC(2020, 0) as UnixMilliseconds };
  const corrected = { ...dated, facts: correctedFacts({ facts, corrections: { observed } }) };
  const { outputs } = await runInNode(example, [corrected]);
  expect(outputs).toMatchObject([{ text: expect.stringContaining('2020-01-01T00:00:00.000Z') }, {}]);
});

test('lists the files and draws the first', async () => {
  const run = await runInNode(example, [dated, undated]);
  expect(run.failureMessage).toBeNull();
  expect(run.statuses).toEqual(['Doing the first thing', 'Done that - now doing the second thing']);
  expect(run.log).toBe('first sub-step\nsecond sub-step\n');
  expect(run.progress.at(-1)).toBe(1);
  expect(run.outputs).toMatchObject([
    {
      kind: 'text',
      name: 'my_output.csv',
      tag: '',
      text:
        'file,width,height,observed,median\r\n' +
        'first.fits,3,2,2019-01-02T03:04:05.000Z,3.5\r\n' +
        '"second, without a date.FIT",3,2,,7\r\n'
    },
    { kind: 'file', name: 'another_output.png', tag: '' }
  ]);
});

async function drawnPixels(another_flag: boolean): Promise<number[]> {
  const { outputs } = await runInNode(example, [dated], { flags: { some_flag: false, another_flag } });
  const png = outputs.find((output) => output.kind === 'file')!;
  const bytes = Buffer.from(await png.blob.arrayBuffer());
  const rows = inflateSync(bytes.subarray(8 + 25 + 8, -16));
  return [...rows].filter((_, i) => i % 4 !== 0);
}

test('the picture is upright: the first row of a FITS file is at the bottom', async () => {
  expect(await drawnPixels(false)).toEqual([13, 17, 255, 0, 4, 9]);
});

test('the flags leave out the column names, and make the picture a negative', async () => {
  const run = await runInNode(example, [dated], { flags: { some_flag: false, another_flag: true } });
  expect(run.outputs[0]).toMatchObject({ text: 'first.fits,3,2,2019-01-02T03:04:05.000Z,3.5\r\n' });
  expect(await drawnPixels(true)).toEqual((await drawnPixels(false)).map((grey) => 255 - grey));
});

test('a large frame is drawn at most 500 pixels wide', async () => {
  const sky = simulateSky({ seed: 1, frames: 1, width: 1200, height: 600, stars: 10 }).frame(0).image;
  const blob = writeFits({ data: sky.data, axes: [1200, 600] });
  const { outputs } = await runInNode(example, [{ name: 'large.fits', blob }]);
  const png = outputs.find((output) => output.kind === 'file')!;
  const header = new DataView(await png.blob.slice(16, 24).arrayBuffer());
  expect([header.getUint32(0), header.getUint32(4)]).toEqual([500, 250]);
});

test.each([
  ['broken.fits', 'hello', "Error in file 'broken.fits': This is not a FITS file"],
  [
    'notes.txt',
    'hello',
    "Error running pipeline: file 'notes.txt' does not end in an allowed filename suffix"
  ]
])('fails with the name of the file: %s', async (name, text, message) => {
  const run = await runInNode(example, [dated, { name, blob: new Blob([text]) }]);
  expect(run.failureMessage).toContain(message);
  expect(run.outputs).toEqual([]);
});
