import { FitsError } from './FitsError';

/** What is read; null where it is refused. */
export function orNull<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof FitsError) return null;
    throw error;
  }
}
