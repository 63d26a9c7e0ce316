/** What frames have in common that can be compared with each other. */
export type FrameKind = {
  readonly filter: string | null;
  readonly exposureTime: number | null;
  readonly width: number;
  readonly height: number;
};
