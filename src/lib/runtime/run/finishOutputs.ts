import type { DataProductUid } from '../../domain/units/Brand';
import type { FinishedOutput } from '../../domain/rows/FinishedOutput';
import type { PipelineOutputs } from '../../pipelines/contract/definePipeline';
import { AsyncError } from '../../pipelines/contract/errors';
import {
  DataProduct,
  type PipelineOutput,
  type PipelineOutputFields,
  ReducedDatum
} from '../../pipelines/contract/outputs';
import type { InputFile } from '../../domain/rows/InputFile';
import { finishPhotometryRow, type InputFileUids } from './finishPhotometryRow';

/**
 * Reads and checks every output, so that nothing is saved unless all of it can be.
 * @throws AsyncError naming the output that is wrong.
 */
export async function finishOutputs(
  outputs: PipelineOutputs,
  inputFiles: readonly InputFile[]
): Promise<FinishedOutput[]> {
  if (!isList(outputs)) throw new AsyncError(noListText(outputs));
  const uids = uidsOf(inputFiles);
  const finished: FinishedOutput[] = [];
  const fileNames = new Set<string>();
  for await (const output of outputs) {
    if (!isOutput(output)) throw new AsyncError(NO_OUTPUT);
    const next = await finishOutput(toFields(output), uids);
    if (next.kind === 'file') {
      if (fileNames.has(next.name)) throw new AsyncError(`Two outputs are named '${next.name}'`);
      fileNames.add(next.name);
    }
    finished.push(next);
  }
  return finished;
}

/** User-written pipelines may return anything; a text is no list, though it can be iterated. */
const isList = (outputs: unknown): outputs is PipelineOutputs =>
  typeof outputs === 'object' &&
  outputs !== null &&
  (Symbol.iterator in outputs || Symbol.asyncIterator in outputs);

const noListText = (outputs: unknown): string =>
  outputs === undefined || outputs === null
    ? 'The pipeline returned nothing. Return a list of outputs, or [] where there are none.'
    : 'The pipeline returned something that is not a list. Return a list of outputs, even for one: [output].';

function uidsOf(inputFiles: readonly InputFile[]): InputFileUids {
  const uids = new Map<string, DataProductUid | null>();
  for (const { name, uid } of inputFiles) uids.set(uid, uid).set(name, uids.has(name) ? null : uid);
  return uids;
}

const NO_OUTPUT =
  'The pipeline returned something that is not an output. Each output is [path, outputType], ' +
  'or { path, outputType }, with a path of tmpdir.join.';

function isOutput(output: unknown): output is PipelineOutput {
  if (typeof output !== 'object' || output === null) return false;
  const { path } = toFields(output as PipelineOutput) as { path: unknown };
  return typeof path === 'object' && path !== null && 'read' in path && 'name' in path;
}

function toFields(output: PipelineOutput): PipelineOutputFields {
  if (!isTuple(output)) return output;
  const [path, outputType, tag, data] = output;
  return { path, outputType, tag, data };
}

const isTuple = (output: PipelineOutput): output is Exclude<PipelineOutput, PipelineOutputFields> =>
  Array.isArray(output);

async function finishOutput(
  { path, outputType, tag, dataProductType, data }: PipelineOutputFields,
  uids: InputFileUids
): Promise<FinishedOutput> {
  const common = { name: path.name, tag: tag ?? dataProductType ?? '' };
  switch (outputType) {
    case DataProduct:
      return { kind: 'file', ...common, blob: await written(path) };
    case ReducedDatum:
      return data
        ? {
            kind: 'photometry',
            ...common,
            measurements: data.map((row) => finishPhotometryRow(row, path.name, uids))
          }
        : { kind: 'text', ...common, text: await text(path) };
    default:
      throw new AsyncError(`Invalid output type '${String(outputType)}'`);
  }
}

async function written(path: PipelineOutputFields['path']): Promise<Blob> {
  try {
    return await path.read();
  } catch {
    throw new AsyncError(`The pipeline named '${path.name}' as an output but wrote nothing to it`);
  }
}

async function text(path: PipelineOutputFields['path']): Promise<string> {
  const bytes = await (await written(path)).arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AsyncError(`Output '${path.name}' is reduced data but not text`);
  }
}
