import { AsyncError } from './errors';
import { fileErrorText } from './fileErrorText';
import { isErrorOfFile } from './isErrorOfFile';

/**
 * Does something with a file.
 * @throws AsyncError that names the file, if an AsyncError or a FitsError tells what is wrong with it
 */
export async function namingFile<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isErrorOfFile(error)) throw error;
    throw new AsyncError(fileErrorText(name, error.message), { cause: error });
  }
}
