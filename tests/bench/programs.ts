import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';

/** Of a whole process that was run so many times. */
export interface Usage {
  readonly milliseconds: readonly number[];
  readonly megabytes: number;
}

const run = promisify(execFile);

/** Debian's Python sees Debian's packages; another first on the path may not. */
const PYTHON = '/usr/bin/python3';

/** What a Python script of this folder prints as JSON; null where what it needs is not installed. */
export async function runPython<Result>(script: string, ...words: string[]): Promise<Result | null> {
  const { stdout } = await run(PYTHON, [join(import.meta.dirname, script), ...words]).catch(() => ({
    stdout: 'null'
  }));
  return JSON.parse(stdout) as Result | null;
}

/**
 * Builds a script of this folder as the app is built, for what the test runner makes of a module is half as fast. The
 * function that is given runs it by Node on its own and gives what it prints as JSON.
 */
export async function buildScript<Result>(name: string): Promise<(...words: string[]) => Promise<Result>> {
  const outDir = join('test-results', name);
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, `${name}.ts`), outDir, target: 'node20' }
  });
  return async (...words) => {
    const { stdout } = await run(process.execPath, [join(outDir, `${name}.js`), ...words]);
    return JSON.parse(stdout) as Result;
  };
}
