import { transfer } from 'comlink';
import { WatchedWorker, type WorkerLostError } from '../WatchedWorker';
import type { ViewerWorkerApi } from '../protocol';

/** A `ViewerSession` in a worker of its own. Its caller must terminate it. */
export class ViewerWorker extends WatchedWorker<ViewerWorkerApi> {
  constructor(onlost: (reason: WorkerLostError) => void) {
    super(() => new Worker(new URL('./viewer.worker.ts', import.meta.url), { type: 'module' }), onlost);
  }

  /**
   * Hands a canvas over to the worker, for good.
   * @throws Error in a browser that cannot do this
   */
  async attach(canvas: HTMLCanvasElement): Promise<void> {
    if (!('transferControlToOffscreen' in canvas))
      throw new Error(
        'This browser cannot draw frames (it has no OffscreenCanvas). Update it, or use another.'
      );
    const offscreen = canvas.transferControlToOffscreen();
    return this.call((session) => session.attach(transfer(offscreen, [offscreen])));
  }
}
