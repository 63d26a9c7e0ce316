/** Thrown by a pipeline to stop its process and mark it as failed; the message is shown to the user. */
export class AsyncError extends Error {
  override readonly name = 'AsyncError';
}

/** Thrown for a part that is not written yet; like `AsyncError`, its message is shown to the user. */
export class NotImplementedError extends Error {
  override readonly name = 'NotImplementedError';
}

/** A registered pipeline that breaks the contract. The message says how. */
export class InvalidPipelineError extends Error {
  override readonly name = 'InvalidPipelineError';
}
