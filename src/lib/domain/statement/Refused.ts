import type { Statement } from './Statement';

/** In the place of what was asked for: why there is none. */
export interface Refused<Refusal extends Statement> {
  readonly refusal: Refusal;
}
