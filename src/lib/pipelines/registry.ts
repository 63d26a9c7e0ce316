/**
 * Pipelines by the name shown to the user. To add one: a folder beside this file and a line here.
 * They are loaded when first needed; one that fails to load harms no other.
 */
export const registry: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {
  'Align and stack': () => import('./stack/pipeline'),
  Calibrate: () => import('./cal/pipeline'),
  'Colour image': () => import('./rgb/pipeline'),
  'Example pipeline': () => import('./example/pipeline'),
  'Frame quality report': () => import('./quality/pipeline'),
  'Light curve': () => import('./lightcurve/pipeline'),
  'Period search': () => import('./period/pipeline'),
  'Source catalogue': () => import('./catalogue/pipeline'),
  Timelapse: () => import('./timelapse/pipeline')
};
