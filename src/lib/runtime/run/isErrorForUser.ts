/** Told by name: `instanceof` does not hold between realms. */
const NAMES = new Set<unknown>(['AsyncError', 'NotImplementedError']);

/** Whether what a pipeline has thrown tells its user in a sentence what is wrong. */
export const isErrorForUser = (error: unknown): error is Error =>
  NAMES.has((error as Partial<Error> | null | undefined)?.name);
