import type { Kernels } from './loadKernels';

/** Modules whose room is lent. */
const lent = new WeakSet<Kernels>();

/**
 * Lends the memory of the module beyond its scratch space, of which there is one, until the work is done: to an image, or
 * to strips of frames. Whoever asks for it meanwhile is given null, and works without, so that neither overwrites what the
 * other has there.
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
