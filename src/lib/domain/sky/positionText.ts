import { formatDeclination, formatRightAscension } from './coordinates';
import type { Position } from './Position';

/** `04:52:00.00 -69:18:00.0`. */
export const positionText = ({ ra, dec }: Position): string =>
  `${formatRightAscension(ra)} ${formatDeclination(dec)}`;
