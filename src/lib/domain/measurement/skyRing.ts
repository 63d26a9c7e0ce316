/** The ring around a star in which its sky is measured, in the full width at half maximum: beyond its wings. */
export const SKY_RING = [4, 6.75] as const;
