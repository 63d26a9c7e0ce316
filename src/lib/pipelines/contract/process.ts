import type { PhotometryMeasurement } from '../../domain/rows/FinishedOutput';
import type { Target } from '../../domain/rows/Target';
import type { Statement } from '../../domain/statement/Statement';
import type { FrameOutcome, FrameSteps, StepOptions } from './frameSteps';
import type { InputFile } from '../../domain/rows/InputFile';

/** A file in the process's temporary directory. */
export interface TemporaryFile {
  /** Last part of its path. */
  readonly name: string;
  writeText(text: string): Promise<void>;
  writeBytes(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** For what is made in pieces: a Blob can live on disk, an array of bytes cannot. */
  writeBlob(blob: Blob): Promise<void>;
  /** @throws Error if nothing was written. */
  read(): Promise<Blob>;
}

/** A directory of the process's own, gone when the process ends. */
export interface TemporaryDirectory {
  /** The file at this path below the directory; the same path gives the same file. */
  join(...path: readonly string[]): TemporaryFile;
}

/** The process as its pipeline sees it. */
export interface RunningProcess<Steps extends FrameSteps = {}, Warned extends Statement = never> {
  readonly identifier: string;
  readonly target: Target;
  readonly inputFiles: readonly InputFile[];
  /** That of the target, oldest first, where the pipeline has `readsPhotometry`; none where it has not. */
  readonly photometry: readonly PhotometryMeasurement[];
  /**
   * What makes the outputs, of what and how, and the warnings so far, line by line: for the HISTORY of the files a
   * pipeline writes.
   */
  readonly provenance: readonly string[];
  /** Shows what is being done; with a body, runs it and gives back its result. Does not restore on exit. */
  updateStatus(status: string): Promise<void>;
  updateStatus<Result>(status: string, body: () => Result | Promise<Result>): Promise<Result>;
  /**
   * Runs one of the pipeline's `frameSteps` on each file, on up to four at a time where the device can, and gives what
   * became of them in the order of the files.
   */
  eachFrame<Name extends keyof Steps & string>(
    step: Name,
    files: readonly InputFile[],
    ...options: StepOptions<Steps[Name]>
  ): AsyncIterable<FrameOutcome<Steps[Name]>>;
  /** Adds to the log. */
  log(message: string, end?: string): void;
  /**
   * Says that less is done than was asked for, or that something is taken for granted: a sentence, or one of the
   * pipeline's `warnings` as its code and its parameters. It becomes a line of the log and a part of the outcome; said
   * again, it counts once.
   * @throws InvalidPipelineError for a code that is not among them
   */
  warn(warning: string | Warned): void;
  /** How much of the work is done, from 0 to 1. */
  progress(fraction: number): void;
}
