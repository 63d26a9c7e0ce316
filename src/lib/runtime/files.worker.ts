import { expose } from 'comlink';
import { inspectFile } from './inspectFile';
import { simulateFrame } from './simulateFrame';

const worker = { inspectFile, simulateFrame };

export type FileWorkerApi = typeof worker;

expose(worker);
