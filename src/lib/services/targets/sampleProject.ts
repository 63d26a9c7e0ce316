import type { TargetPk } from '../../domain/units/Brand';
import { SIMULATED_NIGHT } from '../../domain/sky/simulatedNight';
import { FileWorker } from '../../runtime/files/FileWorker';
import { countDataProductsOfTarget } from '../../store/dataProducts';
import { addTarget, allTargets } from '../../store/targets';
import { importFiles } from '../files/imports.svelte';
import { newTarget } from './targets';

const { target: TARGET, sky: SKY } = SIMULATED_NIGHT;

/** The target of the sample project; it and its simulated frames are created if they do not exist yet. */
export async function openSampleProject(): Promise<TargetPk> {
  const existing = (await allTargets()).find(({ name }) => name === TARGET.name);
  const pk =
    existing?.pk ??
    (await addTarget(newTarget({ ...TARGET, extraFields: { active: true, simulated: true } })));
  if ((await countDataProductsOfTarget(pk)) === 0) await importFiles(pk, await simulateFrames());
  return pk;
}

async function simulateFrames(): Promise<File[]> {
  const worker = new FileWorker();
  try {
    const frames: File[] = [];
    for (let index = 0; index < SKY.frames; index++) frames.push(await worker.simulateFrame(index));
    return frames;
  } finally {
    worker.terminate();
  }
}
