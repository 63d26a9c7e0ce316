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
  const uids = uidsOf(inputFiles);
  const finished: FinishedOutput[] = [];
  const fileNames = new Set<string>();
  for await (const output of outputs) {
    const next = await finishOutput(toFields(output), uids);
    if (next.kind === 'file') {
      if (fileNames.has(next.name)) throw new AsyncError(`Two outputs are named '${next.name}'`);
      fileNames.add(next.name);
    }
    finished.push(next);
  }
  return finished;
}

function uidsOf(inputFiles: readonly InputFile[]): InputFileUids {
  const uids = new Map<string, DataProductUid | null>();
  for (const { name, uid } of inputFiles) uids.set(uid, uid).set(name, uids.has(name) ? null : uid);
  return uids;
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
