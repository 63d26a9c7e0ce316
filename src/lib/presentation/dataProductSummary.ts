import { timeDoubtText } from '../domain/sky/sentences';
import { timeDoubts } from '../domain/sky/timeDoubts';
import { correctedFacts } from '../domain/rows/correctedFacts';
import type { Corrections } from '../domain/rows/Corrections';
import type { DataProduct } from '../domain/rows/DataProduct';

const CORRECTABLE: Record<keyof Corrections, string> = {
  filter: 'filter',
  mosaic: 'mosaic',
  frameType: 'frame type',
  observed: 'time',
  timeStamp: 'time stamp',
  clockOffset: 'clock',
  exposureTime: 'exposure time',
  targetPosition: 'position',
  observingSite: 'site',
  gain: 'gain',
  readNoise: 'read noise'
};

/** `LCO 1m 120 s in R · 461 × 461 px · corrected: filter`: what a line about a file has room for. */
export function dataProductSummary(product: DataProduct): string {
  const facts = correctedFacts(product);
  if (!facts) return '';
  const { site, telescope, exposureTime, filter, frameType, width, height, observed } = facts;
  const where = [site, telescope].filter((part) => part !== null).join(' ');
  const exposure = exposureTime === null ? '' : `${Number(exposureTime.toFixed(3))} s`;
  const observation = [where, exposure, filter && `in ${filter}`].filter(Boolean).join(' ');
  const size = width === null || height === null ? '' : `${width} × ${height} px`;
  const corrected = (Object.keys(CORRECTABLE) as (keyof Corrections)[])
    .filter((key) => key in product.corrections)
    .map((key) => CORRECTABLE[key])
    .join(', ');
  const doubts = observed ? timeDoubts(observed).map(timeDoubtText).join(', ') : '';
  return [
    frameType,
    observation,
    size,
    doubts && `doubtful: ${doubts}`,
    corrected && `corrected: ${corrected}`
  ]
    .filter(Boolean)
    .join(' · ');
}
