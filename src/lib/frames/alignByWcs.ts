import {
  affineScale,
  composeAffine,
  IDENTITY,
  invertAffine,
  transformPoint,
  type Affine
} from '../domain/image/Affine';
import type { Section } from '../domain/image/Section';
import type { Refused } from '../domain/statement/Refused';
import type { Statements } from '../domain/statement/Statement';
import { transformByWcs, type WcsTransform } from '../fits/wcs/transformByWcs';
import type { Wcs } from '../fits/wcs/Wcs';
import { outputField } from '../kernels/resampling/outputField';

/** A frame, or one that was made smaller. */
export interface PlacedFrame {
  readonly width: number;
  readonly height: number;
  /** Of the pixels of its file. */
  readonly wcs: Wcs | null;
  /** From its pixels to those of its file, where they are not the same. */
  readonly toFile?: Affine;
}

/** How the coordinates of two frames lay these on each other. */
export interface WcsAlignment {
  /** From all of the reference to the frame; `rms` in pixels of that. */
  readonly whole: WcsTransform;
  /** From a part of the reference, which distortion leaves straighter. */
  readonly transformOf: (section: Section) => Affine;
}

export type WcsRefusal = Statements<{
  /** One of them has none. */
  noCoordinates: {};
  /** They have no pixel in common. */
  differentSky: {};
}>;

/** Takes the pixels of a reference to those of another frame by the coordinates of both. */
export function alignByWcs(reference: PlacedFrame, frame: PlacedFrame): WcsAlignment | Refused<WcsRefusal> {
  const [from, to] = [reference.wcs, frame.wcs];
  if (!from || !to) return { refusal: { code: 'noCoordinates', parameters: {} } };
  const fromFile = invertAffine(frame.toFile ?? IDENTITY);
  const toFile = reference.toFile ?? IDENTITY;
  const partOf = (section: Section): WcsTransform | null => {
    const found = transformByWcs(from, inFile(section, toFile), to);
    return (
      found && {
        transform: composeAffine(fromFile, composeAffine(found.transform, toFile)),
        rms: found.rms * affineScale(fromFile)
      }
    );
  };
  const { width, height } = reference;
  const whole = partOf({ x0: 0, x1: width, y0: 0, y1: height });
  if (!whole || !isOverlap(reference, frame, whole.transform))
    return { refusal: { code: 'differentSky', parameters: {} } };
  return { whole, transformOf: (section) => (partOf(section) ?? whole).transform };
}

/** A section of a frame in the pixels of its file. Pixels reach half a pixel beyond their centres. */
function inFile({ x0, x1, y0, y1 }: Section, toFile: Affine): Section {
  const [start, end] = [
    { x: x0 - 0.5, y: y0 - 0.5 },
    { x: x1 - 0.5, y: y1 - 0.5 }
  ].map((corner) => transformPoint(toFile, corner));
  return { x0: start!.x + 0.5, x1: end!.x + 0.5, y0: start!.y + 0.5, y1: end!.y + 0.5 };
}

function isOverlap(reference: PlacedFrame, frame: PlacedFrame, transform: Affine): boolean {
  const fields = [
    { width: reference.width, height: reference.height, transform: IDENTITY },
    { width: frame.width, height: frame.height, transform }
  ];
  return outputField(fields, 'intersection') !== null;
}
