import { setImmediate } from 'node:timers/promises';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { FitsError } from '../../../../src/lib/fits/file/FitsError';
import { AsyncError, definePipeline, type InputFile } from '../../../../src/lib/pipelines/api';
import type { StepOutcome } from '../../../../src/lib/pipelines/contract/frameSteps';
import { FrameLanes } from '../../../../src/lib/runtime/run/FrameLanes';
import { eachFrame } from '../../../../src/lib/runtime/run/eachFrame';
import { largeBuffers } from '../../../../src/lib/runtime/run/largeBuffers';
import { startFrameWorkers } from '../../../../src/lib/runtime/run/startFrameWorkers';
import { WorkerLostError } from '../../../../src/lib/runtime/WatchedWorker';
import { runInNode } from '../../../fixtures/runInNode';
import { uidOf } from '../../../fixtures/uidOf';

const frames = (count: number): InputFile[] =>
  Array.from({ length: count }, (_, i) => ({
    uid: uidOf(i),
    name: `f${i}.fits`,
    blob: new Blob(['x']),
    facts: null
  }));

const numberOf = ({ name }: InputFile): number => Number.parseInt(name.slice(1));

const steps = {
  /** Tells of a frame what it was asked for. */
  async describe({ name }: InputFile, { word }: { word: string }) {
    if (name === 'f1.fits') throw new FitsError('It is cut short.');
    if (name === 'f2.fits') throw new AsyncError("Error in file 'f2.fits'");
    return `${word} ${name}`;
  },
  fail: (): never => {
    throw new TypeError('a bug');
  },
  giveFunction: () => () => 0,
  count: (file: InputFile) => new Float32Array(2 ** 15).fill(numberOf(file))
};

const pipeline = definePipeline({
  shortName: 'steps',
  help: '',
  frameSteps: async () => steps,
  async doPipeline(process) {
    for await (const outcome of process.eachFrame('describe', process.inputFiles, { word: 'seen' })) {
      expectTypeOf(outcome.result).toEqualTypeOf<string | null>();
      if (outcome.error === null) expectTypeOf(outcome.result).toEqualTypeOf<string>();
      process.log(`${outcome.file.name}: ${outcome.result ?? outcome.error}`);
    }
    // @ts-expect-error There is no such step.
    void (() => process.eachFrame('cheese', []));
    // @ts-expect-error The option is misspelt.
    void (() => process.eachFrame('describe', [], { wrod: '' }));
    // @ts-expect-error This step takes no options.
    void (() => process.eachFrame('count', [], 5));
    return [];
  }
});

type Run = (step: string, file: InputFile, options: readonly unknown[]) => Promise<StepOutcome<unknown>>;

class FakeWorker {
  terminated = 0;
  constructor(readonly run: Run) {}
  terminate(): void {
    this.terminated++;
  }
}

function pass(files: readonly InputFile[], workers: readonly FakeWorker[] = [], step = 'count') {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  return { lines, outcomes: eachFrame({ pipeline, step, files, options: [], workers, log }) };
}

const done = (result: unknown): StepOutcome<unknown> => ({ result, error: null });

describe('a step in Node', () => {
  it('gives what becomes of each frame, in order, and tells what is wrong with one', async () => {
    const run = await runInNode(pipeline, frames(4));
    expect(run.failureMessage).toBeNull();
    expect(run.log.trim().split('\n')).toEqual([
      'f0.fits: seen f0.fits',
      'f1.fits: It is cut short.',
      "f2.fits: Error in file 'f2.fits'",
      'f3.fits: seen f3.fits'
    ]);
  });

  it.each([
    ['fail', 'a bug'],
    ['giveFunction', 'could not be cloned'],
    ['cheese', "'cheese' is not among the frameSteps of 'steps'"],
    ['toString', "'toString' is not among the frameSteps of 'steps'"]
  ])('that is at fault itself, as %s is, ends the pass', async (step, message) => {
    await expect(pass(frames(2), [], step).outcomes.next()).rejects.toThrow(message);
  });
});

describe('frame workers', () => {
  it('work at the same time, on no more frames than is taken, and give results in order', async () => {
    let begun = 0;
    let running = 0;
    let most = 0;
    const worker = () =>
      new FakeWorker(async (_, file) => {
        begun++;
        most = Math.max(most, ++running);
        for (let i = 0; i < (numberOf(file) === 0 ? 20 : 1); i++) await setImmediate();
        running--;
        return done(numberOf(file));
      });
    const workers = [worker(), worker(), worker()];
    const { outcomes } = pass(frames(20), workers);
    expect((await outcomes.next()).value?.result).toBe(0);
    expect(begun).toBe(7);
    const rest = [];
    for await (const { file, result } of outcomes) rest.push([numberOf(file), result]);
    expect(rest).toEqual(Array.from({ length: 19 }, (_, i) => [i + 1, i + 1]));
    expect(most).toBe(3);
    expect(workers.map(({ terminated }) => terminated)).toEqual([1, 1, 1]);
  });

  it('leave their frame to another when they are lost', async () => {
    const lost = new FakeWorker(() => Promise.reject(new WorkerLostError()));
    const sound = new FakeWorker(async (_, file) => done(numberOf(file)));
    const { outcomes, lines } = pass(frames(5), [lost, sound]);
    const results = [];
    for await (const { result } of outcomes) results.push(result);
    expect(results).toEqual([0, 1, 2, 3, 4]);
    expect(lines).toEqual([]);
  });

  it('are not needed: without any, all is done here, which is said', async () => {
    const lost = () => new FakeWorker(() => Promise.reject(new WorkerLostError()));
    const { outcomes, lines } = pass(frames(5), [lost(), lost()]);
    const results: unknown[] = [];
    for await (const { result } of outcomes) results.push((result as Float32Array)[7]);
    expect(results).toEqual([0, 1, 2, 3, 4]);
    expect(lines).toEqual([expect.stringContaining('only time is lost')]);
  });

  it('end when a fault ends the pass, or its pipeline does', async () => {
    const workers = [0, 1].map(
      () =>
        new FakeWorker((_, file) =>
          file.name === 'f1.fits' ? Promise.reject(new Error('a bug')) : Promise.resolve(done(numberOf(file)))
        )
    );
    const seen: unknown[] = [];
    const all = async () => {
      for await (const { result } of pass(frames(9), workers).outcomes) seen.push(result);
    };
    await expect(all()).rejects.toThrow('a bug');
    expect(seen).toEqual([0]);
    for await (const _ of pass(frames(9), workers).outcomes) break;
    expect(workers.map(({ terminated }) => terminated)).toEqual([2, 2]);
  });

  it('take further frames after one whose step was at fault', async () => {
    const lane = async (file: InputFile) => {
      if (numberOf(file) === 0) throw new TypeError('a bug');
      return done(numberOf(file));
    };
    const lanes = new FrameLanes([lane], () => expect.fail());
    const [first, second] = frames(2).map((file) => lanes.run(file));
    await expect(first).rejects.toThrow('a bug');
    expect(await second).toEqual(done(1));
  });

  it.each([
    ['many small frames', 30, 1, 8, 4],
    ['few cores', 30, 1, 2, 2],
    ['few frames', 3, 1, 8, 3],
    ['frames of which the memory holds two', 30, 13e6, 8, 2],
    ['frames of which the memory holds one', 30, 20e6, 8, 0],
    ['one frame', 1, 1, 8, 0]
  ])('are as many as %s allow', (_, count, bytes, cores, expected) => {
    vi.stubGlobal('navigator', { hardwareConcurrency: cores });
    const files = frames(count).map((file) => ({ ...file, blob: { size: bytes } as Blob }));
    const startWorker = () => Object.assign(new EventTarget(), { postMessage() {} }) as unknown as Worker;
    expect(startFrameWorkers('some', files, startWorker)).toHaveLength(expected);
    expect(startFrameWorkers('some', files, null)).toEqual([]);
    vi.unstubAllGlobals();
  });
});

describe('large buffers', () => {
  it('are found wherever data can be, each once', () => {
    const large = new Float32Array(2 ** 15);
    const other = new Uint8Array(2 ** 17);
    const value = {
      rows: [large, { again: large.subarray(5) }],
      small: new Float32Array(9),
      text: 'x',
      other
    };
    expect(largeBuffers(value)).toEqual([large.buffer, other.buffer]);
    expect(largeBuffers(null)).toEqual([]);
    expect(largeBuffers(new Blob([other]))).toEqual([]);
  });
});
