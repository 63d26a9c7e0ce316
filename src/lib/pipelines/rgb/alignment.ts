import { affineScale, composeAffine, invertAffine, transformPoint, type Affine } from '../../domain/Affine';
import type { Section } from '../../domain/Section';
import { transformByWcs } from '../../fits/transformByWcs';
import { matchStars } from '../../kernels/matchStars';
import { outputField } from '../../kernels/outputField';
import type { StarsAndSky } from '../../kernels/starsAndSky';
import type { ChannelFrame } from './openChannel';

export interface Alignment {
  /** From pixels of the reference to pixels of the channel: what comes closest all over the field. */
  readonly transform: Affine;
  /** The same for a part of the field, where one for all is not enough. */
  readonly transformOf: ((section: Section) => Affine) | null;
  /** What it comes from, for people. */
  readonly text: string;
}

export interface MeasuredChannel {
  readonly frame: ChannelFrame;
  readonly found: StarsAndSky;
}

/** Pixels: by so much coordinates and stars may differ. More would show as fringes of colour. */
const MOST_DIFFERENCE = 0.3;
/** Pixels: a field that is distorted by more is brought over part by part. */
const MOST_DISTORTION = 0.02;
/** Places between the corners at which coordinates and stars are compared, in sides of the field. */
const PLACES = [
  [0.5, 0.5],
  [0.2, 0.2],
  [0.8, 0.2],
  [0.2, 0.8],
  [0.8, 0.8]
] as const;
const STANDSTILL: Affine = [1, 0, 0, 1, 0, 0];

/**
 * Takes the reference to a channel by the coordinates in their headers, unless their stars say otherwise, or have to do
 * without. A sentence where neither can tell.
 */
export function alignment(reference: MeasuredChannel, channel: MeasuredChannel): Alignment | string {
  const byWcs = alignByWcs(reference.frame, channel.frame);
  const byStars = matchStars(reference.found.stars, channel.found.stars);
  if (!byStars.isAligned) {
    const stars = `its stars do not match (${byStars.reason})`;
    if (!byWcs) return `${stars}, and without coordinates in both headers there is no other way.`;
    if (typeof byWcs === 'string') return `${stars}, and ${byWcs}`;
    return { ...byWcs, text: 'by the coordinates in the headers; too few stars in common to check them' };
  }
  const matched = `${byStars.count} stars matched, ${byStars.rms.toFixed(2)} px`;
  const { transform } = byStars;
  if (!byWcs) return { transform, transformOf: null, text: `by the stars: ${matched}` };
  const difference =
    typeof byWcs === 'string' ? null : differenceBetween(transform, byWcs.transform, reference.frame);
  if (typeof byWcs !== 'string' && difference! <= MOST_DIFFERENCE)
    return { ...byWcs, text: `by the coordinates in the headers; the stars agree (${matched})` };
  const why =
    difference === null ? byWcs : `the coordinates in the headers are off by ${difference.toFixed(1)} px`;
  return { transform, transformOf: null, text: `by the stars: ${matched}; ${why}` };
}

/** Null if one of them has no coordinates, a sentence if by these they have nothing in common. */
function alignByWcs(reference: ChannelFrame, channel: ChannelFrame): Omit<Alignment, 'text'> | string | null {
  const [from, to] = [reference.wcs, channel.wcs];
  if (!from || !to) return null;
  const toChannel = invertAffine(channel.toFile);
  const partOf = (section: Section) => {
    const [start, end] = [
      { x: section.x0 - 0.5, y: section.y0 - 0.5 },
      { x: section.x1 - 0.5, y: section.y1 - 0.5 }
    ].map((corner) => transformPoint(reference.toFile, corner));
    const inFile = { x0: start.x + 0.5, y0: start.y + 0.5, x1: end.x + 0.5, y1: end.y + 0.5 };
    const found = transformByWcs(from, inFile, to);
    return (
      found && {
        transform: composeAffine(toChannel, composeAffine(found.transform, reference.toFile)),
        rms: found.rms * affineScale(toChannel)
      }
    );
  };
  const { width, height } = reference;
  const whole = partOf({ x0: 0, x1: width, y0: 0, y1: height });
  const isOverlap =
    whole &&
    outputField(
      [
        { width, height, transform: STANDSTILL },
        { width: channel.width, height: channel.height, transform: whole.transform }
      ],
      'intersection'
    );
  if (!isOverlap) return 'by their coordinates they show different parts of the sky.';
  if (whole.rms <= MOST_DISTORTION) return { transform: whole.transform, transformOf: null };
  return { transform: whole.transform, transformOf: (section) => (partOf(section) ?? whole).transform };
}

/** The largest at some places of the field, pixels of the channel. */
function differenceBetween(one: Affine, other: Affine, { width, height }: ChannelFrame): number {
  const distances = PLACES.map(([x, y]) => {
    const [here, there] = [one, other].map((map) => transformPoint(map, { x: x * width, y: y * height }));
    return Math.hypot(here.x - there.x, here.y - there.y);
  });
  return Math.max(...distances);
}
