import { expose } from 'comlink';
import { inspectFile } from './inspectFile';
import { readTimes } from './readTimes';
import { simulateFrame } from './simulateFrame';

const worker = { inspectFile, readTimes, simulateFrame };

export type FileWorkerApi = typeof worker;

expose(worker);
