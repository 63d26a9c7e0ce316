import { isQuotaExceeded } from '../../store/isQuotaExceeded';

const QUOTA_SENTENCE =
  'There is no space left for this app on the device. Delete files you no longer need, or free space, and try again.';

/** Any error as a sentence a person can act on. */
export function errorSentence(error: unknown): string {
  if (isQuotaExceeded(error)) return QUOTA_SENTENCE;
  return error instanceof Error && error.message ? error.message : String(error);
}
