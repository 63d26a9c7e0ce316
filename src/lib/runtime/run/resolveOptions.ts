import type { NumberParameter, Parameter } from '../../domain/rows/PipelineOptions';
import type { ParameterValues } from '../../domain/rows/PipelineProcess';
import type { InputFile } from '../../domain/rows/InputFile';
import type { OptionValue, Pipeline } from '../../pipelines/contract/definePipeline';
import { AsyncError } from '../../pipelines/contract/errors';
import type { PreviewRequest } from '../protocol';

type GivenValue = ParameterValues[string];

/**
 * The options `doPipeline` is called with: what the user chose, defaults where nothing was chosen, and
 * no option that the pipeline does not have.
 * @throws AsyncError for a parameter outside its bounds.
 */
export function resolveOptions(pipeline: Pipeline, request: PreviewRequest): Record<string, OptionValue> {
  const options: Record<string, OptionValue> = {};
  for (const [name, flag] of Object.entries(pipeline.flags ?? {})) {
    options[name] = request.flags?.[name] ?? flag.default;
  }
  for (const [name, parameter] of Object.entries(pipeline.parameters ?? {})) {
    options[name] = parameterValue(parameter, request.parameters?.[name], request);
  }
  return options;
}

function parameterValue(
  parameter: Parameter,
  given: GivenValue | undefined,
  { target, inputFiles }: PreviewRequest
): OptionValue {
  switch (parameter.kind) {
    case 'number':
      return boundedNumber(parameter, given === undefined ? parameter.default : given);
    case 'choice': {
      const value = given ?? parameter.default;
      if (typeof value === 'string' && Object.hasOwn(parameter.choices, value)) return value;
      const refused = typeof value === 'object' ? '' : `, not '${value}'`;
      throw new AsyncError(
        `${parameter.longName} must be one of ${Object.keys(parameter.choices).join(', ')}${refused}`
      );
    }
    case 'text':
      return text(parameter, given ?? parameter.default);
    case 'position':
      return given && typeof given === 'object' && 'ra' in given
        ? given
        : { ra: target!.ra, dec: target!.dec };
    case 'inputFile': {
      const isGiven = ({ uid }: InputFile) =>
        given && typeof given === 'object' && 'uid' in given && given.uid === uid;
      const file = given === undefined ? inputFiles[0] : inputFiles.find(isGiven);
      if (file) return file;
      throw new AsyncError(`${parameter.longName} must be one of the input files`);
    }
  }
}

function text({ longName }: Extract<Parameter, { kind: 'text' }>, value: GivenValue): string {
  if (typeof value === 'object') throw new AsyncError(`${longName} must be text`);
  return String(value);
}

function boundedNumber(
  { longName, default: usual, min = -Infinity, max = Infinity, unit }: NumberParameter,
  value: GivenValue
): number | null {
  if (value === null && usual === null) return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new AsyncError(`${longName} must be a number`);
  }
  if (value >= min && value <= max) return value;
  const suffix = unit ? ` ${unit}` : '';
  const bounds =
    min === -Infinity ? `at most ${max}` : max === Infinity ? `at least ${min}` : `from ${min} to ${max}`;
  throw new AsyncError(`${longName} must be ${bounds}${suffix}, not ${value}`);
}
