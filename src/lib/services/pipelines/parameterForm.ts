import type { Position } from '../../domain/sky/Position';
import { parseDeclination, parseRightAscension } from '../../domain/sky/coordinates';
import type { DataProductUid } from '../../domain/units/Brand';
import type { ParameterValues } from '../../domain/rows/PipelineProcess';
import type { NumberParameter, Parameter, Parameters } from '../../domain/rows/PipelineOptions';

/** What is typed into, or chosen in, each field. */
export type ParameterForm = Record<string, string>;

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
      return text.trim() === '' ? undefined : parsePosition(text);
    case 'choice':
    case 'text':
      return text;
  }
}

function parseNumber({ longName, default: usual }: NumberParameter, text: string): number | null {
  if (text === '' && usual === null) return null;
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw new RangeError(`${longName} must be a number`);
  return value;
}

/** Right ascension and declination, separated by a comma or by the sign of the declination. */
function parsePosition(text: string): Position {
  const [ra, dec] = text.trim().split(/\s*,\s*|\s+(?=[+\-−])/);
  if (!ra || !dec) throw new RangeError('Give RA and Dec, for example 04:52:00 -69:18:00');
  return { ra: parseRightAscension(ra), dec: parseDeclination(dec) };
}
