import type { Flags, Parameters } from './PipelineOptions';

/** What pages need to know of a pipeline: plain data, which can be stored and sent between workers. */
export interface PipelineDescription {
  /** What processes and links name it by: the name of its folder. */
  readonly id: string;
  /** What people see. */
  readonly label: string;
  /** Prefix for the names of what it makes. */
  readonly shortName: string;
  /** What it does and what to look for, in plain words; may be empty. */
  readonly help: string;
  /** Suffixes an input file may end in, case ignored; null: any. */
  readonly allowedSuffixes: readonly string[] | null;
  /** It works on the photometry of the target too, and needs no input files then. */
  readonly readsPhotometry: boolean;
  readonly hasPreview: boolean;
  readonly flags: Flags;
  readonly parameters: Parameters;
}
