import { readPixel } from '../../domain/image/readPixel';
import { readStars } from '../../domain/measurement/readStars';
import { readPosition } from '../../domain/sky/readPosition';
import { readNumber } from '../../domain/units/readNumber';
import { readNumbers } from '../../domain/units/readNumbers';
import type { DataProductUid } from '../../domain/units/Brand';
import type { ParameterValues } from '../../domain/rows/PipelineProcess';
import type {
  NumberParameter,
  Parameter,
  Parameters,
  TextParameter
} from '../../domain/rows/PipelineOptions';

/** What is typed into, or chosen in, each field. */
export type ParameterForm = Record<string, string>;

/** What a pipeline reads in a text. They throw a RangeError that says what is wrong. */
const READERS: Readonly<Record<NonNullable<TextParameter['holds']> | 'words', (text: string) => unknown>> = {
  numbers: readNumbers,
  pixel: readPixel,
  stars: readStars,
  words: (text) => text
};

export function defaultParameterForm(definitions: Parameters): ParameterForm {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, parameter]) => [
      name,
      'default' in parameter && parameter.default !== null ? String(parameter.default) : ''
    ])
  );
}

/**
 * The values of a form, or what is wrong with each field. Empty fields that may be empty are null for a number and left
 * out for others (the target's own position, the first input file). Bounds are the pipeline's to check.
 */
export function parseParameterForm(
  definitions: Parameters,
  form: ParameterForm
): { readonly values: ParameterValues } | { readonly errors: Readonly<Record<string, string>> } {
  const values: Record<string, ParameterValues[string]> = {};
  const errors: Record<string, string> = {};
  for (const [name, parameter] of Object.entries(definitions)) {
    try {
      const value = parse(parameter, form[name] ?? '');
      if (value !== undefined) values[name] = value;
    } catch (error) {
      errors[name] = (error as RangeError).message;
    }
  }
  return Object.keys(errors).length > 0 ? { errors } : { values };
}

function parse(parameter: Parameter, text: string): ParameterValues[string] | undefined {
  switch (parameter.kind) {
    case 'number':
      return parseNumber(parameter, text.trim());
    case 'inputFile':
      return text === '' ? undefined : { kind: parameter.kind, uid: text as DataProductUid };
    case 'position':
      return text.trim() === '' ? undefined : readPosition(text);
    case 'choice':
      return text;
    case 'text':
      READERS[parameter.holds ?? 'words'](text);
      return text;
  }
}

function parseNumber({ longName, default: usual }: NumberParameter, text: string): number | null {
  if (text === '' && usual === null) return null;
  return readNumber(text, `${longName} must be a number`);
}
