import type { Statements } from '../../domain/statement/Statement';

/** By what errors of bright stars were computed, where no header says it beyond doubt. Gains in electrons per unit. */
export type GainWarning = Statements<{
  /** Neither headers nor stars tell. */
  gainAssumed: { readonly gain: number };
  /** A header has it, which may as well be the position of a dial, and the stars do not tell. */
  gainDoubtful: { readonly gain: number; readonly keyword: string };
  /** The scatter of the stars tells. `header`: what it says instead, if it says anything. */
  gainMeasured: { readonly gain: number; readonly error: number; readonly header: number | null };
  /** Stars scatter less than photons allow by the gain of the header, which is used all the same. */
  gainContradicted: { readonly gain: number; readonly error: number; readonly header: number };
}>;
