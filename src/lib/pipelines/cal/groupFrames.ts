import { isSameExposure } from './chooseMasters';
import type { Master } from './Master';
import { differingSettings, SAME_TEMPERATURE } from './differingSettings';
import { isSameSize, type DescribedFrame } from './DescribedFrame';

/**
 * Groups the frames that make one master: of the same size and settings of the camera, and the same exposure time for darks
 * or filter for flats.
 */
export function groupFrames(
  frames: readonly DescribedFrame[],
  type: DescribedFrame['type']
): DescribedFrame[][] {
  const groups: DescribedFrame[][] = [];
  for (const frame of frames.filter((each) => each.type === type)) {
    const group = groups.find(([first]) => areAlike(first!, frame));
    if (group) group.push(frame);
    else groups.push([frame]);
  }
  return groups;
}

const areAlike = (a: DescribedFrame, b: DescribedFrame): boolean =>
  isSameSize(a, b) &&
  differingSettings(a.type as Master['type'], a.settings, b.settings, SAME_TEMPERATURE).length === 0 &&
  a.done.bias === b.done.bias &&
  a.done.dark === b.done.dark &&
  (a.type !== 'dark' || isSameExposure(a.exposure, b.exposure)) &&
  (a.type !== 'flat' || a.filter === b.filter);
