import type { Degrees, TargetPk } from '../domain/Brand';
import { FileWorker } from '../runtime/FileWorker';
import { countDataProductsOfTarget } from '../store/dataProducts';
import { addTarget, allTargets } from '../store/targets';
import { importFiles } from './imports.svelte';
import { newTarget } from './targets';

const NAME = 'Simulated variable star';
const SKY = { seed: 20260115, frames: 24, width: 512, height: 512, stars: 700 };

/** The target of the sample project, made with its simulated frames if it is not there yet. */
export async function openSampleProject(): Promise<TargetPk> {
  const existing = (await allTargets()).find(({ name }) => name === NAME);
  const pk =
    existing?.pk ??
    (await addTarget(
      newTarget({
        name: NAME,
        ra: 83.63 as Degrees,
        dec: 22.01 as Degrees,
        extraFields: { active: true, simulated: true }
      })
    ));
  if ((await countDataProductsOfTarget(pk)) === 0) await importFiles(pk, await simulateFrames());
  return pk;
}

async function simulateFrames(): Promise<File[]> {
  const worker = new FileWorker();
  try {
    const frames: File[] = [];
    for (let index = 0; index < SKY.frames; index++) frames.push(await worker.simulateFrame(SKY, index));
    return frames;
  } finally {
    worker.terminate();
  }
}
