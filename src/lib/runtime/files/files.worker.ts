import { expose } from 'comlink';
import { inspectFile } from './inspectFile';
import { plotFile } from './plotFile';
import { readPhotometry } from './readPhotometry';
import { readTimes } from './readTimes';
import type { FileWorkerApi } from '../protocol';
import { simulateFrame } from './simulateFrame';

const worker: FileWorkerApi = { inspectFile, plotFile, readPhotometry, readTimes, simulateFrame };

expose(worker);
