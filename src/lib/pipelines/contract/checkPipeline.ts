import type { Pipeline } from './definePipeline';
import { InvalidPipelineError } from './errors';

const PARAMETER_KINDS = ['number', 'choice', 'text', 'position', 'inputFile'];

/**
 * Checks what a registry entry or a user's module gave.
 * @throws InvalidPipelineError saying what breaks the contract.
 */
export function checkPipeline(value: unknown): Pipeline {
  if (!isRecord(value)) throw new InvalidPipelineError('it is not a pipeline: use definePipeline({ … })');
  const { shortName, doPipeline, allowedSuffixes, flags, parameters, frameSteps, warnings, preview } = value;
  if (typeof shortName !== 'string' || !/^\S+$/.test(shortName)) {
    throw new InvalidPipelineError('shortName must be a word');
  }
  if (typeof doPipeline !== 'function') throw new InvalidPipelineError('doPipeline is missing');
  if (!isNothing(value.help) && typeof value.help !== 'string')
    throw new InvalidPipelineError('help must be a text');
  if (!isNothing(allowedSuffixes) && !isArrayOfStrings(allowedSuffixes)) {
    throw new InvalidPipelineError('allowedSuffixes must be a list of texts');
  }
  if (!isNothing(frameSteps) && typeof frameSteps !== 'function') {
    throw new InvalidPipelineError("frameSteps must be a function: () => import('./frameSteps')");
  }
  if (!isNothing(warnings) && !(isRecord(warnings) && Object.values(warnings).every(isFunction))) {
    throw new InvalidPipelineError('warnings must map codes to functions that give a sentence');
  }
  if (!isNothing(preview) && typeof preview !== 'function') {
    throw new InvalidPipelineError('preview must be a function');
  }
  checkFlags(flags);
  checkParameters(parameters, isRecord(flags) ? flags : {});
  return value as unknown as Pipeline;
}

/** @throws InvalidPipelineError */
export function checkFlags(flags: unknown): void {
  if (isNothing(flags)) return;
  if (!isRecord(flags)) throw new InvalidPipelineError('flags must map names to { default, longName }');
  for (const [name, flag] of Object.entries(flags)) {
    if (/\s/.test(name) || name === '') {
      throw new InvalidPipelineError(`the flag name '${name}' must not contain white space`);
    }
    if (!isRecord(flag) || typeof flag.default !== 'boolean') {
      throw new InvalidPipelineError(`the flag '${name}' has no default`);
    }
    if (typeof flag.longName !== 'string')
      throw new InvalidPipelineError(`the flag '${name}' has no longName`);
  }
}

function checkParameters(parameters: unknown, flags: Record<string, unknown>): void {
  if (isNothing(parameters)) return;
  if (!isRecord(parameters)) throw new InvalidPipelineError('parameters must map names to their description');
  for (const [name, parameter] of Object.entries(parameters)) {
    if (/\s/.test(name) || name === '') {
      throw new InvalidPipelineError(`the parameter name '${name}' must not contain white space`);
    }
    if (Object.hasOwn(flags, name))
      throw new InvalidPipelineError(`'${name}' is both a flag and a parameter`);
    if (!isRecord(parameter) || !PARAMETER_KINDS.includes(String(parameter.kind))) {
      throw new InvalidPipelineError(
        `the kind of parameter '${name}' must be one of ${PARAMETER_KINDS.join(', ')}`
      );
    }
    if (typeof parameter.longName !== 'string') {
      throw new InvalidPipelineError(`the parameter '${name}' has no longName`);
    }
    if (
      parameter.kind === 'choice' &&
      !(isRecord(parameter.choices) && Object.hasOwn(parameter.choices, String(parameter.default)))
    ) {
      throw new InvalidPipelineError(`the default of parameter '${name}' is not among its choices`);
    }
    if (parameter.kind === 'number' && parameter.default !== null && !Number.isFinite(parameter.default)) {
      throw new InvalidPipelineError(`the default of parameter '${name}' must be a number or null`);
    }
  }
}

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFunction = (value: unknown): boolean => typeof value === 'function';

const isArrayOfStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
