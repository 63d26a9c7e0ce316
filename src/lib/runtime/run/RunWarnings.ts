import type { Warning } from '../../domain/rows/Warning';
import type { Statement } from '../../domain/statement/Statement';
import type { Pipeline } from '../../pipelines/contract/definePipeline';
import { InvalidPipelineError } from '../../pipelines/contract/errors';
import type { PipelineHost } from '../protocol';

/** The warnings of a run, each once. */
export class RunWarnings {
  readonly #pipeline: Pipeline;
  readonly #host: PipelineHost;
  /** By the key that two equal ones share. */
  readonly #warnings = new Map<string, Warning>();

  constructor(pipeline: Pipeline, host: PipelineHost) {
    this.#pipeline = pipeline;
    this.#host = host;
  }

  /** In the order in which they first came. */
  get all(): readonly Warning[] {
    return [...this.#warnings.values()];
  }

  /** @throws InvalidPipelineError for a code that the pipeline has no sentence for */
  add(warned: string | Statement): void {
    const warning = typeof warned === 'string' ? plainWarning(warned) : this.#spoken(warned);
    const { code, parameters, text } = warning;
    const key = JSON.stringify(code === null ? text : [code, parameters]);
    if (this.#warnings.has(key)) return;
    this.#warnings.set(key, warning);
    void this.#host.log(`${text}\n`);
    void this.#host.warn(warning);
  }

  #spoken({ code, parameters }: Statement): Warning {
    const { warnings = {}, shortName } = this.#pipeline;
    if (!Object.hasOwn(warnings, code))
      throw new InvalidPipelineError(`'${code}' is not among the warnings of '${shortName}'`);
    const toText = warnings[code] as (parameters: Statement['parameters']) => string;
    // A copy, as it is sent to the page: what cannot be cloned fails here.
    return { code, parameters: structuredClone(parameters), text: oneLine(toText(parameters)) };
  }
}

const plainWarning = (text: string): Warning => ({ code: null, parameters: {}, text: oneLine(text) });

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');
