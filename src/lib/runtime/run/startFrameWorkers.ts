import type { InputFile } from '../../domain/rows/InputFile';
import { FrameWorker } from './FrameWorker';

const MAX_WORKERS = 4;
/** Bytes for the frames in all workers together. */
const BUDGET = 2 ** 28;
/** Memory of a step for each pixel of its frame: the file, the image and what is made of it. */
const BYTES_PER_PIXEL = 16;
/** Pixels in a byte of a file of which no more is known: half, as most cameras write 16 bits, and not compressed. */
const PIXELS_PER_BYTE = 0.5;

/**
 * Workers for a pass over frames, as many as the device has cores and the memory room; none where one would be alone,
 * or cannot be made.
 * @param startWorker starts a worker for `FrameWorker`; null where that is impossible
 */
export function startFrameWorkers(
  pipelineId: string,
  files: readonly InputFile[],
  startWorker: (() => Worker) | null
): FrameWorker[] {
  const largest = files.reduce((max, file) => Math.max(max, pixelsOf(file)), 1);
  const room = Math.floor(BUDGET / (BYTES_PER_PIXEL * largest));
  const count = Math.min(MAX_WORKERS, navigator.hardwareConcurrency, files.length, room);
  if (count < 2 || !startWorker) return [];
  return Array.from({ length: count }, () => new FrameWorker(pipelineId, startWorker));
}

const pixelsOf = ({ facts, blob }: InputFile): number =>
  facts?.width && facts.height ? facts.width * facts.height : PIXELS_PER_BYTE * blob.size;
