import { FitsError } from '../../fits/file/FitsError';
import { AsyncError, fileErrorText, type RunningProcess } from '../api';
import type { CalWarning } from './sentences';
import type { MissingMaster } from './chooseMasters';
import { missingText, WARNINGS } from './sentences';

/** Reports what is done, and what is not and why. When strict, it stops the run at the first thing that is not done. */
export class Report {
  readonly #process: RunningProcess<{}, CalWarning>;
  readonly #strict: boolean;
  /** What was missing, with the frames that lacked it. */
  readonly #missing = new Map<string, { readonly missing: MissingMaster; readonly names: string[] }>();
  #steps = 0;

  constructor(process: RunningProcess<{}, CalWarning>, strict: boolean) {
    this.#process = process;
    this.#strict = strict;
  }

  log(line: string): void {
    this.#process.log(line);
  }

  /** Advances the progress bar by one input file. */
  step(): void {
    this.#process.progress(++this.#steps / this.#process.inputFiles.length);
  }

  warn(warning: CalWarning): void {
    this.#process.warn(warning);
  }

  /**
   * Reports that a light is calibrated without a master.
   * @throws AsyncError if strict
   */
  missing(name: string, missing: MissingMaster): void {
    if (this.#strict) throw new AsyncError(`${name}: ${missingText(missing)}.`);
    this.without(name, missing);
  }

  /** Reports that a frame or a master is calibrated without a master. */
  without(name: string, missing: MissingMaster): void {
    this.log(`${name}: ${missingText(missing)}.`);
    const key = JSON.stringify(missing);
    const known = this.#missing.get(key);
    if (known) known.names.push(name);
    else this.#missing.set(key, { missing, names: [name] });
  }

  /** Warns of missing masters, once for all frames that lacked the same. */
  warnOfMissing(): void {
    for (const parameters of this.#missing.values()) this.warn({ code: 'masterMissing', parameters });
  }

  /**
   * Reports that a light is left out, as there is nothing to calibrate it with.
   * @throws AsyncError if strict
   */
  leaveAsIs(name: string): void {
    const parameters = { name };
    if (this.#strict) throw new AsyncError(WARNINGS.nothingToCalibrateWith(parameters));
    this.warn({ code: 'nothingToCalibrateWith', parameters });
  }

  /**
   * The result of work on a file, or null if the file cannot be used, which is reported.
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
   * Reports why a file cannot be used.
   * @throws AsyncError if strict
   */
  leaveOut(name: string, message: string, cause?: unknown): void {
    if (this.#strict) throw new AsyncError(fileErrorText(name, message), { cause });
    this.warn({ code: 'fileLeftOut', parameters: { name, message } });
  }
}
