/** Runs a test's own pipelines in the production build, in place of the example pipeline. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import type { Pipeline } from '../../../src/lib/pipelines/contract/definePipeline';

export interface Answer {
  readonly status?: number;
  readonly body?: string;
}

const PARTS = { page: 'build/_app/immutable/chunks', worker: 'build/_app/immutable/workers/chunks' };
const EXAMPLE_TEXT = 'Long name to be displayed in the UI';

/**
 * Puts a pipeline in place of the example pipeline. It is passed as source text: `doPipeline` and `frameSteps` must be
 * written as methods, `warnings` as arrow functions, and all may use only their arguments. The context must block
 * service workers.
 */
export function fakeExamplePipeline(
  context: BrowserContext,
  { doPipeline, frameSteps, warnings = {}, ...description }: Omit<Pipeline, 'help'>
): Promise<void> {
  const fields = JSON.stringify({ help: 'Made for a test.', ...description });
  const sentences = Object.entries(warnings).map(([code, sentence]) => `${code}: ${String(sentence)}`);
  const methods = [
    `warnings: { ${sentences.join(', ')} }`,
    doPipeline,
    ...(frameSteps ? [frameSteps] : [])
  ].join(', ');
  return answerExampleModule(context, { body: `export default { ...${fields}, ${methods} };` });
}

/** Answers every request for the example pipeline's module, from the page, from its workers or from both. */
export async function answerExampleModule(
  context: BrowserContext,
  answer: Answer,
  parts: readonly (keyof typeof PARTS)[] = ['page', 'worker']
): Promise<void> {
  for (const part of parts) {
    await context.route(`**/${await exampleModule(PARTS[part])}`, (route) =>
      route.fulfill({ contentType: 'text/javascript', ...answer })
    );
  }
}

/**
 * Holds back requests for this name. A pipeline has no network but to load its parts, so a fake one waits at such a gate with
 * ``await import(`./${name}`).catch(() => undefined)``.
 * @returns a function that opens the gate
 */
export async function closedGate(context: BrowserContext, name: string): Promise<() => void> {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  await context.route(`**/${name}`, async (route) => {
    await opened;
    await route.fallback();
  });
  return open;
}

async function exampleModule(folder: string): Promise<string> {
  for (const name of await readdir(folder)) {
    if ((await readFile(join(folder, name), 'utf8')).includes(EXAMPLE_TEXT)) return name;
  }
  throw new Error(`No file in ${folder} holds the example pipeline`);
}
