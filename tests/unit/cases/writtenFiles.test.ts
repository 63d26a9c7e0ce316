/** NASA's fitsverify on files that are made of the cases, some of whose headers are not legal. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openAsBlob, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Pipeline } from '../../../src/lib/pipelines/contract/definePipeline';
import { registry } from '../../../src/lib/pipelines/registry';
import { importFile } from '../../../src/lib/runtime/files/importFile';
import { runs } from '../../fixtures/astropyPython';
import { runInNode, type Run } from '../../fixtures/runInNode';
import { canMakeCases, makeCases, runCase } from '../../fixtures/simulatedCases';

const FITSVERIFY = 'fitsverify';
const canVerify = runs(FITSVERIFY, '-h');
const FITS_FILES = join(process.env.POCKET_TOM_CASES ?? resolve('../shared/cases'), 'fits');
/** Of those that write FITS files, the ones that take any frame at all. */
const PIPELINES = ['cal', 'catalogue', 'rgb', 'stack'];
/** With a calibration, a stack, a mosaic and a cube among them. */
const SIMULATED = ['row-order', 'stack-times', 'mosaic-sine', 'rgb-cubes'];

const directory = mkdtempSync(join(tmpdir(), 'pocket-tom-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** What fitsverify says, of which nothing is left where all is well. @returns also how many files there were */
async function verify(of: string, { outputs }: Pick<Run, 'outputs'>) {
  const paths: string[] = [];
  for (const output of outputs)
    if (output.kind === 'file' && output.name.endsWith('.fits')) {
      paths.push(join(directory, `${of}-${output.name}`));
      writeFileSync(paths.at(-1)!, new Uint8Array(await output.blob.arrayBuffer()));
    }
  if (paths.length === 0) return { count: 0, objections: [] };
  const { stdout } = spawnSync(FITSVERIFY, ['-q', ...paths], { encoding: 'utf8' });
  const objections = stdout.split('\n').filter((line) => !/^verification OK|^$/.test(line));
  return { count: paths.length, objections };
}

describe.skipIf(!canVerify || !existsSync(FITS_FILES))('of a small file of the cases', () => {
  const names = existsSync(FITS_FILES) ? readdirSync(FITS_FILES).filter((name) => /^\d/.test(name)) : [];

  let made = 0;

  it.each(names)('%s nothing is made that fitsverify objects to', async (name) => {
    const file = await importFile({ name, blob: await openAsBlob(join(FITS_FILES, name)) }, null);
    for (const id of PIPELINES) {
      const pipeline = (await registry[id]!.load()).default as Pipeline;
      const { count, objections } = await verify(`${name}-${id}`, await runInNode(pipeline, [file]));
      expect(objections).toEqual([]);
      made += count;
    }
  });

  it('but of most of them something is made', () => expect(made).toBeGreaterThan(names.length / 2));
});

describe.skipIf(!canVerify || !canMakeCases)('of a simulated case', () => {
  it('nothing is made that fitsverify objects to', async () => {
    const folder = makeCases(SIMULATED);
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const name of SIMULATED) {
      const { runs: made } = await runCase(folder, name);
      for (const [run, result] of Object.entries(made))
        expect((await verify(`${name}-${run}`, result)).objections).toEqual([]);
    }
  });
});
