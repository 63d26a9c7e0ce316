import { itemAt } from '../../domain/units/itemAt';
import { apertureFraction } from '../../kernels/photometry/apertureFraction';
import { nearest } from './chooseStars';
import type { ReferenceFrame } from './referenceFrame';
import type { TargetPath } from './targetPath';

/** Of all the light in the aperture of the target. */
export interface ForeignLight {
  readonly share: number;
  /** How far the star is that adds the most, pixels; NaN where there is none. */
  readonly distance: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Other stars add no more to an aperture than this: it is not crowded. */
export const HARMLESS_SHARE = 0.01;
/** A single star is no wider than so many times the others. */
const SINGLE = 1.4;
/** Where the target is not seen, it is taken to have so many standard deviations of the sky in its aperture. */
const UNSEEN = 3;
/** No star further away than so many FWHM beyond the aperture counts. */
const REACH = 10;

/** What other stars of the reference frame add to an aperture around the target, wherever it moves. */
export class TargetSurroundings {
  readonly #reference: ReferenceFrame;
  readonly #own: number;

  constructor(reference: ReferenceFrame, path: TargetPath) {
    this.#reference = reference;
    this.#own = nearest(reference.sources, path.at(reference.frame.time), 2 * reference.fwhm);
  }

  /** Times that the target is wider than the stars, if it is more than one of them; else null. */
  get width(): number | null {
    if (this.#own < 0) return null;
    const { sources, seenFwhm } = this.#reference;
    const width = itemAt(sources.fwhm, this.#own) / seenFwhm;
    return width > SINGLE ? width : null;
  }

  /** @param radius of the aperture, in pixels of the reference */
  around({ x, y }: Place, radius: number): ForeignLight {
    const { sources, fwhm, noise } = this.#reference;
    const own =
      this.#own < 0
        ? UNSEEN * noise * Math.sqrt(Math.PI) * radius
        : itemAt(sources.flux, this.#own) * apertureFraction(0, radius, fwhm);
    let foreign = 0;
    let most = { light: 0, distance: NaN };
    for (let i = 0; i < sources.count; i++) {
      const distance = Math.hypot(itemAt(sources.x, i) - x, itemAt(sources.y, i) - y);
      if (i === this.#own || distance > radius + REACH * fwhm) continue;
      const light = itemAt(sources.flux, i) * apertureFraction(distance, radius, fwhm);
      foreign += light;
      if (light > most.light) most = { light, distance };
    }
    return { share: foreign / (foreign + own), distance: most.distance };
  }
}
