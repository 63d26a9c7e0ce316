import { FitsError } from './FitsError';

/** The result of `read`, or null where it throws a FitsError. */
export function nullOnFitsError<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof FitsError) return null;
    throw error;
  }
}
