/** A pipeline: the label that people see, and where it lives. */
export interface RegisteredPipeline {
  readonly label: string;
  readonly load: () => Promise<{ readonly default: unknown }>;
}

/**
 * Pipelines by id, the name of their folder, by which processes and links name them for good. To add one: a folder
 * beside this file and a line here. They are loaded when first needed; one that fails to load harms no other.
 */
export const registry: Readonly<Record<string, RegisteredPipeline>> = {
  cal: { label: 'Calibrate', load: () => import('./cal/pipeline') },
  catalogue: { label: 'Source catalogue', load: () => import('./catalogue/pipeline') },
  example: { label: 'Example pipeline', load: () => import('./example/pipeline') },
  lightcurve: { label: 'Light curve', load: () => import('./lightcurve/pipeline') },
  period: { label: 'Period search', load: () => import('./period/pipeline') },
  quality: { label: 'Frame quality report', load: () => import('./quality/pipeline') },
  rgb: { label: 'Colour image', load: () => import('./rgb/pipeline') },
  stack: { label: 'Align and stack', load: () => import('./stack/pipeline') },
  timelapse: { label: 'Timelapse', load: () => import('./timelapse/pipeline') }
};
