import { expose } from 'comlink';
import { inspectFile } from './inspectFile';
import { plotFile } from './plotFile';
import { readPhotometry } from './readPhotometry';
import { readTimes } from './readTimes';
import { simulateFrame } from './simulateFrame';

const worker = { inspectFile, plotFile, readPhotometry, readTimes, simulateFrame };

export type FileWorkerApi = typeof worker;

expose(worker);
