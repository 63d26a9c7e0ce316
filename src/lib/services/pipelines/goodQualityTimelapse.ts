import type { Target } from '../../domain/rows/Target';
import type { DataProduct } from '../../domain/rows/DataProduct';
import { isReducedFrame } from '../../domain/rows/isReducedFrame';
import { messages } from '../messages/messages.svelte';
import { plural } from '../messages/plural';
import { submitProcess } from './submitProcess';

/** Frames that someone has found good are put into this group. */
export const GOOD_QUALITY_GROUP = 'Good quality data';

/** Queues a time-lapse, with all settings as they are, of the good frames of a target. */
export async function goodQualityTimelapse(
  target: Target,
  goodProducts: readonly DataProduct[]
): Promise<void> {
  const frames = goodProducts.filter((product) => product.targetPk === target.pk && isReducedFrame(product));
  if (frames.length === 0) {
    messages.add('info', 'Nothing to do');
    return;
  }
  messages.add(
    'info',
    `Creating timelapse of ${plural(frames.length, 'file')} for target '${target.name}'...`
  );
  await submitProcess({
    pipelineId: 'timelapse',
    targetPk: target.pk,
    productPks: frames.map(({ pk }) => pk),
    flags: {},
    parameters: {}
  });
}
