import { expose } from 'comlink';
import { answerLife } from '../answerLife';
import { contentHash } from './contentHash';
import { importFile, listArchive } from './importFile';
import { inspectFile } from './inspectFile';
import { makeThumbnail } from './makeThumbnail';
import { plotFile } from './plotFile';
import { readPhotometry } from './readPhotometry';
import { readTimes } from './readTimes';
import type { FileWorkerApi } from '../protocol';
import { simulateFrame } from './simulateFrame';

// What inspects files is loaded with this script, all or nothing: a part that is missing would look like a fault of a file.
const worker: FileWorkerApi = {
  contentHash,
  importFile,
  inspectFile,
  listArchive,
  makeThumbnail,
  plotFile,
  readPhotometry,
  readTimes,
  simulateFrame
};

answerLife();
expose(worker);
