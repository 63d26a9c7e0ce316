import { shiftedPattern } from '../domain/image/shiftedPattern';
import type { ObservedTime } from '../domain/sky/ObservedTime';
import { timeRemarks } from '../domain/sky/timeRemarks';
import { TIME_KEYWORDS } from '../fits/facts/singleExposureKeywords';
import type { Card } from '../fits/file/formatCard';
import { isBottomUp, MOSAIC_KEYWORDS } from './declaredMosaic';
import type { Frame } from './Frame';

/** Cards to be written, and keywords that no longer hold, as regular expressions. */
export interface CorrectedCards {
  readonly cards: readonly Card[];
  readonly without: readonly string[];
}

/**
 * What the user of a frame says of its camera and site, for the header of what is made of it, whose file would else say
 * again what was corrected.
 */
export function cameraCards({ facts, header }: Pick<Frame, 'facts' | 'header'>): CorrectedCards {
  const { corrected, filter, observingSite: site, gain, readNoise } = facts;
  // A gain is multiplied by NCOMBINE where it is read, and what was corrected is that of this file.
  const isSingle = !((header.number('NCOMBINE') ?? 1) > 1);
  return {
    cards: [
      ...(corrected.includes('filter') && filter !== null
        ? ([['FILTER', filter, 'as corrected']] as const)
        : []),
      ...(gain !== null && isSingle ? ([['EGAIN', gain, 'electrons per unit, as corrected']] as const) : []),
      ...(readNoise !== null && isSingle
        ? ([['RDNOISE', readNoise, 'electrons, as corrected']] as const)
        : []),
      ...(site
        ? ([
            ['OBSGEO-B', site.latitude, '[deg] latitude, as corrected'],
            ['OBSGEO-L', site.longitude, '[deg] longitude to the east, as corrected']
          ] as const)
        : [])
    ],
    // The airmass was computed for the other site.
    without: site ? ['OBSGEO-[XYZ]', 'AIRMASS'] : []
  };
}

const TIME_CORRECTIONS = ['observed', 'timeStamp', 'clockOffset', 'exposureTime'] as const;

/** What the user of a frame says of it, for the header of what is made of it alone. */
export function correctedCards(frame: Pick<Frame, 'facts' | 'header' | 'sections'>): CorrectedCards {
  const { facts } = frame;
  const { corrected, observed, exposureTime } = facts;
  const camera = cameraCards(frame);
  const isRetimed = observed !== null && TIME_CORRECTIONS.some((key) => corrected.includes(key));
  const exposure: readonly Card[] =
    isRetimed && exposureTime !== null ? [['EXPTIME', exposureTime, '[s] exposure time']] : [];
  return {
    cards: [...camera.cards, ...(isRetimed ? timeCards(observed) : []), ...exposure, ...mosaicCards(frame)],
    without: [
      ...camera.without,
      ...(isRetimed ? [TIME_KEYWORDS] : []),
      ...(corrected.includes('mosaic') ? MOSAIC_KEYWORDS : [])
    ]
  };
}

function timeCards({ start, mid, source }: ObservedTime): readonly Card[] {
  const remarks = timeRemarks(source);
  const system = remarks.find(({ code }) => code === 'notConverted');
  // What is doubtful stays so.
  const clock = remarks.some(({ code }) => code === 'localTime') ? ', local time' : '';
  const isDay = remarks.some(({ code }) => code === 'noTimeOfDay');
  const moment = source.code === 'otherMoment' ? source.parameters.moment : 'start';
  const text = (time: number): string => new Date(time).toISOString().slice(0, isDay ? 10 : -1);
  return [
    ['TIMESYS', system?.code === 'notConverted' ? system.parameters.system : 'UTC', 'time scale'],
    ['DATE-OBS', text(start), `${moment === 'mid' ? 'middle' : moment} of exposure${clock}`],
    ...(mid === null ? [] : ([['DATE-AVG', text(mid), `middle of exposure${clock}`]] as const))
  ];
}

function mosaicCards({
  facts: { corrected, mosaic },
  header,
  sections: { trim, trimmed }
}: Pick<Frame, 'facts' | 'header' | 'sections'>): readonly Card[] {
  if (!corrected.includes('mosaic') || !mosaic || mosaic === 'none') return [];
  // Of the first pixel that is left; headers count from the top.
  const first = shiftedPattern(mosaic, trim?.x0 ?? 0, trim?.y0 ?? 0);
  const pattern = isBottomUp(header) ? shiftedPattern(first, 0, trimmed.height - 1) : first;
  return [
    ['BAYERPAT', pattern, 'mosaic of the camera, as corrected'],
    ['XBAYROFF', 0, 'columns of the mosaic before the first pixel'],
    ['YBAYROFF', 0, 'rows of the mosaic before the first pixel']
  ];
}
