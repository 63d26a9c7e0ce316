import { AsyncError } from './errors';

/**
 * Reads what the user typed.
 * @throws AsyncError with the sentence of the RangeError that `read` throws, with a full stop
 */
export function orRefused<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AsyncError(error.message.replace(/\.?$/, '.'), { cause: error });
  }
}
