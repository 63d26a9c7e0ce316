import type { TimeSeries } from '../../kernels/periods/TimeSeries';

/** Subtracts a straight line, fitted by weighted least squares; the mean stays. */
export function removeTrend({ times, values, errors }: TimeSeries): {
  readonly values: Float64Array;
  /** Per day. */
  readonly slope: number;
} {
  const weights = errors.map((error) => (errors[0] / error) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (numbers: Float64Array): number =>
    numbers.reduce((sum, number, i) => sum + weights[i] * (number - numbers[0]), 0) / total + numbers[0];
  const [middle, mean] = [meanOf(times), meanOf(values)];
  let [product, square] = [0, 0];
  for (let i = 0; i < times.length; i++) {
    product += weights[i] * (times[i] - middle) * (values[i] - mean);
    square += weights[i] * (times[i] - middle) ** 2;
  }
  const slope = product / square;
  return { values: values.map((value, i) => value - slope * (times[i] - middle)), slope };
}
