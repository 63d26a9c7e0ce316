import { FitsError } from './FitsError';

/** What is read; where it is refused, the error that tells why. */
export async function orFitsError<Result>(read: () => Result | Promise<Result>): Promise<Result | FitsError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FitsError) return error;
    throw error;
  }
}
