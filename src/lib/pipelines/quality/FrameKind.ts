/** What frames must have in common to be compared with each other. */
export type FrameKind = {
  readonly filter: string | null;
  readonly exposureTime: number | null;
  readonly width: number;
  readonly height: number;
};
