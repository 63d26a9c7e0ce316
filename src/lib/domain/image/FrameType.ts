export const FRAME_TYPES = { light: 'Light', bias: 'Bias', dark: 'Dark', flat: 'Flat' } as const;

export type FrameType = keyof typeof FRAME_TYPES;
