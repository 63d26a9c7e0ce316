import { matchStars } from '../../../src/lib/kernels/alignment/matchStars';
import { matchText } from '../../../src/lib/domain/measurement/sentences';
import { measure, type FrameMeasurement } from '../../../src/lib/pipelines/stack/frameSteps';
import { uidOf } from '../../fixtures/uidOf';
import type { FrameFile } from '../frameTasks';

/** Finds the stars of frames and matches them with those of the first. */
export async function register(frames: readonly FrameFile[]): Promise<readonly FrameFile[]> {
  let reference: FrameMeasurement | null = null;
  for (const { name, blob } of frames) {
    const frame = await measure({ uid: uidOf(0), name, blob, facts: null }, 'each');
    reference ??= frame;
    const match = matchStars(reference.stars, frame.stars);
    if (!match.isAligned) throw new Error(`${name}: ${matchText(match.reason)}`);
  }
  return [];
}
