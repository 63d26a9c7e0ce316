import { degreesOf } from './coordinates';

const WITH_SIDE = /^(.*?)\s*([NSEW])$/is;

/**
 * Degrees of a latitude or longitude, with a decimal point or comma: `-110.88`, `110:52:48`, `34 26 W`; NaN for other
 * texts.
 */
export function siteAngle(text: string): number {
  const [, number = text, side = ''] = WITH_SIDE.exec(text.trim()) ?? [];
  const value = degreesOf(number, 'dec') ?? NaN;
  return /[SW]/i.test(side) ? -value : value;
}
