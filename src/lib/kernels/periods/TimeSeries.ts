/** Measurements over time, one index for each; at least one, in the order of time. */
export interface TimeSeries {
  /** Days. */
  readonly times: Float64Array;
  /** Magnitudes or fluxes. */
  readonly values: Float64Array;
  /** Standard deviations of the values, greater than 0. */
  readonly errors: Float64Array;
}

/** @throws RangeError if it has no points, other numbers of times, values and errors, or such that are none */
export function checkTimeSeries({ times, values, errors }: TimeSeries): void {
  if (times.length === 0 || times.length !== values.length || times.length !== errors.length)
    throw new RangeError(`${times.length} times, ${values.length} values, ${errors.length} errors`);
  for (let i = 0; i < times.length; i++) {
    if (!Number.isFinite(times[i]) || !Number.isFinite(values[i]) || !(errors[i] > 0 && errors[i] < Infinity))
      throw new RangeError(`point ${i}: time ${times[i]}, value ${values[i]}, error ${errors[i]}`);
    if (i > 0 && times[i] < times[i - 1]) throw new RangeError(`point ${i} is earlier than the one before`);
  }
}
