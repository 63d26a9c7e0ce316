/** A question with a yes or a no. */
export interface Flag {
  readonly default: boolean;
  readonly longName: string;
}

interface ParameterBase {
  readonly longName: string;
  /** One plain sentence under the field. */
  readonly help?: string;
}
export interface NumberParameter extends ParameterBase {
  readonly kind: 'number';
  /** Null: it is not set unless the user sets it, and its field may be left empty. */
  readonly default: number | null;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly unit?: string;
}
export interface ChoiceParameter extends ParameterBase {
  readonly kind: 'choice';
  readonly default: string;
  /** Value -> label. */
  readonly choices: Readonly<Record<string, string>>;
}
export interface TextParameter extends ParameterBase {
  readonly kind: 'text';
  readonly default: string;
  /** How the pipeline reads it, if in one of these ways: the form then shows what was understood, or what is wrong. */
  readonly holds?: 'numbers' | 'pixel' | 'stars';
}
/** A place in the sky; the target's own unless the user says otherwise. */
export interface PositionParameter extends ParameterBase {
  readonly kind: 'position';
}
/** One of the chosen input files; the first unless the user says otherwise. */
interface InputFileParameter extends ParameterBase {
  readonly kind: 'inputFile';
}
export type Parameter =
  NumberParameter | ChoiceParameter | TextParameter | PositionParameter | InputFileParameter;

/** The flags and the parameters of a pipeline by name. */
export type Flags = Readonly<Record<string, Flag>>;
export type Parameters = Readonly<Record<string, Parameter>>;
