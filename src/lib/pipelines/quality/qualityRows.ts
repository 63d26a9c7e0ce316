import { itemAt } from '../../domain/units/itemAt';
import type { ExclusionReason } from './ExclusionReason';
import type { FrameQuality, UnreadableFile } from './FrameQuality';
import type { Drift } from './measureDrifts';
import { reasonText } from './sentences';

type Cell = string | number;

const REASONS = 'reasons_to_leave_out';
/** The same for programs, with semicolons between. */
const CODES = 'codes_to_leave_out';
const COLUMNS = [
  'frame',
  'file',
  'time_utc',
  'time_of',
  'filter',
  'exposure_s',
  'background',
  'background_rms',
  'stars',
  'fwhm_px',
  'fwhm_arcsec',
  'elongation',
  'saturated_pixels',
  'blank_pixels',
  'hot_pixels',
  'cosmic_rays',
  'trail_px',
  'drift_x_px',
  'drift_y_px',
  'rotation_deg',
  REASONS,
  CODES
];

/** The report as a table, column names first, files that cannot be read last. Unknown values are empty. */
export function qualityRows(
  frames: readonly FrameQuality[],
  drifts: readonly (Drift | null)[],
  reasons: readonly (readonly ExclusionReason[])[],
  unreadable: readonly UnreadableFile[]
): readonly (readonly Cell[])[] {
  return [
    COLUMNS,
    ...frames.map((frame, i) => rowOf(frame, itemAt(drifts, i), itemAt(reasons, i))),
    ...unreadable.map(({ name, number, reason }) => {
      const cells = { frame: number, file: name, [REASONS]: reasonText(reason), [CODES]: reason.code };
      return COLUMNS.map((column) => (cells as Readonly<Record<string, Cell>>)[column] ?? '');
    })
  ];
}

function rowOf(
  frame: FrameQuality,
  drift: Drift | null,
  reasons: readonly ExclusionReason[]
): readonly Cell[] {
  const { observed, filter, exposureTime } = frame.facts;
  const time = observed && (observed.mid ?? observed.start);
  return [
    frame.number,
    frame.name,
    time === null ? '' : new Date(time).toISOString(),
    observed ? (observed.mid === null ? 'start' : 'middle') : '',
    filter ?? '',
    exposureTime ?? '',
    significant(frame.background, 6),
    significant(frame.backgroundRms, 4),
    frame.stars,
    significant(frame.fwhm, 4),
    significant(frame.fwhm * frame.pixelScale, 4),
    significant(frame.elongation, 4),
    frame.pixels.saturated,
    frame.pixels.blank,
    frame.hotPixels,
    frame.cosmicRays,
    Math.round(frame.trailLength),
    drift ? hundredths(drift.x) : '',
    drift ? hundredths(drift.y) : '',
    drift ? hundredths(drift.rotation) : '',
    reasons.map(reasonText).join('; '),
    reasons.map(({ code }) => code).join(';')
  ];
}

const significant = (value: number, digits: number): Cell =>
  Number.isFinite(value) ? Number(value.toPrecision(digits)) : '';

/** Without a negative zero. */
const hundredths = (value: number): number => Math.round(100 * value) / 100 + 0;
