import type { Target } from '../../domain/rows/Target';
import type { OptionValue, Pipeline } from '../../pipelines/contract/definePipeline';
import type { FrameSteps } from '../../pipelines/contract/frameSteps';
import type { RunningProcess } from '../../pipelines/contract/process';
import type { InputFile } from '../../domain/rows/InputFile';
import { checkRequest } from './checkRequest';
import { eachFrame } from './eachFrame';
import { finishOutputs } from './finishOutputs';
import type { FrameWorker } from './FrameWorker';
import { isErrorForUser } from './isErrorForUser';
import { RunWarnings } from './RunWarnings';
import type { PipelineHost, RunRequest, RunResult } from '../protocol';
import { resolveOptions } from './resolveOptions';
import { createTemporaryDirectory } from './temporaryDirectory';
import { unreadableText } from './unreadableText';

type StartFrameWorkers = (files: readonly InputFile[]) => readonly Pick<FrameWorker, 'run' | 'terminate'>[];

const UNEXPECTED_ERROR = 'An unexpected error occurred';

/**
 * Runs a pipeline and returns its checked outputs, or why it failed; never throws. The same in a worker,
 * in the sandbox and in Node.
 * @param startFrameWorkers starts workers for the steps of these frames, where they help
 */
export async function runPipeline(
  pipeline: Pipeline,
  asked: RunRequest,
  host: PipelineHost,
  startFrameWorkers: StartFrameWorkers = () => []
): Promise<RunResult> {
  const warnings = new RunWarnings(pipeline, host);
  try {
    const target = checkRequest(pipeline, asked);
    const request = { ...asked, inputFiles: filesOf(asked.inputFiles, target) };
    const options = resolveOptions(pipeline, request);
    const process: RunningProcess<FrameSteps> = {
      ...runningProcess(pipeline, { ...request, target }, host, startFrameWorkers),
      warn: (warning) => warnings.add(warning),
      get provenance() {
        return provenance(pipeline, request, options, warnings);
      }
    };
    const outputs = await pipeline.doPipeline(process, createTemporaryDirectory(), options);
    const finished = await finishOutputs(outputs, request.inputFiles);
    return { outcome: 'created', outputs: finished, warnings: warnings.all };
  } catch (error) {
    const message = await failureMessage(error, asked, host);
    return { outcome: 'failed', failureMessage: message, warnings: warnings.all };
  }
}

const filesOf = (files: readonly InputFile[], { ra, dec }: Target): InputFile[] =>
  files.map((file) => ({ ...file, target: { ra, dec } }));

function runningProcess(
  pipeline: Pipeline,
  { identifier, target, inputFiles, photometry }: RunRequest & { target: Target },
  host: PipelineHost,
  startFrameWorkers: StartFrameWorkers
): Omit<RunningProcess<FrameSteps>, 'provenance' | 'warn'> {
  const log = (message: string, end = '\n') => void host.log(`${message}${end}`);
  return {
    identifier,
    target,
    inputFiles,
    photometry,
    async updateStatus<Result>(status: string, body?: () => Result | Promise<Result>) {
      await host.updateStatus(status);
      return (await body?.()) as Result;
    },
    eachFrame: (step, files, ...options) =>
      eachFrame({ pipeline, step, files, options, workers: startFrameWorkers(files), log }),
    log,
    progress: (fraction) => host.progress(Math.min(1, Math.max(0, fraction)))
  };
}

function provenance(
  { shortName }: Pipeline,
  { identifier, inputFiles }: RunRequest,
  options: Readonly<Record<string, OptionValue>>,
  warnings: RunWarnings
): string[] {
  return [
    `Made by Pocket TOM, pipeline ${shortName}, run ${identifier}`,
    ...Object.entries(options).map(([name, value]) => `${name} = ${optionText(value)}`),
    ...inputFiles.map((file) => `Input file ${fileText(file)}`),
    ...warnings.all.map(({ text }) => `Warning: ${text}`)
  ];
}

function optionText(value: OptionValue): string {
  if (value === null) return 'not set';
  if (typeof value !== 'object') return String(value);
  return 'blob' in value ? fileText(value) : `RA ${value.ra}, Dec ${value.dec}`;
}

const fileText = ({ name, uid }: InputFile): string => `${name} (${uid})`;

/** @param error anything: user-written pipelines need not throw an Error */
async function failureMessage(
  error: unknown,
  { inputFiles }: RunRequest,
  host: PipelineHost
): Promise<string> {
  if (isErrorForUser(error)) return error.message;
  const { name = 'Error', message = String(error), stack } = (error ?? {}) as Partial<Error>;
  void host.log(`${name}: ${message}\n`);
  if (stack) void host.log(`${stack}\n`);
  return (await unreadableText(error, inputFiles)) ?? UNEXPECTED_ERROR;
}
