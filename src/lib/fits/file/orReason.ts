import { FitsError } from './FitsError';

/** What is read; a sentence that tells why where it is refused. */
export async function orReason<Result>(read: () => Result | Promise<Result>): Promise<Result | string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FitsError) return error.message;
    throw error;
  }
}
