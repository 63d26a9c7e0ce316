import type { Pipeline } from '../../pipelines/contract/definePipeline';
import type { StepOutcome } from '../../pipelines/contract/frameSteps';
import type { InputFile } from '../../domain/rows/InputFile';
import { FrameLanes, type Lane } from './FrameLanes';
import type { FrameWorker } from './FrameWorker';
import { largeBuffers } from './largeBuffers';
import { loadFrameSteps } from './loadFrameSteps';

interface FramePass {
  readonly pipeline: Pipeline;
  readonly step: string;
  readonly files: readonly InputFile[];
  readonly options: readonly unknown[];
  /** Terminated when the pass is over; without any, or when all are lost, frames are processed here, one at a time. */
  readonly workers: readonly Pick<FrameWorker, 'run' | 'terminate'>[];
  readonly log: (line: string) => void;
}

/**
 * What a step makes of each frame, in the order of the files. Frames are started as results are taken, so that no more
 * than two for each worker wait in memory.
 */
export async function* eachFrame({
  pipeline,
  step,
  files,
  options,
  workers,
  log
}: FramePass): AsyncGenerator<StepOutcome<unknown> & { readonly file: InputFile }> {
  const lanes = workers.map(
    (worker): Lane =>
      (file) =>
        worker.run(step, file, options)
  );
  const room = new FrameLanes(lanes, () => {
    if (workers.length > 0)
      log('The browser starts no more workers. Frames are processed one at a time: only time is lost.');
    const steps = loadFrameSteps(pipeline);
    return async (file) => {
      const runFrameStep = await steps;
      // As if they went to a worker and back, so that what cannot be cloned fails in Node too.
      const outcome = await runFrameStep(step, file, structuredClone(options));
      return structuredClone(outcome, { transfer: largeBuffers(outcome) });
    };
  });
  const begun: { readonly file: InputFile; readonly outcome: Promise<StepOutcome<unknown>> }[] = [];
  const next = async () => {
    const { file, outcome } = begun.shift()!;
    return { file, ...(await outcome) };
  };
  try {
    for (const file of files) {
      const outcome = room.run(file);
      // It is thrown when its turn comes, if anyone is left then to take it.
      outcome.catch(() => undefined);
      begun.push({ file, outcome });
      if (begun.length > 2 * workers.length) yield await next();
    }
    while (begun.length > 0) yield await next();
  } finally {
    for (const worker of workers) worker.terminate();
  }
}
