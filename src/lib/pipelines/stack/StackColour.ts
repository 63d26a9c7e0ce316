import type { FrameColour } from '../../kernels/picture/mosaicColour';

/** What of colour pictures is stacked: one colour, the mean of all, or each to a plane of its own. */
export type StackColour = FrameColour | 'each';

/** The colours of a picture, in the order of its planes. */
export const PLANES = ['red', 'green', 'blue'] as const;

export type PlaneColour = (typeof PLANES)[number];
