/** A worker in Chromium that does a task with frames, and says when. */
import { FRAME_TASKS, type FrameFile, type FrameTask } from './frameTasks';

// Errors of promises reach the page as all others do.
addEventListener('unhandledrejection', ({ reason }) => reportError(reason));

onmessage = async ({ data }: MessageEvent<{ task: FrameTask; frames: readonly FrameFile[] }>) => {
  const run = await FRAME_TASKS[data.task]();
  const made = await run(data.frames);
  // Read, as a program that writes them would have to.
  for (const { blob } of made) await blob.arrayBuffer();
  postMessage(made.length);
};
