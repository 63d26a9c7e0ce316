import { expose } from 'comlink';
import { inspectFile } from './inspectFile';
import { readPhotometry } from './readPhotometry';
import { readTimes } from './readTimes';
import { simulateFrame } from './simulateFrame';

const worker = { inspectFile, readPhotometry, readTimes, simulateFrame };

export type FileWorkerApi = typeof worker;

expose(worker);
