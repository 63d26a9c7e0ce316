import type { FrameProblem } from '../../domain/measurement/FrameProblem';
import type { Refused } from '../../domain/statement/Refused';
import { FitsError } from '../../fits/file/FitsError';
import { orFitsError } from '../../fits/file/orFitsError';

/** What is read of a frame; a refusal where it cannot be read. */
export async function orUnreadable<Result>(
  read: () => Promise<Result>
): Promise<Result | Refused<FrameProblem>> {
  const result = await orFitsError(read);
  return result instanceof FitsError
    ? { refusal: { code: 'unreadable', parameters: { message: result.message } } }
    : result;
}
