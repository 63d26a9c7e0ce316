import type { AlignedChannel } from './alignChannels';
import type { ColourImage } from './colourImage';
import type { ColourWarning } from './sentences';

/** What a picture of these channels lacks. */
export function imageWarnings(
  { blank }: ColourImage,
  channels: readonly AlignedChannel[],
  balanceStars: boolean
): readonly ColourWarning[] {
  const isBalanced = channels.every(({ balance, limits }) => limits !== null || balance !== null);
  return [
    ...channels.flatMap(({ label, input, source }): ColourWarning[] =>
      source.code === 'coordinates' && !source.parameters.checkedBy
        ? [{ code: 'alignmentUnchecked', parameters: { label, name: input.name } }]
        : []
    ),
    ...(balanceStars && !isBalanced ? [{ code: 'notBalanced', parameters: {} } as const] : []),
    ...(blank > 0 ? [{ code: 'blankPixels', parameters: { percent: 100 * blank } } as const] : [])
  ];
}
