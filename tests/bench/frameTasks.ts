/** A plain FITS file of one image. */
export interface FrameFile {
  readonly name: string;
  readonly blob: Blob;
}

/** What other programs do with a folder of frames too, without the app around it. They give the files that are made. */
export const FRAME_TASKS = {
  register: async () => (await import('./tasks/register')).register,
  stack: async () => (await import('./tasks/stack')).stack,
  calibrate: async () => (await import('./tasks/calibrate')).calibrate,
  catalogue: async () => (await import('./tasks/catalogue')).catalogue
} as const;

export type FrameTask = keyof typeof FRAME_TASKS;
