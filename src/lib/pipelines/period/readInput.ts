import { readBlob } from '../../fits/file/readBlob';
import { AsyncError, type InputFile, namingFile, type RunningProcess } from '../api';
import type { Brightnesses } from './Brightnesses';
import type { ColumnNames } from './ColumnNames';
import { readFitsTable } from './readFitsTable';
import { readPhotometry } from './readPhotometry';
import { readTextFile } from './readTextFile';

const GZIP_MAGIC = [0x1f, 0x8b];
const MAX_TEXT_BYTES = 64 * 2 ** 20;

/**
 * The measurements in the input files, or without files those of the target.
 * @throws AsyncError naming the file that cannot be read
 */
export async function readInput(
  { inputFiles, photometry }: Pick<RunningProcess, 'inputFiles' | 'photometry'>,
  names: ColumnNames
): Promise<Brightnesses> {
  if (inputFiles.length === 0) {
    if (photometry.length === 0)
      throw new AsyncError(
        'No input files to process, and the target has no photometry. Choose a table of times and magnitudes, or measure frames first.'
      );
    return readPhotometry(photometry);
  }
  const read: Brightnesses[] = [];
  for (const file of inputFiles) read.push(await readFile(file, names));
  const [first] = read;
  const other = read.findIndex(({ kind, timeName }) => kind !== first.kind || timeName !== first.timeName);
  if (other > 0)
    throw new AsyncError(
      `'${inputFiles[other].name}' has ${read[other].kind} over ${read[other].timeName}, but '${inputFiles[0].name}' ` +
        `has ${first.kind} over ${first.timeName}: they cannot be searched together.`
    );
  return {
    ...first,
    times: read.flatMap(({ times }) => times),
    values: read.flatMap(({ values }) => values),
    errors: read.flatMap(({ errors }) => errors),
    filters: read.flatMap(({ filters }) => filters),
    warnings: read.flatMap(({ warnings }) => warnings),
    notes: read.flatMap(({ notes }, i) => notes.map((note) => `'${inputFiles[i].name}': ${note}`))
  };
}

function readFile({ name, blob }: InputFile, names: ColumnNames): Promise<Brightnesses> {
  return namingFile(name, async () => {
    const start = new Uint8Array(await readBlob(blob.slice(0, 9)));
    const isFits = new TextDecoder('latin1').decode(start) === 'SIMPLE  =';
    if (isFits || GZIP_MAGIC.every((byte, i) => start[i] === byte))
      return await readFitsTable(name, blob, names);
    if (blob.size > MAX_TEXT_BYTES) throw new AsyncError('a text of more than 64 MB cannot be read.');
    return readTextFile(name, new TextDecoder().decode(await readBlob(blob)), names);
  });
}
