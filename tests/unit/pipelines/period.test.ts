import { existsSync, openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { UnixMilliseconds } from '../../../src/lib/domain/Brand';
import type { PhotometryMeasurement } from '../../../src/lib/domain/FinishedOutput';
import { Random } from '../../../src/lib/kernels/Random';
import period from '../../../src/lib/pipelines/period/pipeline';
import { type Run, runInNode } from '../../fixtures/runInNode';

const DATA = process.env.POCKET_TOM_DATA ?? resolve('../shared/data');

/** Rows of an output by the names of their columns. */
function table({ outputs }: Run, name: string): Record<string, string>[] {
  const output = outputs.find((output) => output.name === name);
  if (output?.kind !== 'text') throw new Error(`no ${name}`);
  return Papa.parse<Record<string, string>>(output.text, { header: true, skipEmptyLines: true }).data;
}

const bestPeriod = (run: Run): number => Number(table(run, 'candidates.csv')[0].period);

const textFile = (name: string, text: string) => ({ name, blob: new Blob([text]) });

describe.skipIf(!existsSync(DATA))(
  'real light curves, with the settings as they are',
  { timeout: 30_000 },
  () => {
    const fileOf = async (path: string) => ({ name: path, blob: await openAsBlob(join(DATA, path)) });

    test.each([
      ['lc-periods/rrlyrae-s82/1013184.csv', 0.614318301, 1e-4],
      ['lc-periods/rrlyrae-s82/1157760.csv', 0.602961411, 1e-4],
      ['lc-periods/rrlyrae-s82/1359573.csv', 0.269456462, 1e-4],
      ['lc-periods/rrlyrae-s82/1452363.csv', 0.459303362, 1e-4],
      ['lc-periods/rrlyrae-s82/1594723.csv', 0.639304965, 1e-4],
      ['lc-periods/rrlyrae-s82/190889.csv', 0.515945314, 1e-4],
      ['lc-periods/aavso/delta_cep_processed.tsv', 5.3663, 5e-4],
      ['lc-periods/aavso/eta_aql_aavso1.csv', 7.177, 0.02],
      ['lc-periods/aavso/tcas.tsv', 445, 0.02],
      ['ts-ogle-lmc531-cepheid/truth/cepheid.dat', 3.788, 2e-3]
    ])('%s: %d d', async (path, truth, tolerance) => {
      const run = await runInNode(period, [await fileOf(path)], { flags: { period: true } });
      expect(run.failureMessage).toBeNull();
      expect(Math.abs(bestPeriod(run) / truth - 1)).toBeLessThan(tolerance);
    });

    test('transits of HAT-P-7 in the table of Kepler', async () => {
      const kepler = await fileOf('lc-periods/kepler/kplr010666592-2009131110544_slc.fits');
      const run = await runInNode(period, [kepler], { flags: { eebls: true } });
      expect(run.failureMessage).toBeNull();
      const [best] = table(run, 'transit_candidates.csv');
      expect(Math.abs(Number(best.period) - 2.204735)).toBeLessThan(0.01);
      expect(Number(best.depth)).toBeGreaterThan(0.005);
      expect(Number(best.depth)).toBeLessThan(0.008);
    });
  }
);
