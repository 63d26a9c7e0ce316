export { calibrate } from './calibrate';
export { combine, prepareCombine } from './combine';
export { combineIntegers } from './combineIntegers';
export { decodePixels } from './decodePixels';
export { foldPhases } from './foldPhases';
export { resampleTile } from './resampleTile';
export { brightParts } from './brightParts';
export { countInBins, takeFinite } from './cellValues';
export { firstAbove, highestValue } from './scanPixels';
export { weighKept } from './weighKept';

/** First byte of memory that holds no data of the module: what comes after is scratch space of the caller. */
export const heapBase: usize = __heap_base;
