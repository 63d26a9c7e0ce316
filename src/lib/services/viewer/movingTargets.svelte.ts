import type { Sighting } from './movingTarget';

/** Where the user has marked a moving target; kept from frame to frame. */
class MovingTargets {
  sightings = $state.raw<readonly Sighting[]>([]);
}

export const movingTargets = new MovingTargets();
