import { FitsError } from '../../fits/FitsError';
import { AsyncError } from '../api';

/**
 * Does something with a file.
 * @throws AsyncError that names the file, if it cannot be read
 */
export async function namingFile<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FitsError)
      throw new AsyncError(`Error in file '${name}': ${error.message}`, { cause: error });
    throw error;
  }
}
