import type { Preview } from '../../pipelines/contract/definePipeline';
import type { PipelineRunner } from '../../runtime/run/PipelineRunner';
import { PipelineWorker } from '../../runtime/run/PipelineWorker';
import { getTarget } from '../../store/targets';
import { errorSentence } from '../messages/errorSentence';
import { inputFilesOf } from './inputFilesOf';
import type { ProcessForm } from './submitProcess';

/** What running a form would make. Only the newest form counts: asking for another cancels the one before. */
export class PipelinePreview {
  /** The last that could be made; it stays while the next is being made. */
  current = $state.raw<Preview | null>(null);
  /** Why there is none. */
  error = $state('');
  isWorking = $state(false);
  #runner: PipelineRunner | null = null;

  async make(form: ProcessForm): Promise<void> {
    this.stop();
    const runner = (this.#runner = new PipelineWorker(form.pipelineId));
    this.isWorking = true;
    const [preview, error] = await previewOf(form, runner).then(
      (made) => [made, ''] as const,
      (reason: unknown) => [null, errorSentence(reason)] as const
    );
    if (runner !== this.#runner) return;
    this.stop();
    this.current = preview;
    this.error = error;
  }

  stop(): void {
    this.#runner?.terminate();
    this.#runner = null;
    this.isWorking = false;
  }
}

async function previewOf(
  { targetPk, productPks, flags, parameters }: ProcessForm,
  runner: PipelineRunner
): Promise<Preview> {
  const target = (await getTarget(targetPk)) ?? null;
  const inputFiles = await inputFilesOf(productPks);
  return runner.preview({ target, inputFiles, flags, parameters });
}
