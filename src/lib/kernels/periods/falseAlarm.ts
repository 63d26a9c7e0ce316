import type { TimeSeries } from './TimeSeries';

/**
 * The probability that noise alone reaches a generalised Lomb-Scargle power of at least `power` at some frequency up to
 * `highest`: an upper limit, close to the truth where it is small. Equals astropy's
 * `false_alarm_probability(power, method='baluev')` for one term.
 *
 * Sources: Baluev (2008), MNRAS 385, 1279; for several terms Baluev (2009), MNRAS 395, 1541.
 * @param power 0 to 1
 * @param highest frequency searched, per day
 * @param terms of the Fourier series, not counting the mean
 * @returns 1 if there are no more points than the fit has parameters
 */
export function falseAlarm(
  power: number,
  highest: number,
  { times, errors }: TimeSeries,
  terms: number
): number {
  const dataFreedom = times.length - 1;
  const fitFreedom = dataFreedom - 2 * terms;
  if (fitFreedom < 1) return 1;
  const unexplained = 1 - Math.min(power, 1);
  const bandwidth = highest * Math.sqrt(4 * Math.PI * weightedVariance(times, errors));
  const upcrossings =
    gammaRatio(dataFreedom) *
    bandwidth *
    termsFactor(terms) *
    unexplained ** ((fitFreedom - 1) / 2) *
    ((dataFreedom * power) / 2) ** (terms - 0.5);
  const single = singleFalseAlarm(unexplained, fitFreedom / 2, terms);
  return -Math.expm1(Math.log1p(-single) - upcrossings);
}

function weightedVariance(times: Float64Array, errors: Float64Array): number {
  let [total, mean] = [0, 0];
  for (let i = 0; i < times.length; i++) total += errors[i] ** -2;
  for (let i = 0; i < times.length; i++) mean += (errors[i] ** -2 / total) * (times[i] - times[0]);
  let variance = 0;
  for (let i = 0; i < times.length; i++)
    variance += (errors[i] ** -2 / total) * (times[i] - times[0] - mean) ** 2;
  return variance;
}

/** sqrt(2 / n) Gamma(n / 2) / Gamma((n - 1) / 2): nearly 1 for many points. */
function gammaRatio(n: number): number {
  return Math.sqrt(2 / n) * Math.exp(logGamma(n / 2) - logGamma((n - 1) / 2));
}

/** Stirling's series, after raising `x` to where three terms are exact to 1e-12. */
function logGamma(x: number): number {
  let lift = 0;
  for (; x < 20; x++) lift += Math.log(x);
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse / 1260)) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - lift;
}

/** Baluev (2009), equation 9: 1 for one term. */
function termsFactor(terms: number): number {
  let sum = 0;
  for (let k = 1; k <= terms; k++)
    sum += ((-1) ** (terms - k) * k ** (2 * terms + 1)) / (factorial(terms + k) * factorial(terms - k));
  let oddProduct = 1;
  for (let odd = 3; odd < 2 * terms; odd += 2) oddProduct *= odd;
  return (2 ** terms / oddProduct) * sum;
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** False alarm probability at one frequency: a beta distribution, whose series is finite for a whole number of terms. */
function singleFalseAlarm(unexplained: number, halfFreedom: number, terms: number): number {
  let [sum, coefficient] = [0, 1];
  for (let j = 0; j < terms; j++) {
    sum += coefficient * (1 - unexplained) ** j;
    coefficient *= (halfFreedom + j) / (j + 1);
  }
  return Math.min(1, unexplained ** halfFreedom * sum);
}
