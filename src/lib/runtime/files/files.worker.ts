import { expose } from 'comlink';
import { contentHash } from './contentHash';
import { importFile, listArchive } from './importFile';
import { inspectFile } from './inspectFile';
import { plotFile } from './plotFile';
import { readPhotometry } from './readPhotometry';
import { readTimes } from './readTimes';
import type { FileWorkerApi } from '../protocol';
import { simulateFrame } from './simulateFrame';

const worker: FileWorkerApi = {
  contentHash,
  importFile,
  inspectFile,
  listArchive,
  plotFile,
  readPhotometry,
  readTimes,
  simulateFrame
};

expose(worker);
