import type { Preview } from '../../pipelines/contract/definePipeline';
import { PipelineWorker } from '../../runtime/run/PipelineWorker';
import { getTarget } from '../../store/targets';
import { errorSentence } from '../messages/errorSentence';
import { inputFilesOf } from './inputFilesOf';
import type { ProcessForm } from './submitProcess';

/** What running a form would make. Only the newest form counts: to ask for another ends the work on the one before. */
export class PipelinePreview {
  /** The last that could be made; it stays while the next is being made. */
  current = $state.raw<Preview | null>(null);
  /** Why there is none. */
  error = $state('');
  isWorking = $state(false);
  #worker: PipelineWorker | null = null;

  async make(form: ProcessForm): Promise<void> {
    this.stop();
    const worker = (this.#worker = new PipelineWorker());
    this.isWorking = true;
    const [preview, error] = await previewOf(form, worker).then(
      (made) => [made, ''] as const,
      (reason: unknown) => [null, errorSentence(reason)] as const
    );
    if (worker !== this.#worker) return;
    this.stop();
    this.current = preview;
    this.error = error;
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.isWorking = false;
  }
}

async function previewOf(
  { pipelineId, targetPk, productPks, flags, parameters }: ProcessForm,
  worker: PipelineWorker
): Promise<Preview> {
  const target = (await getTarget(targetPk)) ?? null;
  const inputFiles = await inputFilesOf(productPks);
  return worker.preview(pipelineId, { target, inputFiles, flags, parameters });
}
