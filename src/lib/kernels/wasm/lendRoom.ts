import type { Kernels } from './loadKernels';

/** Modules whose room is lent. */
const lent = new WeakSet<Kernels>();

/**
 * Lends the memory of the module beyond its scratch space, of which there is one, until the work is done: to an image, or
 * to strips of frames. Anyone else who asks meanwhile gets null, and works without it, so that neither overwrites the other's
 * data.
 */
export async function lendRoom<Result>(
  kernels: Kernels | null,
  work: (kernels: Kernels | null) => Promise<Result>
): Promise<Result> {
  if (!kernels || lent.has(kernels)) return work(null);
  lent.add(kernels);
  try {
    return await work(kernels);
  } finally {
    lent.delete(kernels);
  }
}

/** For work that is done before anyone else can ask. */
export const isRoomLent = (kernels: Kernels): boolean => lent.has(kernels);
