import { expect, it } from 'vitest';
import { SIMULATED_NIGHT } from '../../../../src/lib/domain/sky/simulatedNight';
import lightcurve from '../../../../src/lib/pipelines/lightcurve/pipeline';
import { simulateFrame } from '../../../../src/lib/runtime/files/simulateFrame';
import { runInNode } from '../../../fixtures/runInNode';

const { target, sky } = SIMULATED_NIGHT;
const INDICES = [0, 4, 8, 12, 16, 20];
/** Of `simulateSky`. */
const magnitude = (index: number): number => 14 - 0.4 * Math.sin((2 * Math.PI * 1.5 * index) / sky.frames);

it('gives frames from which a light curve of the target can be made without typing anything', async () => {
  const files = INDICES.map(simulateFrame);
  const run = await runInNode(
    lightcurve,
    files.map((blob) => ({ name: blob.name, blob })),
    { target, flags: { plot: false } }
  );
  const rows = run.outputs.find(({ kind }) => kind === 'photometry');
  if (rows?.kind !== 'photometry') throw new Error(run.failureMessage ?? run.log);
  const off = rows.measurements.map(({ value }, i) => value.magnitude - magnitude(INDICES[i]!));
  expect(off).toHaveLength(INDICES.length);
  expect(Math.max(...off) - Math.min(...off)).toBeLessThan(0.04);
  expect(run.log).toContain('(GAIN); read noise 8 electrons (RDNOISE)');
}, 30_000);
