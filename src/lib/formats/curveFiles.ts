import { itemAt } from '../domain/units/itemAt';
import { aavsoExtended } from './aavsoExtended';
import { toCsv } from './csv';
import { transitTable } from './transitTable';
import type { PhotometryFields } from '../domain/rows/photometryValue';
import type { UnixMilliseconds } from '../domain/units/Brand';
import { curvePoints } from '../domain/measurement/curvePoints';
import type { LightCurve } from '../domain/measurement/LightCurve';
import type { Measurements } from '../domain/measurement/Measurements';
import { DAY, UNIX_JD } from '../domain/units/days';
import { unixToModifiedJulianDate } from '../domain/units/modifiedJulianDate';

const COLUMNS = [
  'file',
  'time_utc',
  'bjd_tdb',
  'magnitude',
  'error',
  'limit',
  'filter',
  'airmass',
  'check_magnitude',
  'check_error',
  'fwhm_px',
  'x_px',
  'y_px',
  'sky',
  'quality'
];

/** One measurement: MJD (UTC) of the middle of the exposure, and the index of the frame. */
type PhotometryRow = PhotometryFields & { readonly time: number; readonly frame: number };

/**
 * A light curve as rows of photometry.
 * @param excluded index of each excluded frame -> the reason
 */
export function curvePhotometry(
  measurements: Measurements,
  curve: LightCurve,
  excluded: ReadonlyMap<number, string> = new Map()
): PhotometryRow[] {
  return curvePoints(measurements, curve, 'withExcluded').map(
    ({ frame, time, magnitude, error, isLimit, bjdTdb, airmass, quality }) => ({
      time: unixToModifiedJulianDate(time as UnixMilliseconds),
      magnitude,
      error: isLimit ? null : error,
      ...(isLimit && { isLimit }),
      frame,
      filter: measurements.filter || undefined,
      bjdTdb: finiteOrUndefined(bjdTdb),
      airmass: finiteOrUndefined(airmass),
      quality,
      excluded: excluded.get(frame)
    })
  );
}

const finiteOrUndefined = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

/**
 * A light curve as a table of all that belongs to each point; unknown values are empty. Where the target was not seen,
 * the limit stands in a column of its own.
 */
export function curveCsv(measurements: Measurements, curve: LightCurve): string {
  const { frames, filter, x, y, sky } = measurements;
  const check = checkCurve(curve);
  const rows = curvePoints(measurements, curve).map((point) => [
    point.name,
    new Date(point.time).toISOString(),
    fixed(point.bjdTdb, 7),
    point.isLimit ? '' : fixed(point.magnitude, 5),
    fixed(point.error, 5),
    point.isLimit ? fixed(point.magnitude, 5) : '',
    filter,
    fixed(point.airmass, 4),
    fixed(check?.magnitude[point.frame], 5),
    fixed(check?.error[point.frame], 5),
    fixed(frames.fwhm[point.frame], 3),
    // Pixels are counted from 1, as in the FITS standard.
    fixed(itemAt(x, point.frame) + 1, 2),
    fixed(itemAt(y, point.frame) + 1, 2),
    fixed(sky[point.frame], 3),
    point.quality
  ]);
  return toCsv([COLUMNS, ...rows]);
}

const fixed = (value: number | undefined, decimals: number): string =>
  value !== undefined && Number.isFinite(value) ? value.toFixed(decimals) : '';

/** A light curve in the AAVSO Extended File Format. */
export function curveForAavso(measurements: Measurements, curve: LightCurve, observer: string): string {
  const { target, filter, frames, stars, radii, flux } = measurements;
  const { members, check, isCalibrated, radius } = curve;
  const single = members.length === 1 ? itemAt(members, 0) : -1;
  const ofCheck = single < 0 ? checkCurve(curve)?.magnitude : undefined;
  const instrumental = (star: number, frame: number): number => {
    if (star < 0) return NaN;
    return -2.5 * Math.log10(itemAt(flux, (radius * stars.count + star) * frames.count + frame));
  };
  return aavsoExtended({
    star: target.name,
    observer,
    software: 'Pocket TOM',
    filter,
    isStandard: isCalibrated,
    comparison: single < 0 ? 'ENSEMBLE' : itemAt(stars.names, single),
    check: check < 0 ? null : itemAt(stars.names, check),
    notes: `${members.length} comparison stars|APERTURE=${itemAt(radii, radius).toFixed(2)} px`,
    observations: curvePoints(measurements, curve).map(
      ({ frame, time, magnitude, error, isLimit, airmass }) => ({
        jd: time / DAY + UNIX_JD,
        magnitude,
        // Of the magnitude itself, unlike those of the curve, which all have the same zero point.
        error: Math.hypot(error, curve.zeroPointError),
        isLimit,
        airmass,
        comparisonMagnitude: instrumental(single, frame),
        // Against an ensemble, that of the check star is on the scale of the others (AAVSO Extended File Format).
        checkMagnitude: ofCheck?.[frame] ?? instrumental(check, frame)
      })
    )
  });
}

/** A light curve as ExoClock and ETD accept it: fluxes relative to the median; '' where BJD_TDB is unknown. */
export function curveForTransits(measurements: Measurements, curve: LightCurve): string {
  const points = curvePoints(measurements, curve).filter(
    ({ bjdTdb, isLimit }) => Number.isFinite(bjdTdb) && !isLimit
  );
  if (points.length === 0) return '';
  const sorted = points.map(({ magnitude }) => magnitude).sort((a, b) => a - b);
  const median = itemAt(sorted, sorted.length >> 1);
  return transitTable(
    measurements.target.name,
    measurements.filter,
    points.map(({ bjdTdb, magnitude, error }) => {
      const flux = 10 ** (-0.4 * (magnitude - median));
      return { bjdTdb, flux, error: (flux * error * Math.LN10) / 2.5 };
    })
  );
}

/** Of the check star, on the scale of the target. */
function checkCurve({ check, curveOf, zeroPoint }: LightCurve) {
  if (check < 0) return null;
  const { magnitude, error } = curveOf(check);
  return { magnitude: magnitude.map((value) => value + zeroPoint), error };
}
