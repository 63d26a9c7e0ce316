import { FitsError } from '../file/FitsError';
import type { FitsHeader } from '../file/FitsHeader';
import type { WcsAxes } from './wcsAxes';
import { wcsNumber } from './wcsNumber';
import { type Projection, zenithal } from './wcsProjection';

const MAX_PARAMETER = 20;
/** Steps in which the first turn of the polynomial is searched for. */
const STEPS = 2000;
const BISECTIONS = 60;

/**
 * The projection ZPN: the distance in the plane is a polynomial of that on the sphere, in the PVi_m of the latitude.
 * It counts up to where it turns back. Source: Calabretta and Greisen 2002, A&A 395, 1077, section 5.1.7.
 * @throws FitsError if its first terms are not those of a projection that has its reference point in the middle
 */
export function wcsZpn(header: FitsHeader, { latitude }: WcsAxes): Projection {
  const terms = Array.from({ length: MAX_PARAMETER + 1 }, (_, m) =>
    wcsNumber(header, `PV${latitude}_${m}`, 0)
  );
  const [constant = 0, slope = 0] = terms;
  if (constant !== 0 || !(slope > 0))
    throw new FitsError(
      `The polynomial of ZPN must begin with PV${latitude}_0 = 0 and a PV${latitude}_1 above 0.`
    );
  const radius = (angle: number) => terms.reduceRight((sum, term) => sum * angle + term, 0);
  const end = firstTurn(radius);
  return zenithal({
    limit: radius(end),
    toSphere(r) {
      if (r === 0) return [1 / slope, 1];
      const angle = solve(radius, r, end);
      return [Math.sin(angle) / r, Math.cos(angle)];
    },
    toPlane(sin, cos) {
      const angle = Math.atan2(sin, cos);
      if (angle > end) return NaN;
      return sin === 0 ? (cos > 0 ? slope : NaN) : radius(angle) / sin;
    }
  });
}

/** The angle up to which the distance grows, at most 180 degrees. */
function firstTurn(radius: (angle: number) => number): number {
  const step = Math.PI / STEPS;
  for (let i = 1; i <= STEPS; i++) if (!(radius(i * step) > radius((i - 1) * step))) return (i - 1) * step;
  return Math.PI;
}

function solve(radius: (angle: number) => number, r: number, end: number): number {
  let [low, high] = [0, end];
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (radius(middle) < r) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
