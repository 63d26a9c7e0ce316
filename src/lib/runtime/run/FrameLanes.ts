import type { StepOutcome } from '../../pipelines/contract/frameSteps';
import type { InputFile } from '../../domain/rows/InputFile';
import { WorkerLostError } from '../WatchedWorker';

/** Runs a step on a frame, one at a time. */
export type Lane = (file: InputFile) => Promise<StepOutcome<unknown>>;

/** Gives each frame to the first lane that is free. The frame of a lane that is lost goes to another. */
export class FrameLanes {
  readonly #last: () => Lane;
  readonly #free: Lane[];
  readonly #waiting: ((lane: Lane) => void)[] = [];
  #count: number;

  /**
   * @param lanes each may throw a WorkerLostError, and is not used any more then
   * @param last makes the lane that is used when there is no other left
   */
  constructor(lanes: readonly Lane[], last: () => Lane) {
    this.#last = last;
    this.#free = lanes.length > 0 ? [...lanes] : [last()];
    this.#count = lanes.length;
  }

  async run(file: InputFile): Promise<StepOutcome<unknown>> {
    for (;;) {
      const lane = this.#free.shift() ?? (await new Promise<Lane>((resolve) => this.#waiting.push(resolve)));
      try {
        const outcome = await lane(file);
        this.#release(lane);
        return outcome;
      } catch (error) {
        if (!(error instanceof WorkerLostError)) {
          this.#release(lane);
          throw error;
        }
        if (--this.#count === 0) this.#release(this.#last());
      }
    }
  }

  #release(lane: Lane): void {
    const next = this.#waiting.shift();
    if (next) next(lane);
    else this.#free.push(lane);
  }
}
