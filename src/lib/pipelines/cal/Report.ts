import { FitsError } from '../../fits/file/FitsError';
import { AsyncError, fileErrorText, type RunningProcess } from '../api';

/** Says what is done, and what is not and why; when strict, stops at the first thing that is not done. */
export class Report {
  readonly #process: RunningProcess;
  readonly #strict: boolean;
  readonly #said = new Set<string>();
  #steps = 0;

  constructor(process: RunningProcess, strict: boolean) {
    this.#process = process;
    this.#strict = strict;
  }

  log(line: string): void {
    this.#process.log(line);
  }

  /** One of the steps of which there is one for every input file. */
  step(): void {
    this.#process.progress(++this.#steps / this.#process.inputFiles.length);
  }

  /**
   * Says once that something is left undone.
   * @throws AsyncError if strict
   */
  missing(sentence: string): void {
    if (this.#strict) throw new AsyncError(sentence);
    if (!this.#said.has(sentence)) this.log(sentence);
    this.#said.add(sentence);
  }

  /**
   * The result of work on a file; null if the file cannot be used, which is said.
   * @throws AsyncError if strict
   */
  async orLeaveOut<Result>(name: string, work: () => Promise<Result>): Promise<Result | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FitsError)) throw error;
      this.leaveOut(name, error.message, error);
      return null;
    }
  }

  /**
   * Says why a file cannot be used.
   * @throws AsyncError if strict
   */
  leaveOut(name: string, reason: string, cause?: unknown): void {
    const sentence = fileErrorText(name, reason);
    if (this.#strict) throw new AsyncError(sentence, { cause });
    this.log(`${sentence} It is left out.`);
  }
}
