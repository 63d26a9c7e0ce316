import { expose } from 'comlink';
import { afterEach, expect, test, vi } from 'vitest';
import type { DataProductPk } from '../../../../src/lib/domain/units/Brand';
import { writeFits } from '../../../../src/lib/fits/write/writeFits';
import { ViewerSession } from '../../../../src/lib/runtime/viewer/ViewerSession';
import { FrameViewer } from '../../../../src/lib/services/viewer/FrameViewer.svelte';

afterEach(() => vi.unstubAllGlobals());

test('a checksum that could not be read is read again, one that could be read is not', async () => {
  const address = { productPk: 1 as DataProductPk, hdu: 0 };
  const blob = writeFits({ data: new Float32Array(6), axes: [3, 2] });
  const session = new ViewerSession();
  await session.open(address.productPk, blob);
  stubWorker(session);
  const viewer = new FrameViewer();
  const slice = vi.spyOn(blob, 'slice').mockImplementationOnce(() => {
    throw new Error('The disk is busy');
  });
  await expect(viewer.checksumSentence(address)).rejects.toThrow('The disk is busy');
  expect(await viewer.checksumSentence(address)).toBe('The checksum is correct.');
  slice.mockClear();
  expect(await viewer.checksumSentence(address)).toBe('The checksum is correct.');
  expect(slice).not.toHaveBeenCalled();
  viewer.terminate();
});

/** Node has no Web Workers: the session stays in this thread, behind a message channel as in a worker. */
function stubWorker(session: ViewerSession): void {
  vi.stubGlobal('Worker', function startWorker() {
    const { port1, port2 } = new MessageChannel();
    expose(session, port2);
    return Object.assign(port1, { terminate: () => port1.close() });
  });
}
