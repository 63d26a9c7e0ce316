import { itemAt } from '../../domain/units/itemAt';
import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';
import { SOURCE_QUALITY } from '../../domain/measurement/sourceQuality';
import type { StarProblem } from '../../domain/measurement/StarProblem';
import type { Stars } from '../../domain/measurement/Measurements';
import type { ReferenceFrame, NamedPlace } from './referenceFrame';

/** With fewer, a wider range of magnitudes is searched. */
const MIN_CANDIDATES = 5;
/** More add work and no precision. */
const MAX_CANDIDATES = 40;
/** Stars with a problem that are measured all the same, for people to see and to choose. */
const MAX_OTHERS = 10;
/** Largest difference in magnitude between target and comparison star; the second where the first gives too few. */
const SIMILAR = [2.5, 5];
/** No other star may be within so many FWHM; of rings and trails, which have hardly any wings. */
const ISOLATION = 5;
const ISOLATION_OF_RINGS = 2.5;
/** Share of the light of a star below which a neighbour does no harm. */
const FAINT_NEIGHBOUR = 0.01;
/** FWHM: the sky is measured that far out. */
const MARGIN = 7;
/** On a frame that is small for such stars, part of the sky will do: the largest aperture must be on it. */
const LEAST_MARGIN = 3;
/** Share of a side of the frame that such a margin may take. */
const MARGIN_OF_SIDE = 1 / 8;

/** The target, the comparison stars asked for, and candidates from the reference frame. */
export function chooseStars(
  reference: ReferenceFrame,
  target: NamedPlace,
  asked: readonly NamedPlace[]
): Stars {
  const { sources, fwhm } = reference;
  const own = nearest(sources, target, 2 * fwhm);
  const brightness = own < 0 ? NaN : itemAt(sources.flux, own);
  const taken = new Set([own, ...asked.map((place) => nearest(sources, place, 2 * fwhm))]);
  const found = SIMILAR.map((limit) => {
    const off = (i: number): number => Math.abs(2.5 * Math.log10(itemAt(sources.flux, i) / brightness));
    return similarStars(reference, (i) => !taken.has(i) && !(off(i) > limit));
  });
  const others = found.find(
    (stars) => stars.filter(({ against }) => against === null).length >= MIN_CANDIDATES
  );
  const names = freeNames(asked.map(({ name }) => name));
  const measured: (NamedPlace & { readonly against: StarProblem | null })[] = [
    { ...target, against: null },
    ...asked.map((place) => ({ ...place, against: null })),
    ...(others ?? itemAt(found, found.length - 1)).map(({ i, against }, k) => ({
      x: itemAt(sources.x, i),
      y: itemAt(sources.y, i),
      name: itemAt(names, k),
      magnitude: NaN,
      against
    }))
  ];
  return {
    count: measured.length,
    names: measured.map(({ name }) => name),
    x: Float64Array.from(measured, ({ x }) => x),
    y: Float64Array.from(measured, ({ y }) => y),
    magnitude: Float64Array.from(measured, ({ magnitude }) => magnitude),
    against: measured.map(({ against }) => against)
  };
}

/** `C1`, `C2` and so on, as on charts, without those that are taken. */
function freeNames(taken: readonly string[]): string[] {
  return Array.from({ length: MAX_CANDIDATES + MAX_OTHERS + taken.length }, (_, k) => `C${k + 1}`).filter(
    (name) => !taken.includes(name)
  );
}

/** The brightest similar sources, at most as many as are measured, and the problem of each, if any. */
function similarStars(reference: ReferenceFrame, isSimilar: (i: number) => boolean) {
  const left = { candidates: MAX_CANDIDATES, others: MAX_OTHERS };
  const stars: { readonly i: number; readonly against: StarProblem | null }[] = [];
  // The catalogue is sorted by brightness.
  for (let i = 0; i < reference.sources.count && left.candidates > 0; i++) {
    if (!isSimilar(i)) continue;
    const against = problemOf(reference, i);
    if (against && left.others === 0) continue;
    left[against === null ? 'candidates' : 'others']--;
    stars.push({ i, against });
  }
  return stars;
}

/** The nearest source no further than so many pixels, or -1. */
export function nearest(
  { x, y, count }: SourceCatalogue,
  place: { readonly x: number; readonly y: number },
  radius: number
): number {
  let found = -1;
  for (let i = 0; i < count; i++) {
    const distance = Math.hypot(itemAt(x, i) - place.x, itemAt(y, i) - place.y);
    if (distance > radius) continue;
    found = i;
    radius = distance;
  }
  return found;
}

/** Null for a candidate. */
function problemOf({ frame, sources, fwhm, blur }: ReferenceFrame, i: number): StarProblem | null {
  const [x, y] = [itemAt(sources.x, i), itemAt(sources.y, i)];
  const [flux, quality] = [itemAt(sources.flux, i), itemAt(sources.quality, i)];
  if (quality & SOURCE_QUALITY.saturated) return { code: 'saturated', parameters: {} };
  if (quality & SOURCE_QUALITY.blank) return { code: 'blank', parameters: {} };
  if (quality & (SOURCE_QUALITY.hotPixel | SOURCE_QUALITY.cosmicRay)) return { code: 'hit', parameters: {} };
  const edge = Math.min(x, y, frame.width - 1 - x, frame.height - 1 - y);
  const side = Math.min(frame.width, frame.height);
  const margin = Math.min(MARGIN * fwhm, Math.max(LEAST_MARGIN * fwhm, MARGIN_OF_SIDE * side));
  if (edge < margin) return { code: 'nearEdge', parameters: { distance: edge } };
  for (const [j, light] of sources.flux.entries()) {
    if (j === i || light < FAINT_NEIGHBOUR * flux) continue;
    const distance = Math.hypot(itemAt(sources.x, j) - x, itemAt(sources.y, j) - y);
    if (distance < (blur > 0 ? ISOLATION_OF_RINGS : ISOLATION) * fwhm)
      return { code: 'neighbour', parameters: { distance, light: light / flux } };
  }
  return null;
}
