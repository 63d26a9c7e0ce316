import type { FrameType } from '../../domain/image/FrameType';
import type { FrameQuality } from './FrameQuality';

/** What the frame is if it is not one of the sky. */
export const calibrationType = ({
  facts: { frameType }
}: FrameQuality): Exclude<FrameType, 'light'> | null => (frameType === 'light' ? null : frameType);
