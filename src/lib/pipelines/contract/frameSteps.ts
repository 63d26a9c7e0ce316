import type { InputFile } from '../../domain/rows/InputFile';

/**
 * Work on one frame that needs no other. It runs in whichever worker is free and knows nothing but what it is given;
 * the options it is given and what it gives back are copied between workers, so they are data, not functions. Large
 * arrays in what it gives back are handed over, not copied: it keeps none of them.
 * @throws AsyncError (or FitsError) if this frame cannot be used: the others go on
 */
export type FrameStep = (file: InputFile, ...options: never) => unknown;

export type FrameSteps = Readonly<Record<string, FrameStep>>;

/** The options of a step, as a list; any, where it is not known which step it is. */
export type StepOptions<Step extends FrameStep> = FrameStep extends Step
  ? readonly unknown[]
  : Parameters<Step> extends [InputFile, ...infer Options]
    ? Options
    : never;

/** What a step made of a frame or, in a sentence, why that frame cannot be used. */
export type StepOutcome<Result> =
  { readonly result: Result; readonly error: null } | { readonly result: null; readonly error: string };

export type FrameOutcome<Step extends FrameStep> = StepOutcome<Awaited<ReturnType<Step>>> & {
  readonly file: InputFile;
};
