const MANY = 20;

/**
 * Standard deviations from the median of its pixel beyond which a value is set aside. Of many frames, 3 takes so many
 * values of mere noise that 30 frames have 1 % more of it; 3.3 costs a third of that. Of few, one wild value widens
 * the deviation too much for more than 3.
 */
export const clipLimit = (frames: number): number => (frames < MANY ? 3 : 3.3);
