import type { DataProduct } from './DataProduct';

/** `LCO 1m 120 s in R`, `461 x 461 px`: what a line about a file has room for. */
export function dataProductSummary({ facts }: DataProduct): string {
  if (!facts) return '';
  const { site, telescope, exposureTime, filter, frameType, width, height } = facts;
  const where = [site, telescope].filter((part) => part !== null).join(' ');
  const exposure = exposureTime === null ? '' : `${Number(exposureTime.toFixed(3))} s`;
  const observation = [where, exposure, filter && `in ${filter}`].filter(Boolean).join(' ');
  const size = width === null || height === null ? '' : `${width} × ${height} px`;
  return [frameType, observation, size].filter(Boolean).join(' · ');
}
