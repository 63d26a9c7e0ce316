import type { Sighting } from './movingTarget';

/** The moving target that the user looks for, from frame to frame. */
class MovingTargets {
  sightings = $state.raw<readonly Sighting[]>([]);
}

export const movingTargets = new MovingTargets();
