import { affineScale, transformPoint } from '../../domain/image/Affine';
import { fixedText } from '../../domain/units/fixedText';
import type { Frame } from '../../frames/Frame';
import type { FrameAlignment } from './alignFrame';
import { alignmentSourceText } from './sentences';

/** Less is not worth a word. */
const LEAST_SCALE = 1e-4;

/** How a frame lies to the reference: `117 of 130 stars matched, shift 3.2, -8.1 px, turned 0.10 deg, rms 0.03 px`. */
export function alignmentText({ transform, rms, source }: FrameAlignment, { width, height }: Frame): string {
  const [a, b, c, d] = transform;
  const centre = { x: (width - 1) / 2, y: (height - 1) / 2 };
  const moved = transformPoint(transform, centre);
  const scale = affineScale(transform);
  return [
    alignmentSourceText(source),
    `shift ${fixedText(moved.x - centre.x, 1)}, ${fixedText(moved.y - centre.y, 1)} px`,
    ...(a * d - b * c < 0 ? ['mirrored'] : []),
    `turned ${fixedText((Math.atan2(b, a) * 180) / Math.PI, 2)} deg`,
    ...(Math.abs(scale - 1) > LEAST_SCALE ? [`scale ${scale.toFixed(4)}`] : []),
    `rms ${rms.toFixed(2)} px`
  ].join(', ');
}
