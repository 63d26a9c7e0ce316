/** Whether a write failed because the browser allows no more space. Dexie wraps the cause when it aborts. */
export function isQuotaExceeded(error: unknown): boolean {
  if (!(error instanceof Object)) return false;
  if ('name' in error && error.name === 'QuotaExceededError') return true;
  return 'inner' in error && isQuotaExceeded(error.inner);
}
