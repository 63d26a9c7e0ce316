import pipeline from '../../../src/lib/pipelines/cal/pipeline';
import { runInNode } from '../../fixtures/runInNode';
import type { FrameFile } from '../frameTasks';

/** The light frames calibrated with the masters that are made of the others. */
export async function calibrate(frames: readonly FrameFile[]): Promise<readonly FrameFile[]> {
  const { failureMessage, outputs } = await runInNode(pipeline, frames);
  if (failureMessage !== null) throw new Error(failureMessage);
  return outputs.filter((output) => output.kind === 'file');
}
