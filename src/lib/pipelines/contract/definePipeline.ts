import type { Position } from '../../domain/sky/Position';
import type {
  ChoiceParameter,
  Flags,
  NumberParameter,
  Parameter,
  Parameters,
  PositionParameter,
  TextParameter
} from '../../domain/rows/PipelineOptions';
import type { Target } from '../../domain/rows/Target';
import type { AnySentences, StatementOf } from '../../domain/statement/Sentences';
import type { FrameSteps } from './frameSteps';
import type { PipelineOutput } from './outputs';
import type { RunningProcess, TemporaryDirectory } from './process';
import type { InputFile } from '../../domain/rows/InputFile';

/** A number whose default is null may be null. */
export type ParameterValue<P extends Parameter> = P extends NumberParameter
  ? number | (null extends P['default'] ? null : never)
  : P extends ChoiceParameter
    ? keyof P['choices'] & string
    : P extends TextParameter
      ? string
      : P extends PositionParameter
        ? Position
        : InputFile;

type Options<F extends Flags, P extends Parameters> = {
  readonly [Name in keyof F]: boolean;
} & { readonly [Name in keyof P]: ParameterValue<P[Name]> };

export type PipelineOutputs = Iterable<PipelineOutput> | AsyncIterable<PipelineOutput>;

export interface PipelineDefinition<
  F extends Flags,
  P extends Parameters,
  S extends FrameSteps,
  W extends AnySentences
> {
  /** Prefix for the names of what it makes; unique in the registry. */
  readonly shortName: string;
  /** What it does and what to look for, in plain words, for the page on which it is chosen. Without it, nothing is shown. */
  readonly help?: string;
  /** Suffixes an input file may end in, case ignored. None given: any. */
  readonly allowedSuffixes?: readonly string[] | null;
  /** It works on the photometry of the target too, and needs no input files then. */
  readonly readsPhotometry?: boolean;
  /** Questions with a yes or a no. Names must not contain white space. */
  readonly flags?: F | null;
  /** All other settings. Their names must differ from the flags'. */
  readonly parameters?: P | null;
  /** A module of nothing but work on single frames, for `process.eachFrame`. */
  readonly frameSteps?: () => Promise<S>;
  /** How each warning for `process.warn` is put into words, by its code. A warning may be a sentence, and needs none. */
  readonly warnings?: W;
  /**
   * Does the work. May be a generator that yields its outputs.
   * @throws AsyncError to stop with a message for the user.
   */
  doPipeline(
    process: RunningProcess<S, StatementOf<W>>,
    tmpdir: TemporaryDirectory,
    options: Options<F, P>
  ): PipelineOutputs | Promise<PipelineOutputs>;
  /**
   * Makes a small picture of what a run would make, in a second or two, for its user to choose the options by.
   * @throws AsyncError with a message for the user.
   */
  preview?(inputFiles: readonly InputFile[], options: Options<F, P>, target: Target): Promise<Preview>;
}

/** A picture that browsers can show, and what it shows, in words. */
export interface Preview {
  readonly picture: Blob;
  readonly caption: string;
}

export type OptionValue = boolean | ParameterValue<Parameter>;

/** Any pipeline, the names of its options forgotten. */
export interface Pipeline extends Omit<
  PipelineDefinition<Flags, Parameters, FrameSteps, AnySentences>,
  'doPipeline' | 'preview'
> {
  doPipeline(
    process: RunningProcess<FrameSteps>,
    tmpdir: TemporaryDirectory,
    options: Readonly<Record<string, OptionValue>>
  ): PipelineOutputs | Promise<PipelineOutputs>;
  preview?(
    inputFiles: readonly InputFile[],
    options: Readonly<Record<string, OptionValue>>,
    target: Target
  ): Promise<Preview>;
}

/**
 * Describes a pipeline. The options of `doPipeline` are typed from `flags` and `parameters`, `eachFrame` of its process
 * from `frameSteps` and `warn` from `warnings`, so that a misspelt name does not compile.
 */
export function definePipeline<
  const F extends Flags = {},
  const P extends Parameters = {},
  S extends FrameSteps = {},
  W extends AnySentences = {}
>(definition: PipelineDefinition<F, P, S, W>): PipelineDefinition<F, P, S, W> {
  return definition;
}
