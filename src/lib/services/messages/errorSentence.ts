import { isQuotaExceeded } from '../../store/isQuotaExceeded';
import { isStoreClosed } from '../../store/storeClosed';

const QUOTA_SENTENCE =
  'There is no space left for this app on the device. Delete files you no longer need, or free space, and try again.';

const CLOSED_SENTENCE =
  'A newer version of Pocket TOM has taken over what is stored here, and this tab stores nothing any more. Reload it.';

/** Any error as a sentence a person can act on. */
export function errorSentence(error: unknown): string {
  if (isQuotaExceeded(error)) return QUOTA_SENTENCE;
  if (isStoreClosed(error)) return CLOSED_SENTENCE;
  return error instanceof Error && error.message ? error.message : String(error);
}
