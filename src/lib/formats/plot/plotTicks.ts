import { fixedText } from '../../domain/units/fixedText';
import type { PlotAxis, PlotRange } from '../../domain/plot/Plot';

export interface PlotTick {
  readonly value: number;
  readonly label: string;
  /** A second line: the date, below the first time of each day, or the year, below its first date. */
  readonly below?: string;
}

/** Fraction of a step: ends of the range that are this close to a tick count as ticks. */
const ROUNDING = 1e-6;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 5, 10].map((count) => count * DAY)
];
const MONTH_STEPS = [1, 2, 3, 6];
const MONTH = 30.44 * DAY;

/** Ticks at round values within a range. @param max how many there is room for */
export function plotTicks(axis: PlotAxis, [from, to]: PlotRange, max: number): PlotTick[] {
  if (!(to > from)) return [];
  if (axis.scale === 'time') return timeTicks(from, to, max);
  return axis.scale === 'log' && to / from > 5 ? logTicks(from, to, max) : linearTicks(from, to, max);
}

function linearTicks(from: number, to: number, max: number): PlotTick[] {
  const step = roundStep((to - from) / max);
  const digits = Math.max(0, Math.min(20, -Math.floor(Math.log10(step) + 1e-9)));
  const first = Math.ceil(from / step - ROUNDING);
  const count = Math.floor(to / step + ROUNDING) - first + 1;
  return Array.from({ length: Math.min(count, 100) }, (_, i) => {
    const value = (first + i) * step;
    const isExtreme = Math.abs(value) >= 1e9 || digits > 9;
    return {
      value,
      label: isExtreme ? value.toExponential(2) : fixedText(value, digits)
    };
  });
}

/** Rounds up to 1, 2 or 5 times a power of ten. */
function roundStep(minStep: number): number {
  const power = 10 ** Math.floor(Math.log10(minStep));
  return (([1, 2, 5].find((factor) => factor * power >= minStep * 0.999) ?? 10) as number) * power;
}

function logTicks(from: number, to: number, max: number): PlotTick[] {
  const decades = Math.log10(to / from);
  const factors = decades * 3 <= max ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / max));
  const ticks: PlotTick[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++)
    for (const factor of power % every === 0 ? factors : []) {
      const value = Number(`${factor}e${power}`);
      if (value >= from && value <= to) ticks.push({ value, label: shortNumber(value) });
    }
  return ticks;
}

const shortNumber = (value: number): string =>
  value >= 1e-4 && value < 1e6 ? String(value) : value.toExponential(0);

function timeTicks(from: number, to: number, max: number): PlotTick[] {
  const minStep = (to - from) / max;
  const step = TIME_STEPS.find((size) => size >= minStep);
  if (step === undefined || step >= 2 * DAY) return calendarTicks(from, to, minStep, step);
  const ticks: PlotTick[] = [];
  let day = '';
  for (let value = Math.ceil(from / step) * step; value <= to; value += step) {
    const iso = new Date(value).toISOString();
    const label =
      step >= DAY ? iso.slice(5, 10) : iso.slice(11, step >= MINUTE ? 16 : step >= SECOND ? 19 : 23);
    const heading = step >= DAY ? iso.slice(0, 4) : iso.slice(0, 10);
    ticks.push(heading === day ? { value, label } : { value, label, below: heading });
    day = heading;
  }
  return ticks;
}

/** Ticks at days of the month, months or years. */
function calendarTicks(from: number, to: number, minStep: number, step: number | undefined): PlotTick[] {
  const months = MONTH_STEPS.find((count) => count * MONTH >= minStep);
  const years = roundStep(Math.max(1, minStep / (12 * MONTH)));
  const startDate = new Date(from);
  const dates: number[] = [];
  if (step !== undefined) {
    for (let start = monthStart(startDate, 0), i = 1; start <= to; start = monthStart(startDate, i++))
      // The 31st, or the 29th of February, would crowd the first of the next month.
      for (let date = start; date < monthStart(startDate, i) - step / 2; date += step) dates.push(date);
  } else if (months !== undefined) {
    const offset = startDate.getUTCMonth() % months;
    for (let i = 0; monthStart(startDate, i - offset) <= to; i += months)
      dates.push(monthStart(startDate, i - offset));
  } else {
    for (
      let year = Math.floor(startDate.getUTCFullYear() / years) * years;
      Date.UTC(year, 0) <= to;
      year += years
    )
      dates.push(Date.UTC(year, 0));
  }
  let heading = '';
  return dates
    .filter((value) => value >= from && value <= to)
    .map((value) => {
      const [year, month, day] = new Date(value).toISOString().slice(0, 10).split('-') as [
        string,
        string,
        string
      ];
      if (step === undefined) return { value, label: months === undefined ? year : `${year}-${month}` };
      const isNew = year !== heading;
      heading = year;
      return { value, label: `${month}-${day}`, ...(isNew && { below: year }) };
    });
}

const monthStart = (date: Date, later: number): number =>
  Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later);
