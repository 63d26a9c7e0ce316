/**
 * Run by Node on its own, so that processor time and memory are those of a whole process: does a task with the frames of
 * a folder, writes what is made to another, and prints what it took as JSON.
 */
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileBlob } from './FileBlob';
import { FRAME_TASKS, type FrameTask } from './frameTasks';
import { ownUsage } from './ownUsage';

const [task, folder, output] = process.argv.slice(2) as [FrameTask, string, string];
const frames = readdirSync(folder)
  .toSorted()
  .map((name) => ({ name, blob: FileBlob.open(join(folder, name)) }));
const run = await FRAME_TASKS[task]();
for (const { name, blob } of await run(frames))
  await writeFile(join(output, name), Buffer.from(await blob.arrayBuffer()));
process.stdout.write(JSON.stringify(ownUsage()));
