/** Measurements over time, at least one, in the order of time; arrays of the same length. */
export interface TimeSeries {
  /** Days. */
  readonly times: Float64Array;
  /** Magnitudes or fluxes. */
  readonly values: Float64Array;
  /** Standard deviations of the values, greater than 0. */
  readonly errors: Float64Array;
}

/** @throws RangeError if it has no points, arrays of different lengths, values that are not finite, or is out of order */
export function checkTimeSeries({ times, values, errors }: TimeSeries): void {
  if (times.length === 0 || times.length !== values.length || times.length !== errors.length)
    throw new RangeError(
      `Not a series: ${times.length} times, ${values.length} values, ${errors.length} errors`
    );
  for (let i = 0; i < times.length; i++) {
    if (!Number.isFinite(times[i]) || !Number.isFinite(values[i]) || !(errors[i] > 0 && errors[i] < Infinity))
      throw new RangeError(`Bad point ${i}: time ${times[i]}, value ${values[i]}, error ${errors[i]}`);
    if (i > 0 && times[i] < times[i - 1])
      throw new RangeError(`Not in order: point ${i} is earlier than the one before`);
  }
}
