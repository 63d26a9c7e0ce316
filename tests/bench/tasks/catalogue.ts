import { openFrame } from '../../../src/lib/frames/openFrame';
import { catalogueFrame } from '../../../src/lib/pipelines/catalogue/catalogueFrame';
import { uidOf } from '../../fixtures/uidOf';
import type { FrameFile } from '../frameTasks';

/** Of the catalogues that are measured. */
export const CATALOGUE_SETTINGS = {
  radii: [6, 4, 8, 12],
  unit: 'px',
  sky: 'mesh',
  inner: 16,
  outer: 24,
  threshold: 1.5,
  gain: null,
  zero_point: null,
  saturation: 65_000,
  correct: true,
  colour: 'all'
} as const;

/** Measures the sources of each frame in four apertures. */
export async function catalogue(frames: readonly FrameFile[]): Promise<readonly FrameFile[]> {
  for (const { name, blob } of frames) {
    const frame = await openFrame({ uid: uidOf(0), name, blob, facts: null });
    const made = await frame.withImage((lent) => catalogueFrame(frame, lent, CATALOGUE_SETTINGS));
    if ('refusal' in made) throw new Error(`${name}: ${made.refusal.code}`);
  }
  return [];
}
